/** The script `/frame.js`: what pages with an iframe of their own include. */
import { startHostPage } from './iframe/host-page.ts'

try {
  startHostPage()
} catch (error) {
  // Ours must never stop the scripts that come after it.
  // oxlint-disable-next-line no-console -- the only way to tell the owner of the page
  console.warn('Support:', error)
}
