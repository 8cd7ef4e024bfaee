/** The tag of this script: what it says, and where it came from. */
import { readOptions, type Options } from '../api/options.ts'
import { own } from '../api/own.ts'

/**
 * The tag this file came from: tag managers and script delayers hide it, so there is a second way (R02). Scripts only:
 * an image that a visitor of the page named `currentScript` would say where our code comes from.
 * @param selector What it is found by, where the browser does not tell.
 */
export const findScript = (selector = 'script[data-support-site],script[src*="/support.js"]') =>
  [document.currentScript, document.querySelector(selector)].find(
    (tag) => tag instanceof HTMLScriptElement && tag.src,
  ) as HTMLScriptElement | undefined // as: just asked

/**
 * Reads it all, at once: `currentScript` is there only while the script runs. Throws when there is no address.
 * @param use Is given the options, the proxy's address with a trailing slash, and the tag's nonce.
 */
export function readTag(use: (options: Options, base: string, nonce?: string) => void): void {
  const script = findScript()
  const config = own(window, 'SupportWidgetConfig')
  const address = new URL(script?.src ?? (own(config, 'src') as string)) // as: of anything else this throws
  const options = readOptions([
    script?.dataset,
    { site: script?.dataset['supportSite'] },
    config,
    Object.fromEntries(address.searchParams),
  ])
  // A pinned file lies in a folder of its own.
  const base = new URL(PINNED ? '..' : '.', address).href
  if (PINNED) use(options, base, script?.nonce)
  else use(options, base)
}
