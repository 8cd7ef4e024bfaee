/** What texts are made of, and what of them is cleaned: the same in the widget and the proxy. */

/** Embeddings, overrides and isolates: they could make a line read as another text than it is. */
const BIDI_CONTROLS = /[\u202A-\u202E\u2066-\u2069]/g

/** C0 and C1 controls other than tab and line ends: nothing a visitor types. Stripped, never refused. */
const CONTROLS = /[^\P{Cc}\t\n\r]/gu

/** A text in which there is nothing to see: helpdesks take it for an empty one. */
const BLANK = /^[\s\p{DI}\p{Cf}\u2800]*$/u

/** The length of a text in code points, the unit of every limit above that counts text. */
// oxlint-disable-next-line typescript/no-misused-spread -- code points are what is counted
export const codePoints = (text: string): number => [...text].length

/** Every line end there is: forms are sent with CRLF, which would count twice, and word processors have their own. */
const LINE_END = /\r\n?|[\v\f\x85\u2028\u2029]/g

/**
 * Text without controls, empty lines before it and spaces after it, line ends as `\n`. The first line keeps its
 * indentation, as all others do.
 */
export function cleanText(value: string): string {
  const text = value.replace(LINE_END, '\n').replace(CONTROLS, '')
  return BLANK.test(text) ? '' : text.replace(/^\s*\n/, '').trimEnd()
}

/** One line: line ends become spaces, so that no field can smuggle in a header or a second line. */
export function cleanLine(value: string): string {
  return cleanText(value.replace(BIDI_CONTROLS, '')).trim().replace(/\s+/gu, ' ')
}

/** Whether a text may have an e-mail address in it. What is one is told by email/address.ts, and by the proxy. */
export const mayBeEmail = (value: string): boolean => /^[^@]+@.*\../s.test(value)

/** Text without halves of characters: nobody writes them, and `toWellFormed()` would put U+FFFD in their place. */
export const wellFormed = (text: string): string =>
  text.isWellFormed() ? text : text.replace(/\p{Cs}/gu, '')

/** Where a piece of a text ends that begins at `at`: after `size` of it, and never within a character. */
export function pieceEnd(text: string, at: number, size: number): number {
  const end = at + size
  return (text.codePointAt(end - 1) ?? 0) > 0xffff ? end + 1 : end
}
