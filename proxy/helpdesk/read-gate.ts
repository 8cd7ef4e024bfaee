/**
 * The lane of calls that read for visitors: few of all calls, and none that something else waits for. With a token of
 * their own they have a limit of their own, at the helpdesk as well.
 */
import type { CallRate } from '../store/records.ts'
import type { Calls } from '../store/store.ts'
import { closedMs, WINDOW_MS } from './rate-gate.ts'
import type { CallGate } from './rate-gate.ts'

/** One call of so many may be a read: at most 20 of the 60 a minute that the helpdesk allows. */
const SHARE = 3

/**
 * The same for what nobody waits for. It counts every read: where visitors look at their conversations so often, it makes
 * no call at all.
 */
export const LAST_SHARE = 6

export interface ReadGateOptions {
  calls: Calls
  /** All calls, a minute. */
  rate: number
  /** Whether reads have a token of their own. */
  apart: boolean
  /** One call of so many, where it is not that of visitors' reads. */
  share?: number
  now: () => number
}

export function createReadGate({ calls, rate, apart, share = SHARE, now }: ReadGateOptions): CallGate {
  const all: CallRate = { calls: rate, windowMs: WINDOW_MS }
  const reads = { calls: Math.max(1, Math.floor(rate / share)), apart }
  let closedUntil = -Infinity
  return {
    async pass() {
      const closed = closedUntil - now()
      return closed > 0 ? closed : calls.spendRead(all, reads)
    },
    async close(ms, why) {
      const bounded = closedMs(ms)
      // Of another token the limit says nothing about ours, which makes the tickets.
      if (apart) closedUntil = now() + bounded
      else await calls.close(bounded, why)
    },
  }
}
