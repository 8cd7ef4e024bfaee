/**
 * Whether a regular expression of the sites file is harmless: a bound on the ways in which a value can be tried against
 * it, so that no visitor can keep the process busy (ReDoS).
 */

/** Longest pattern, in characters. */
const PATTERN_MAX = 200

/** Most ways; each costs less than a microsecond. */
const WAYS_MAX = 100_000

/** Reads a pattern from the left; knows what a choice is, and leaves the grammar to the regular expression engine. */
class Reader {
  readonly #pattern: string
  readonly #length: number
  #at = 0

  constructor(pattern: string, length: number) {
    this.#pattern = pattern
    this.#length = length
  }

  /** The product of what each alternative and each repetition multiplies the ways by. */
  alternatives(): number {
    let sum = this.#sequence()
    while (this.#take('|')) sum += this.#sequence()
    return sum
  }

  #sequence(): number {
    let ways = 1
    while (this.#at < this.#pattern.length && !/^[|)]/.test(this.#pattern.slice(this.#at)))
      ways *= this.#repeated(this.#atom())
    return ways
  }

  #atom(): number {
    if (this.#take('(')) {
      const lookaround = /^\?(?!:|<[\p{ID_Start}$_])/u.test(this.#pattern.slice(this.#at))
      if (lookaround) throw new Error('may not look ahead or behind')
      this.#match(/^\?(:|<[^>]*>)/)
      const ways = this.alternatives()
      this.#take(')')
      return ways
    }
    if (/^\\[1-9k]/.test(this.#pattern.slice(this.#at))) throw new Error('may not refer back to a group')
    this.#match(/^(\[(\\.|[^\]\\])*\]|\\[pPu]\{[^}]*\}|\\.|.)/su)
    return 1
  }

  /** The ways of an atom with its quantifier: every number of times is a way, and every time multiplies. */
  #repeated(ways: number): number {
    const [whole, sign, from, comma, to] = this.#match(/^(?:([*+?])|\{(\d+)(,(\d*))?\})\??/) ?? []
    if (whole === undefined) return ways
    const least = from === undefined ? (sign === '+' ? 1 : 0) : Number(from)
    const most =
      sign === '?' ? 1 : sign !== undefined || (comma && !to) ? this.#length : Number(to ?? from ?? 0)
    let sum = 0
    for (let times = least; times <= Math.min(most, this.#length); times++) sum += ways ** times
    return Math.max(1, sum)
  }

  #take(text: string): boolean {
    const found = this.#pattern.startsWith(text, this.#at)
    if (found) this.#at += text.length
    return found
  }

  #match(expression: RegExp): RegExpExecArray | undefined {
    const found = expression.exec(this.#pattern.slice(this.#at))
    this.#at += found?.[0].length ?? 0
    return found ?? undefined
  }
}

/** What is wrong with a pattern for values of at most `length` code points, or `undefined`. */
export function patternProblem(pattern: string, length: number): string | undefined {
  if (pattern.length > PATTERN_MAX) return `must have at most ${PATTERN_MAX} characters`
  try {
    void new RegExp(pattern, 'u')
  } catch (error) {
    return `is not a regular expression: ${error instanceof Error ? error.message : ''}`
  }
  try {
    if (new Reader(pattern, length).alternatives() <= WAYS_MAX) return undefined
  } catch (error) {
    return error instanceof Error ? error.message : 'is not understood'
  }
  return 'can be tried in too many ways: use fewer of * + {} and |, none of them inside a repeated group, or a lower maxLength'
}
