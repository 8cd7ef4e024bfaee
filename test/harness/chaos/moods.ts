/** A helpdesk with moods: every fault it can have, drawn from a seed. */
import { createHash } from 'node:crypto'
import { FINE } from './fake-helpdesk.ts'
import type { Call, Fault } from './fake-helpdesk.ts'
import { aRandom } from './random.ts'
import type { Random } from './random.ts'

/** The share of messages that the helpdesk refuses for ever. */
const POISONED = 0.04

/** A fault for any call; what only a create can do is harmless elsewhere. */
function anyFault(random: Random): Fault {
  return random.pick<() => Fault>([
    () => ({ type: 'hang' }),
    () => ({ type: 'reset', created: random.chance(0.5) }),
    () => ({ type: 'status', status: random.pick([500, 502, 503]), created: random.chance(0.5) }),
    () => ({ type: 'limited', retryAfter: random.pick(['0', '1', new Date().toUTCString()]) }),
    () => ({ type: 'html', created: random.chance(0.5) }),
    () => ({ type: 'late', ms: random.int(0, 600) }),
  ])()
}

/** The helpdesk's moods. Drawn from the seed and the call alone, so that they do not depend on the clock. */
export function moods(seed: number): { script: (call: Call) => Fault; staleMs: (call: Call) => number } {
  const seen = new Map<string, number>()
  const drawn = (...facts: (string | number)[]) =>
    aRandom(
      createHash('sha256')
        .update([seed, ...facts].join())
        .digest()
        .readUInt32LE(),
    )
  return {
    script: (call) => {
      const { kind, reference } = call
      if (kind === 'channel') return FINE
      if (kind === 'create' && drawn(reference ?? '').chance(POISONED)) return { type: 'poison' }
      const key = `${kind} ${reference ?? ''}`
      const count = (seen.get(key) ?? 0) + 1
      seen.set(key, count)
      const random = drawn(key, count)
      // A third of the first calls goes wrong, then fewer: the run must come to its end.
      return random.chance(0.35 / count) ? anyFault(random) : FINE
    },
    staleMs: ({ reference }) => drawn('stale', reference ?? '').int(0, 600),
  }
}
