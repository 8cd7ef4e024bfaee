/**
 * The script that pages include. A classic script without Preact: it finds its own tag, installs the global
 * `SupportWidget`, answers what was queued before, and puts the launcher into the page. Everything else is
 * imported when the visitor first shows interest.
 */
import { install } from './commands.ts'
import { readOptions } from './options.ts'

/** The tag this file came from: tag managers and script delayers hide it, so there is a second way (R02). */
function findScript(): HTMLScriptElement | null {
  const current = document.currentScript
  if (current instanceof HTMLScriptElement && current.src) return current
  return document.querySelector('script[data-support-site],script[src*="/support.js"]')
}

function start(): void {
  if (window.SupportWidget?.version) {
    // Twice on one page (hard-coded and by a tag manager): the first stays, or there were two buttons.
    // oxlint-disable-next-line no-console -- the only way to tell the owner of the page
    console.warn('Support: the script is on this page more than once.')
    return
  }
  const script = findScript()
  const config = window.SupportWidgetConfig ?? {}
  const src = script?.src || config.src
  if (!src) return
  const address = new URL(src)
  const options = readOptions((name) => [
    script?.dataset[name],
    name === 'site' ? script?.dataset['supportSite'] : undefined,
    config[name],
    address.searchParams.get(name),
  ])
  install(options, new URL('.', address).href)
}

try {
  start()
} catch (error) {
  // Ours must never stop the scripts that come after it.
  // oxlint-disable-next-line no-console -- the only way to tell the owner of the page
  console.warn('Support:', error)
}
