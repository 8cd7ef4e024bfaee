/** The script `/links.js`: what pages include whose links prepare text. */
import { ownTag, warn } from './addons/ask.ts'
import { bare } from './api/bare.ts'
import { takePreparedText } from './addons/prepared-text.ts'

try {
  const { fields = 'message subject topic' } = bare(ownTag('links')?.dataset)
  takePreparedText(fields.split(/\s+/))
} catch (error) {
  // Ours must never stop the scripts that come after it.
  warn(error)
}
