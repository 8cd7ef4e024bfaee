/**
 * Whether a regular expression of the sites file is harmless: a bound on the ways in which a value can be tried against
 * it, and on the steps of all of them together, so that no visitor can keep the process busy (ReDoS).
 */

/** Longest pattern, in characters. */
const PATTERN_MAX = 200

/** Most ways. */
const WAYS_MAX = 100_000

/** Most steps of all ways: a way through `a{2000}` has 2,000. Each costs some nanoseconds. */
const STEPS_MAX = 2_000_000

/** How a part of a pattern can be tried: in how many ways, and with how many steps when all of them fail. */
interface Effort {
  ways: number
  steps: number
}

/** Reads a pattern from the left; knows what a choice is, and leaves the grammar to the regular expression engine. */
class Reader {
  readonly #pattern: string
  readonly #length: number
  #at = 0

  constructor(pattern: string, length: number) {
    this.#pattern = pattern
    this.#length = length
  }

  /** The sum of all alternatives. */
  alternatives(): Effort {
    const sum = this.#sequence()
    while (this.#take('|')) {
      const { ways, steps } = this.#sequence()
      sum.ways += ways
      sum.steps += steps
    }
    return sum
  }

  /** Each way through one part meets all ways through the next. */
  #sequence(): Effort {
    const all = { ways: 1, steps: 0 }
    while (this.#at < this.#pattern.length && !/^[|)]/.test(this.#pattern.slice(this.#at))) {
      const { ways, steps } = this.#repeated(this.#atom())
      all.steps += all.ways * steps
      all.ways *= ways
    }
    return all
  }

  #atom(): Effort {
    if (this.#take('(')) {
      const lookaround = /^\?(?!:|<[\p{ID_Start}$_])/u.test(this.#pattern.slice(this.#at))
      if (lookaround) throw new Error('may not look ahead or behind')
      this.#match(/^\?(:|<[^>]*>)/)
      const inner = this.alternatives()
      this.#take(')')
      return inner
    }
    if (/^\\[1-9k]/.test(this.#pattern.slice(this.#at))) throw new Error('may not refer back to a group')
    this.#match(/^(\[(\\.|[^\]\\])*\]|\\[pPu]\{[^}]*\}|\\.|.)/su)
    return { ways: 1, steps: 1 }
  }

  /** An atom with its quantifier: every number of times is a way, and every time multiplies. */
  #repeated(one: Effort): Effort {
    const [whole, sign, from, comma, to] = this.#match(/^(?:([*+?])|\{(\d+)(,(\d*))?\})\??/) ?? []
    if (whole === undefined) return one
    const least = from === undefined ? (sign === '+' ? 1 : 0) : Number(from)
    const most =
      sign === '?' ? 1 : sign !== undefined || (comma && !to) ? this.#length : Number(to ?? from ?? 0)
    const sum = { ways: 0, steps: 1 }
    for (let times = 0; times <= Math.min(most, this.#length); times++) {
      const before = one.ways ** times
      if (times >= least) sum.ways += before
      if (times < most) sum.steps += before * one.steps
    }
    sum.ways = Math.max(1, sum.ways)
    return sum
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
    const { ways, steps } = new Reader(pattern, length).alternatives()
    if (ways <= WAYS_MAX && steps <= STEPS_MAX) return undefined
  } catch (error) {
    return error instanceof Error ? error.message : 'is not understood'
  }
  return 'can be tried in too many ways: use fewer of * + {} and |, none of them inside a repeated group, or a lower maxLength'
}
