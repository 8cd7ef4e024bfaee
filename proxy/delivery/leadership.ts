/** Whether this process delivers, and what it takes over when it begins to. */
import type { Log } from '../log.ts'
import { OLDER } from '../store/store.ts'
import type { Entry } from '../store/records.ts'
import type { Lead, Store } from '../store/store.ts'
import type { Searches } from './searches.ts'

/** A commit that was given up after some seconds may come to light after a while: its database waited for another one. */
const COMES_TO_LIGHT_MS = 60_000

export interface LeadershipOptions {
  store: Pick<Store, 'lead'>
  settleDelayMs: number
  now: () => number
  log: Log
}

export class Leadership {
  readonly #options: LeadershipOptions
  readonly #searches: Pick<Searches, 'forgetAll'>
  #lead: Lead | undefined
  #takenAt = -Infinity
  /** Until when a call may turn out to be marked that was not made, or has ended without being settled. */
  #blindUntil = -Infinity

  constructor(options: LeadershipOptions, searches: Pick<Searches, 'forgetAll'>) {
    this.#options = options
    this.#searches = searches
  }

  /** Takes over the delivery, if it has not done so; undefined while another process delivers. */
  async take(): Promise<Lead | undefined> {
    const { store, settleDelayMs, now } = this.#options
    // Rows of a process that was killed.
    if (!this.#lead) {
      this.#lead = await store.lead(settleDelayMs)
      this.#takenAt = now()
    }
    // No call is open here. Once would not do: what is marked later would never be sent.
    if (now() < this.#blindUntil) await this.#lead?.interrupt(settleDelayMs)
    return this.#lead
  }

  /**
   * Puts off a look that a visitor's code has brought forward, in an older database: a ticket that was made before may not be
   * found yet. Whether it did.
   */
  async puttingOff(lead: Pick<Lead, 'callMs' | 'settle'>, entry: Entry): Promise<boolean> {
    const { why, attempts } = entry
    const waitMs = this.#takenAt + this.#options.settleDelayMs + lead.callMs - this.#options.now()
    if (why !== OLDER || waitMs <= 0) return false
    await lead.settle(entry, { state: 'unsure', waitMs, why, attempts })
    return true
  }

  /** The store failed, perhaps between a call and its settlement: without this, that row stays `sending`. */
  loseSight(): void {
    this.#blindUntil = this.#options.now() + COMES_TO_LIGHT_MS
  }

  /** Another process has taken over, with all that was left here. */
  lose(): void {
    this.#options.log('warn', 'delivery_taken_over')
    // That one may make a ticket where a search of ours has looked: gone on with afterwards, it would end in a second one.
    this.#searches.forgetAll()
    this.#lead = undefined
    this.#blindUntil = -Infinity
  }

  /** Lets another process go on at once; without a store it has to wait until it may. */
  async resign(): Promise<void> {
    await this.#lead?.resign().catch(() => {})
  }
}
