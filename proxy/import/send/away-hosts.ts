/**
 * Servers of files that do not answer. One that was asked in vain for minutes is asked for one file a minute: ten thousand
 * tickets must not each wait for it as long as the first.
 */
const ASKED_AGAIN_MS = 60_000

export class AwayHosts {
  readonly #now: () => number
  readonly #away = new Map<string, { why: string; until: number }>()

  constructor(now: () => number) {
    this.#now = now
  }

  /** Whether a server is away as far as is known. */
  has(host: string): boolean {
    return this.#away.has(host)
  }

  /** Why a server is not to be asked now; undefined when it is. Who is told so asks, and nobody else for a while. */
  pass(host: string): string | undefined {
    const known = this.#away.get(host)
    if (!known) return undefined
    if (known.until > this.#now()) return known.why
    this.#away.set(host, { ...known, until: this.#now() + ASKED_AGAIN_MS })
    return undefined
  }

  /** What came of asking: why there was no answer, or nothing when there was one. */
  note(host: string, why: string | undefined): void {
    if (why === undefined) this.#away.delete(host)
    else this.#away.set(host, { why, until: this.#now() + ASKED_AGAIN_MS })
  }
}
