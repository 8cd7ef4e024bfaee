/**
 * Puts the guards of one proxy together: limits that survive a restart, client addresses, the watch on the event loop.
 */
import { createAddresses } from './client/client-address.ts'
import type { AddressTrouble } from './client/client-address.ts'
import { createAsking, createSearches } from './asking.ts'
import type { Asking, ClientCounter } from './asking.ts'
import { createAdmission } from './admission.ts'
import type { Admission } from './admission.ts'
import { createChallenges } from './challenge.ts'
import { BODY_MAX } from '../contract/limits.ts'
import { RateLimits } from './rate-limits.ts'
import type { Log } from '../log.ts'
import { shedLoad, watchLoop } from './load-shedding.ts'
import type { CounterStore } from '../store/store.ts'
import type { Limits } from './kinds.ts'

/** So long the charges of messages are kept one by one. */
const SAVE_EVERY_MS = 30_000

/** What several processes let in together is counted by each of them so late at most. */
const SHARE_EVERY_MS = 1000

const TROUBLES: Record<AddressTrouble, string> = {
  untrusted_proxy:
    'A server in front writes an address (X-Forwarded-For, Forwarded or X-Real-IP) and is not in TRUSTED_PROXIES: nothing is limited by client address',
  unreadable_hop:
    'A server of TRUSTED_PROXIES writes in X-Forwarded-For, Forwarded or X-Real-IP what is no address: who comes that way is not limited by client address',
}

export interface OpenAdmissionOptions {
  config: { limits: Limits; trustedProxies: readonly string[] }
  /** Where the counters are written down. */
  counters: CounterStore
  /** What challenges are signed with. */
  key: string
  /** How many messages wait for their ticket. */
  waiting: () => Promise<number>
  now: () => number
  log: Log
}

/** The guards; `close` writes the counters down. */
export async function openAdmission({
  config,
  counters,
  key,
  waiting,
  now,
  log,
}: OpenAdmissionOptions): Promise<{
  admission: Admission
  asking: Asking
  searches: ClientCounter
  close: () => Promise<void>
}> {
  const options = { limits: config.limits, counters, waiting, now, log }
  const rateLimits = new RateLimits(options, await counters.read())
  const save = async () => {
    try {
      await rateLimits.save()
    } catch (error) {
      // No reason to stop: the store's own troubles are told by whoever writes a message.
      log('warn', 'limits_not_saved', { why: error instanceof Error ? error.message : 'unknown' })
    }
  }
  const share = () =>
    rateLimits.share().catch((error: Error) => log('warn', 'limits_not_shared', { why: error.message }))
  await save()
  await share()
  const timers = [setInterval(() => void save(), SAVE_EVERY_MS)]
  if (counters.exchange) timers.push(setInterval(() => void share(), SHARE_EVERY_MS))
  const loop = watchLoop()
  const clientOf = createAddresses(config.trustedProxies, (trouble) =>
    log('warn', trouble, { why: TROUBLES[trouble] }),
  )
  return {
    admission: createAdmission({
      rateLimits,
      challenges: createChallenges(key, Date.now),
      clientOf,
      shed: shedLoad(loop.late, BODY_MAX, clientOf),
      now: Date.now,
    }),
    asking: createAsking(clientOf, Date.now),
    searches: createSearches(clientOf, Date.now),
    async close() {
      for (const timer of timers) clearInterval(timer)
      loop.stop()
      rateLimits.refusals.report()
      await save()
      await share()
    },
  }
}
