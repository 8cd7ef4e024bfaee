/** Whether this process delivers, and what it takes over when it begins to. */
import type { Log } from '../log.ts'
import type { Lead, Store } from '../store/store.ts'
import type { Searches } from './searches.ts'

export interface LeadershipOptions {
  store: Pick<Store, 'lead'>
  settleDelayMs: number
  log: Log
}

export class Leadership {
  readonly #options: LeadershipOptions
  readonly #searches: Pick<Searches, 'forgetAll'>
  #lead: Lead | undefined
  /** Whether a call may have ended without being settled. */
  #lostSight = false

  constructor(options: LeadershipOptions, searches: Pick<Searches, 'forgetAll'>) {
    this.#options = options
    this.#searches = searches
  }

  /** Takes over the delivery, if it has not done so; undefined while another process delivers. */
  async take(): Promise<Lead | undefined> {
    const { store, settleDelayMs } = this.#options
    // Rows of a process that was killed.
    this.#lead ??= await store.lead(settleDelayMs)
    if (this.#lostSight) await this.#lead?.interrupt(settleDelayMs)
    this.#lostSight = false
    return this.#lead
  }

  /** The store failed, perhaps between a call and its settlement: without this, that row stays `sending`. */
  loseSight(): void {
    this.#lostSight = true
  }

  /** Another process has taken over, with all that was left here. */
  lose(): void {
    this.#options.log('warn', 'delivery_taken_over')
    // That one may make a ticket where a search of ours has looked: gone on with afterwards, it would end in a second one.
    this.#searches.forgetAll()
    this.#lead = undefined
    this.#lostSight = false
  }

  /** Lets another process go on at once; without a store it has to wait until it may. */
  async resign(): Promise<void> {
    await this.#lead?.resign().catch(() => {})
  }
}
