/**
 * The lane of imports, which the helpdesk counts apart from all other calls: the rate gate, with calls spread over its
 * minute. All at once and then a pause would tell nobody how long it still takes.
 */
import type { CallGate } from '../../helpdesk/rate-gate.ts'

/** What was missed, by a slow answer or a late timer, is made up for so long. */
const CATCH_UP_MS = 5000

/** A gate in front of one that bounds the calls of a minute. `rate` is in calls a minute. */
export function createLane(gate: CallGate, rate: number, now: () => number): CallGate {
  const spacing = 60_000 / rate
  // What was not sent before the beginning was not missed.
  let next = now()
  return {
    async pass() {
      const early = next - now()
      if (early > 0) return early
      const wait = await gate.pass()
      if (wait === 0) next = Math.max(next, now() - CATCH_UP_MS) + spacing
      return wait
    },
    close: (ms, why) => gate.close(ms, why),
  }
}
