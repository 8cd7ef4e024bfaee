/** What a run waits for. It is told while nothing else happens: silence looks like a program that hangs. */

/** Shorter waits are told by nobody. */
const TOLD_AFTER_MS = 5000

export class Waits {
  readonly #now: () => number
  readonly #current = new Set<{ what: string; since: number }>()

  constructor(now: () => number) {
    this.#now = now
  }

  /** Begins to wait for something; what is returned ends it. */
  begin(what: string): () => void {
    const wait = { what, since: this.#now() }
    this.#current.add(wait)
    return () => void this.#current.delete(wait)
  }

  /** Waits for something while it is made. */
  async during<T>(what: string, work: () => Promise<T>): Promise<T> {
    const end = this.begin(what)
    try {
      return await work()
    } finally {
      end()
    }
  }

  /** What has been waited for longest, in words. */
  text(): string | undefined {
    const [longest] = [...this.#current].toSorted((a, b) => a.since - b.since)
    if (!longest) return undefined
    const ms = this.#now() - longest.since
    return ms < TOLD_AFTER_MS ? undefined : `waiting for ${longest.what} since ${Math.floor(ms / 1000)} s`
  }
}
