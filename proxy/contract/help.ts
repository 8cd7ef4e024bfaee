/** Which links of a site may answer what somebody writes. Found where it is written: nothing is sent to find them. */
import type { HelpLink } from './form.ts'

/** How many are shown at once: more would be in the way. */
const SHOWN_MAX = 3

/** Letters without case, width and marks: `Ruckgabe` finds `Rückgabe`. Only for finding; nothing is decided by it. */
const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** Scripts that put no space between words: there a word may begin anywhere. */
const RUNNING = /^[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Mymr}]/u

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

/** The links to show beside what was written: those of which a word is in it, most words first. */
export function helpFor(
  help: readonly HelpLink[],
  written: string,
  locale: string,
  topic?: string,
): HelpLink[] {
  const text = plain(written)
  return helpIn(help, locale, topic)
    .map((one) => ({ one, found: one.words.filter((word) => has(text, word)).length }))
    .filter(({ found }) => found > 0)
    .toSorted((a, b) => b.found - a.found)
    .slice(0, SHOWN_MAX)
    .map(({ one }) => one)
}
