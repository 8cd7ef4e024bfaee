/**
 * Letter case where a comparison decides something. `toLowerCase()` makes an "i" of a dotted capital and a "k" of the
 * sign of the kelvin: what was signed for one address would vouch for another.
 */

/** Text in small letters, as far as that can be undone: a letter that is not the capital of its small one stays. */
export const lowerCase = (text: string): string =>
  text.replace(/\p{Lu}/gu, (letter) => {
    const small = letter.toLowerCase()
    return small.toUpperCase() === letter ? small : letter
  })
