/** Waiting that can be cut short. */
export class Sleep {
  #wake: () => void = () => {}

  /** Ends the wait, if there is one. */
  wake(): void {
    this.#wake()
  }

  /** Resolves after `ms`, or when woken. */
  for(ms: number): Promise<void> {
    // Not a microtask: a run of rows that need no call would keep every request waiting.
    if (ms <= 0) return new Promise((resolve) => setImmediate(resolve))
    return new Promise((resolve) => {
      // setTimeout takes at most 2^31-1 ms and fires at once for more.
      const timer = setTimeout(resolve, Math.min(Math.ceil(ms), 3_600_000))
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
