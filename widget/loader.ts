/**
 * The script that pages include. A classic script without Preact: it finds its own tag, installs the global
 * `SupportWidget`, answers what was queued before, and puts the launcher into the page. Everything else is
 * imported when the visitor first shows interest.
 */
import { install } from './commands.ts'
import { readOptions } from './options.ts'

/** The tag this file came from: tag managers and script delayers hide it, so there is a second way (R02). */
function findScript(): HTMLScriptElement | null {
  const current = document.currentScript as HTMLScriptElement | null // as: no SVG script runs this file
  return current?.src
    ? current
    : document.querySelector('script[data-support-site],script[src*="/support.js"]')
}

function start(): void {
  // Hard-coded and once more by a tag manager: the first stays, or there were two buttons.
  if (window.SupportWidget?.version) throw 'loaded twice'
  const script = findScript()
  const config = window.SupportWidgetConfig ?? {}
  // Throws when there is neither.
  const address = new URL(script?.src ?? config.src ?? '')
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
