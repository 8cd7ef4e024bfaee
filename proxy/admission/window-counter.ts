/** Counts by key in fixed windows: the first of a key begins its window, and when that ends the key begins anew. */

/** The count of one key, as it is written down. */
export interface KeyCount {
  key: string
  value: number
  /** When its window ends, in milliseconds since 1970. */
  expiresAt: number
}

/** What of a key is used, and in how many milliseconds that is free again. */
export interface Used {
  points: number
  wait: number
}

const NOTHING: Used = { points: 0, wait: 0 }

/** The counts of one kind of key. Nothing in it waits, so that what is read and then added is of one moment. */
export class WindowCounter {
  readonly #windowMs: number
  readonly #counts = new Map<string, KeyCount>()

  constructor(windowMs: number) {
    this.#windowMs = windowMs
  }

  used(key: string, now: number): Used {
    const found = this.#current(key, now)
    return found ? { points: found.value, wait: found.expiresAt - now } : NOTHING
  }

  add(key: string, points: number, now: number): void {
    const found = this.#current(key, now)
    if (found) found.value += points
    else this.#counts.set(key, { key, value: points, expiresAt: now + this.#windowMs })
  }

  /** Takes back what was added, unless its window has ended since. */
  giveBack(key: string, points: number, now: number): void {
    const found = this.#current(key, now)
    if (found) found.value = Math.max(0, found.value - points)
  }

  /** Learns what everybody together has used: at least that. */
  raise(key: string, points: number, expiresAt: number, now: number): void {
    const found = this.#current(key, now)
    if (!found) this.#counts.set(key, { key, value: points, expiresAt })
    else if (found.value < points) Object.assign(found, { value: points, expiresAt })
  }

  /** Every count whose window has not ended; the others are forgotten. */
  dump(now: number): KeyCount[] {
    for (const { key } of this.#counts.values()) if (!this.#current(key, now)) this.#counts.delete(key)
    return [...this.#counts.values()]
  }

  restore(counts: Iterable<KeyCount>): void {
    for (const count of counts) this.#counts.set(count.key, { ...count })
  }

  /** With a clock that was set back, nobody is kept out for longer than a window. */
  #current(key: string, now: number): KeyCount | undefined {
    const found = this.#counts.get(key)
    if (!found || found.expiresAt <= now) return undefined
    found.expiresAt = Math.min(found.expiresAt, now + this.#windowMs)
    return found
  }
}
