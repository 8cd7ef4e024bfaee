/** Waiting that can be cut short. */
export class Sleep {
  #wake: (() => void) | undefined
  #woken = false

  /** Ends the wait; where there is none, the next one: whoever is about to wait has not seen yet what there is to do. */
  wake(): void {
    if (this.#wake) this.#wake()
    else this.#woken = true
  }

  /** Resolves after `ms`, or when woken. */
  async for(ms: number): Promise<void> {
    // Not a microtask: a run of rows that need no call would keep every request waiting.
    if (ms <= 0 || this.#woken) await new Promise((resolve) => setImmediate(resolve))
    else
      await new Promise<void>((resolve) => {
        // setTimeout takes at most 2^31-1 ms and fires at once for more.
        const timer = setTimeout(resolve, Math.min(Math.ceil(ms), 3_600_000))
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    this.#wake = undefined
    this.#woken = false
  }
}
