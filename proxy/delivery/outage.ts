/** Whether the helpdesk is down, as far as calls tell, and how long it is left alone then. */
import { pause } from './waits.ts'

export class Outage {
  readonly #now: () => number
  #failures = 0
  /** The reference of what failed last. */
  #failed: string | undefined
  #until = 0

  constructor(now: () => number) {
    this.#now = now
  }

  /** Milliseconds until the next call is worth while. */
  wait(): number {
    return this.#until - this.#now()
  }

  /** Takes down how a call for a message ended. One message that fails for ever is no outage: it waits alone. */
  count(healthy: boolean, reference: string): void {
    if (healthy) this.#failures = 0
    else if (reference !== this.#failed) this.#failures++
    this.#failed = healthy ? undefined : reference
    this.#until = this.#now() + pause(this.#failures)
  }
}
