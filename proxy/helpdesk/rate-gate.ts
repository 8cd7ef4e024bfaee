/**
 * The gate: at most `rate` calls to the helpdesk in any minute, also across restarts. The client asks it before every
 * call: see `gated-call.ts`.
 */
import type { CallRate, Closure } from '../store/records.ts'
import type { Calls } from '../store/store.ts'

/**
 * The helpdesk counts when calls arrive, we when they leave: a second more than its minute absorbs what the
 * network adds to the one and not to the other.
 */
export const WINDOW_MS = 61_000

/** Longest closure that an answer can cause, so that an absurd `Retry-After` cannot stop us for a year. */
const LONGEST_MS = 3_600_000

/** For how many milliseconds a gate is closed that was asked to be for `ms`: at most an hour, at least a second. */
export const closedMs = (ms: number): number => Math.min(Math.max(ms, 1000), LONGEST_MS)

/** What the client asks of a gate, in whatever process the calls of the account are counted. */
export interface CallGate {
  /** Lets one call through and counts it: 0. Else the milliseconds until another try is worth it. */
  pass: () => number | Promise<number>
  /** Lets none through for so long: the helpdesk asked for it. */
  close: (ms: number, why: 'limited') => void | Promise<void>
}

export class RateGate implements CallGate {
  readonly #calls: Calls
  /** How many calls may leave in what time. */
  readonly rate: CallRate

  /** @param rate In calls a minute. */
  constructor(calls: Calls, rate: number) {
    this.#calls = calls
    this.rate = { calls: rate, windowMs: WINDOW_MS }
  }

  /** Milliseconds until a call may leave; 0 means now. */
  wait(): Promise<number> {
    return this.#calls.wait(this.rate)
  }

  pass(): Promise<number> {
    return this.#calls.spend(this.rate)
  }

  /** The same for who looks into what is misconfigured, which is no reason to wait; the limit is the whole account's. */
  passToDiagnose(): Promise<number> {
    return this.#calls.spend(this.rate, 'misconfigured')
  }

  /**
   * The same for what can wait: a third of the calls of a minute is left to visitors, and when they need more than that
   * they have all.
   */
  passYielding(): Promise<number> {
    const { calls, windowMs } = this.rate
    return this.#calls.spend({ calls: Math.max(1, Math.floor((calls * 2) / 3)), windowMs })
  }

  /** Closes the gate for `ms` milliseconds (at most an hour, at least a second). */
  close(ms: number, why: Closure): Promise<void> {
    return this.#calls.close(closedMs(ms), why)
  }
}
