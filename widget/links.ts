/** The script `/links.js`: what pages include whose links prepare text. */
import { findScript } from './loader/script-tag.ts'
import { takePreparedText } from './addons/prepared-text.ts'

try {
  const { fields = 'message subject topic' } = findScript('script[src*="/links.js"]')?.dataset ?? {}
  takePreparedText(fields.split(/\s+/))
} catch (error) {
  // Ours must never stop the scripts that come after it.
  // oxlint-disable-next-line no-console -- the only way to tell the owner of the page
  console.warn('Support:', error)
}
