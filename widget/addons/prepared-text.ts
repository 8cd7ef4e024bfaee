/**
 * Prepared text: what a link such as `#support?topic=billing&message=Hello` puts into the form. Anybody can make such a
 * link, so it can do less than a visitor: it sends nothing, says nothing of who writes, goes over nothing that was
 * written, and all of it can be seen.
 */
import { EVENT } from '../api/names.ts'
import { ask, warn } from './ask.ts'
import { cleanText, codePoints } from '../../proxy/contract/text.ts'

const PREPARED = '#support?'

/** Longest text of a link, in code points: nobody reads more before sending it. */
const TEXT_MAX = 2000

/** Never of a link, whatever the tag says: who writes, what proves it, and what agents are told by the page. */
const NEVER = new Set(['email', 'name', 'signature', 'token', 'context'])

/** What one cannot see: orders to programs that read messages could hide in it. Emoji and Persian need three of them. */
const UNSEEN = /(?!\u200C|\u200D|\uFE0F)[\p{Cf}\p{DI}\p{Co}\u2800]/gu

/** All of a text in sight, and no room in which the rest of it gets lost. */
const inSight = (text: string) =>
  cleanText(text.replace(UNSEEN, ''))
    .replace(/\n\s*\n/g, '\n\n')
    .replace(/[^\S\n]{2,}/g, ' ')
    .trim()

/**
 * The texts of a link by the name of their field; undefined when it prepares nothing.
 * @param hash With its `#`.
 * @param names Fields that a link may fill.
 */
function preparedTexts(hash: string, names: readonly string[]): Record<string, string> | undefined {
  if (!hash.startsWith(PREPARED)) return undefined
  const texts: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(hash.slice(PREPARED.length))) {
    const text = inSight(value)
    if (!names.includes(name) || NEVER.has(name)) warn(`a link may not fill "${name}".`)
    // Left out whole: nobody would miss half of it.
    else if (codePoints(text) > TEXT_MAX) warn(`"${name}" of a link has more than ${TEXT_MAX} characters.`)
    else if (text && !Object.hasOwn(texts, name)) texts[name] = text
  }
  return texts
}

/**
 * From now on links of the page that prepare text open the form, and so does the page's own address. Works for links that
 * come later, and in shadow roots.
 * @param names Fields that a link may fill.
 */
export function takePreparedText(names: readonly string[]): void {
  let filled: Record<string, string> = {}
  const take = (hash: string): boolean => {
    const texts = preparedTexts(hash, names)
    if (!texts) return false
    filled = texts
    ask('prefill', texts)
    ask('open')
    return true
  }
  addEventListener(
    'click',
    (event) => {
      // Those open the page anew, which takes the text from its address.
      if (event.button > 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
      const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement)
      if (link?.getAttribute('href')?.startsWith(PREPARED) && take(link.hash)) event.preventDefault()
    },
    // Before scripts of the page that keep clicks for themselves.
    true,
  )
  const look = () => {
    const { hash, href } = location
    // Else the page would open the form again whenever it is loaded, with what may be sent by then.
    if (take(hash)) history.replaceState(history.state, '', href.slice(0, -hash.length))
  }
  addEventListener('hashchange', look)
  // It has been sent: another message begins without it.
  addEventListener(EVENT + 'sent', () => {
    const none = Object.keys(filled).map((name) => [name, undefined])
    filled = {}
    if (none.length > 0) ask('prefill', Object.fromEntries(none))
  })
  look()
}
