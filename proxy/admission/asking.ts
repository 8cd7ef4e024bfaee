/**
 * How often a client may ask for a conversation that there is not: a few times, as somebody does who has kept an old
 * receipt. Nobody finds one of 256 bits by trying; this keeps them from making us look.
 */
import { Refusal } from '../refusal.ts'
import { incomingOf } from './client/client-address.ts'
import type { ClientNetwork, Incoming } from './client/client-address.ts'
import { WindowCounter } from './window-counter.ts'

const WINDOW_MS = 300_000
const WRONG_MAX = 30

/** Counts are forgotten when there are so many. */
const KEPT_MAX = 10_000

export interface Asking {
  /** @throws Refusal `rate_limited` for a client that has asked in vain too often. */
  check: (env: unknown) => void
  /** Counts an ask in vain. */
  countWrong: (env: unknown) => void
}

export function createAsking(
  clientOf: (incoming: Incoming | undefined) => ClientNetwork,
  now: () => number,
): Asking {
  const wrong = new WindowCounter(WINDOW_MS)
  let counted = 0
  return {
    check(env) {
      const { network } = clientOf(incomingOf(env))
      if (network === undefined) return
      const { points, wait } = wrong.used(network, now())
      if (points < WRONG_MAX) return
      const seconds = Math.max(1, Math.ceil(wait / 1000))
      const text = `Too many receipts were wrong. Ask again in ${seconds} seconds.`
      throw new Refusal('rate_limited', text, undefined, seconds)
    },
    countWrong(env) {
      const { network } = clientOf(incomingOf(env))
      if (network === undefined) return
      wrong.add(network, 1, now())
      if (++counted % KEPT_MAX === 0) wrong.dump(now())
    },
  }
}
