/**
 * Puts the guards of one proxy together: limits that survive a restart, client addresses, the watch on the event loop.
 */
import { createAddresses } from './client-address.ts'
import { createAdmission } from './admission.ts'
import type { Admission } from './admission.ts'
import { createChallenges } from './challenge.ts'
import { BODY_MAX } from '../contract/limits.ts'
import { Limiter } from './rate-limits.ts'
import type { Log } from '../log.ts'
import { shedLoad, watchLoop } from './load-shedding.ts'
import type { Sql } from '../store/sqlite/database.ts'
import type { Limits } from './rate-limits.ts'

/** So long the charges of messages are kept one by one. */
const SAVE_EVERY_MS = 30_000

export interface EntranceOptions {
  config: { limits: Limits; trustedProxies: readonly string[] }
  sql: Sql
  /** What challenges are signed with. */
  key: string
  /** How many messages wait for their ticket. */
  waiting: () => number
  now: () => number
  log: Log
}

/** The guards; `close` writes the counters down. */
export function openEntrance({ config, sql, key, waiting, now, log }: EntranceOptions): {
  admission: Admission
  close: () => void
} {
  const limiter = new Limiter({ limits: config.limits, sql, waiting, now, log })
  const save = () => {
    try {
      limiter.save()
    } catch (error) {
      // No reason to stop: the store's own troubles are told by whoever writes a message.
      log('warn', 'limits_not_saved', { why: error instanceof Error ? error.message : 'unknown' })
    }
  }
  const timer = setInterval(save, SAVE_EVERY_MS)
  const loop = watchLoop()
  const clientOf = createAddresses(config.trustedProxies, () =>
    log('warn', 'untrusted_proxy', {
      why: 'A server in front sends X-Forwarded-For and is not in TRUSTED_PROXIES: nothing is limited by client address',
    }),
  )
  return {
    admission: createAdmission({
      limiter,
      challenges: createChallenges(key, Date.now),
      clientOf,
      shed: shedLoad(loop.late, BODY_MAX, clientOf),
      now: Date.now,
    }),
    close() {
      clearInterval(timer)
      loop.stop()
      limiter.tally.report()
      save()
    },
  }
}
