/** The tag of this script: what it says, and where it came from. */
import { readOptions, type Options } from '../api/options.ts'

/** The tag this file came from: tag managers and script delayers hide it, so there is a second way (R02). */
export function findScript(): HTMLScriptElement | null {
  const current = document.currentScript as HTMLScriptElement | null // as: no SVG script runs this file
  return current?.src
    ? current
    : document.querySelector<HTMLScriptElement>('[data-support-site],[src*="/support.js"]')
}

/**
 * Reads it all, at once: `currentScript` is there only while the script runs. Throws when there is no address.
 * @param use Is given the options, the proxy's address with a trailing slash, and the tag's nonce.
 */
export function readTag(use: (options: Options, base: string, nonce?: string) => void): void {
  const script = findScript()
  const config = window.SupportWidgetConfig ?? {}
  const address = new URL(script?.src ?? config['src'] ?? '')
  const options = readOptions((name) => [
    script?.dataset[name],
    name === 'site' && script?.dataset['supportSite'],
    config[name],
    address.searchParams.get(name),
  ])
  // A pinned file lies in a folder of its own.
  const base = new URL(PINNED ? '..' : '.', address).href
  if (PINNED) use(options, base, script?.nonce)
  else use(options, base)
}
