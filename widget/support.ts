/**
 * The script that pages include. A classic script without Preact: it finds its own tag, installs the global
 * `SupportWidget`, answers what was queued before, and puts the launcher into the page. Everything else is
 * imported when the visitor first shows interest.
 */
import { install } from './loader/commands.ts'
import { createImporter } from './loader/load-panel.ts'
import { readTag } from './loader/script-tag.ts'

try {
  readTag((options, base, nonce) => install(options, base, createImporter(base, nonce)))
} catch (error) {
  // Ours must never stop the scripts that come after it.
  // oxlint-disable-next-line no-console -- the only way to tell the owner of the page
  console.warn('Support:', error)
}
