/**
 * How often a client may ask for something, counted by its network: for a conversation that there is not a few times, as
 * somebody does who has kept an old receipt, since nobody finds one of 256 bits by trying and this keeps them from making
 * us look; for help articles as often as a few people write.
 */
import { Refusal } from '../refusal.ts'
import { incomingOf } from './client/client-address.ts'
import type { ClientNetwork, Incoming } from './client/client-address.ts'
import { WindowCounter } from './window-counter.ts'

/** Counts are forgotten when there are so many. */
const KEPT_MAX = 10_000

interface Allowance {
  windowMs: number
  most: number
  /** Why more is refused. */
  text: string
}

const WRONG: Allowance = { windowMs: 300_000, most: 30, text: 'Too many receipts were wrong.' }

/** Somebody who writes asks once in a second or two at most; an office shares one address. */
const SEARCHES: Allowance = { windowMs: 60_000, most: 120, text: 'Articles were searched too often.' }

/** What one client has asked for. */
export interface ClientCounter {
  /** @throws Refusal `rate_limited` for a client that has asked too often. */
  check: (env: unknown) => void
  count: (env: unknown) => void
}

export interface Asking {
  /** @throws Refusal `rate_limited` for a client that has asked in vain too often. */
  check: (env: unknown) => void
  /** Counts an ask in vain. */
  countWrong: (env: unknown) => void
}

type ClientOf = (incoming: Incoming | undefined) => ClientNetwork

function createCounter(
  { windowMs, most, text }: Allowance,
  clientOf: ClientOf,
  now: () => number,
): ClientCounter {
  const asked = new WindowCounter(windowMs)
  let counted = 0
  return {
    check(env) {
      const { network } = clientOf(incomingOf(env))
      if (network === undefined) return
      const { points, wait } = asked.used(network, now())
      if (points < most) return
      const seconds = Math.max(1, Math.ceil(wait / 1000))
      throw new Refusal('rate_limited', `${text} Ask again in ${seconds} seconds.`, undefined, seconds)
    },
    count(env) {
      const { network } = clientOf(incomingOf(env))
      if (network === undefined) return
      asked.add(network, 1, now())
      if (++counted % KEPT_MAX === 0) asked.dump(now())
    },
  }
}

export function createAsking(clientOf: ClientOf, now: () => number): Asking {
  const wrong = createCounter(WRONG, clientOf, now)
  return { check: wrong.check, countWrong: wrong.count }
}

/** Counts who searches articles. */
export const createSearches = (clientOf: ClientOf, now: () => number): ClientCounter =>
  createCounter(SEARCHES, clientOf, now)
