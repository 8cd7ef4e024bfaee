/** The tag of this script: what it says, and where it came from. */
import type { Options } from '../api/options.ts'
import { readOptions } from '../api/read-options.ts'
import { own } from '../api/own-property.ts'

/**
 * The tag this file came from: tag managers and script delayers hide it, so there are other ways (R02): by its mark, and
 * only then by its name, which a file of the page may have, too. The document is asked past its named elements: behind an
 * image that a visitor of the page named `currentScript`, the first script of anybody that is called like ours would say
 * where our code comes from. All of them are asked: the first may be one of SVG or MathML, which is no tag.
 * @param selector What it is found by, where the browser does not tell.
 */
export const findScript = (selector = 'script[src*="/support.js"]') =>
  [
    Reflect.get(Document.prototype, 'currentScript', document),
    ...document.querySelectorAll('script[data-support-site]'),
    ...document.querySelectorAll(selector),
  ].find((tag) => tag instanceof HTMLScriptElement && tag.src) as HTMLScriptElement | undefined // as: just asked

/**
 * Reads it all, at once: `currentScript` is there only while the script runs. Throws when there is no address.
 * @param use Is given the options, the proxy's address with a trailing slash, and the tag's nonce.
 */
export function readTag(use: (options: Options, base: string, nonce?: string) => void): void {
  const script = findScript()
  // A copy has no named elements: where the page has written `SupportWidgetConfig ||= {}` it is a list of visitors' elements,
  // in which one called `src` reads as an address.
  const config = { ...(own(window, 'SupportWidgetConfig') as object) } // as: a copy of anything else is empty
  // What the page says wins: an optimiser may have copied or combined the file. as: of anything else this throws
  const src = own(config, 'src') || (script as HTMLScriptElement).getAttribute('src')
  // By the page's own address, whatever a `<base>` says: one that a visitor leaves after the tag of an async script would
  // make the browser's `src` another address than the one that this file came from.
  const address = new URL(src as string, location.href)
  const options = readOptions([
    script?.dataset,
    { site: script?.getAttribute('data-support-site') },
    config,
    Object.fromEntries(address.searchParams),
  ])
  // A pinned file lies in a folder of its own.
  if (PINNED) use(options, new URL('..', address).href, script?.nonce)
  else use(options, new URL('.', address).href)
}
