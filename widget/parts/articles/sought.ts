/** What is looked for among the help articles. */
import { SOUGHT_MAX } from '../../../proxy/contract/help/articles.ts'

/**
 * What is sent of what was written: its end, without words that have a digit or an @ in them, such as an address. Word by
 * word: one expression for both begins anew at every letter of a word, and a text without spaces is one word.
 */
export const soughtIn = (written: string): string =>
  written
    .split(/\s+/)
    .filter((word) => /^[^@\p{N}]+$/u.test(word))
    .join(' ')
    .slice(-SOUGHT_MAX)
