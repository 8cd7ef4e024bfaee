/**
 * The loader with the form in it, one file: for pages whose policy lets no script load another, such as a
 * `script-src` of hashes alone or of one path. Speaks English and whatever texts the site sets.
 */
import { install } from './loader/commands.ts'
import * as panel from './panel.ts'
import { readTag } from './loader/script-tag.ts'

try {
  readTag((options, base) => install(options, base, () => Promise.resolve(panel)))
} catch (error) {
  // Ours must never stop the scripts that come after it.
  // oxlint-disable-next-line no-console -- the only way to tell the owner of the page
  console.warn('Support:', error)
}
