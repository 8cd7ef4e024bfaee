/**
 * Identifiers as the helpdesk gives them out: `ulidFactory` makes ULIDs (Crockford base 32, 48 bits of time,
 * 80 bits of chance) that sort in the order in which they were made.
 */

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Writes a count of milliseconds as ten base 32 digits. */
function timePart(ms: number): string {
  let digits = ''
  for (let rest = ms, i = 0; i < 10; i++, rest = Math.floor(rest / 32)) {
    digits = ALPHABET.charAt(rest % 32) + digits
  }
  return digits
}

/** Adds one to base 32 digits, in place; overflow starts again at zero, which 80 bits never reach. */
function increment(digits: number[]): void {
  for (let i = digits.length - 1; i >= 0; i--) {
    const next = (digits[i] ?? 0) + 1
    digits[i] = next % 32
    if (next < 32) return
  }
}

/**
 * Returns a function that makes ULIDs. Each is greater than the one before, also within one millisecond and
 * when the clock goes back.
 */
export function ulidFactory(now: () => number, random: () => number): () => string {
  let last = -1
  let chance: number[] = []
  return () => {
    const ms = Math.floor(now())
    if (ms > last) {
      last = ms
      chance = Array.from({ length: 16 }, () => Math.floor(random() * 32))
    } else {
      increment(chance)
    }
    return timePart(last) + chance.map((digit) => ALPHABET.charAt(digit)).join('')
  }
}

/** Whether a text has the form of a ULID, in either case. */
export function isUlid(text: string): boolean {
  return /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/i.test(text)
}
