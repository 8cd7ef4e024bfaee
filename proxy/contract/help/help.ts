/** Which links of a site may answer what somebody writes. Found where it is written: nothing is sent to find them. */
import type { HelpLink } from '../form.ts'

/** How many are shown at once: more would be in the way. */
const SHOWN_MAX = 3

const withoutMarks = (text: string) => text.replace(/\p{M}/gu, '')

/**
 * Letters without case, width and marks: `Ruckgabe` finds `Rückgabe`. Only for finding; nothing is decided by it. Marks that
 * stand alone go before: a long run of them is sorted, which takes time with its square.
 */
export const plain = (text: string) => withoutMarks(withoutMarks(text).normalize('NFKD')).toLowerCase()

/** Scripts that put no space between words: there a word may begin anywhere. */
export const RUNNING = /^[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Mymr}]/u

/** Whether a text has a word, or words that begin with it. */
function has(text: string, word: string): boolean {
  const wanted = plain(word)
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1))
    if (RUNNING.test(wanted) || !/[\p{L}\p{N}]$/u.test(text.slice(0, at))) return true
  return false
}

/** Those that a form in this language has, and with this topic if one is chosen. */
export const helpIn = (help: readonly HelpLink[], locale: string, topic?: string): HelpLink[] =>
  help.filter(
    ({ locales, topics }) =>
      (!locales || locales.some((one) => one === locale || one === locale.split('-')[0])) &&
      (!topics || !topic || topics.includes(topic)),
  )

/** How well an entry fits: by its words, or without any by its topic, which comes last. */
function fit({ words, topics }: HelpLink, text: string, topic?: string): number {
  if (words) return words.filter((word) => has(text, word)).length
  return topics && topic ? 0.5 : 0
}

/** The links to show beside what was written: those of which a word is in it, most words first, and the topic's own. */
export function helpFor(
  help: readonly HelpLink[],
  written: string,
  locale: string,
  topic?: string,
): HelpLink[] {
  const text = plain(written)
  return helpIn(help, locale, topic)
    .map((one) => ({ one, fits: fit(one, text, topic) }))
    .filter(({ fits }) => fits > 0)
    .toSorted((a, b) => b.fits - a.fits)
    .slice(0, SHOWN_MAX)
    .map(({ one }) => one)
}

/** The links to show from the start, under the greeting: those that wait for neither words nor a topic. */
export const helpAtFirst = (help: readonly HelpLink[], locale: string): HelpLink[] =>
  helpIn(help, locale).filter(({ words, topics }) => !words && !topics)
