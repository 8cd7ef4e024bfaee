/**
 * Letter case where a comparison decides something. `toLowerCase()` makes an "i" of a dotted capital and a "k" of the
 * sign of the kelvin: what was signed for one address would vouch for another.
 */

/** A capital sigma that ends a word: in small letters it has a form of its own, and that is what people type. */
const LAST_SIGMA = /(?<=\p{L}\p{M}*)\u03A3(?!\p{M}*\p{L})/gu

/** Text in small letters, as far as that can be undone: a letter that is not the capital of its small one stays. */
export const lowerCase = (text: string): string =>
  text.replace(LAST_SIGMA, '\u03C2').replace(/\p{Lu}/gu, (letter) => {
    const small = letter.toLowerCase()
    return small.toUpperCase() === letter ? small : letter
  })
