/** How things stand when somebody scrapes: what the store and the gate say, read anew at most once a second. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Closure } from '../store/records.ts'
import type { Store } from '../store/store.ts'
import type { Meters } from './meters.ts'

export interface StandingOptions {
  store: Pick<Store, 'health' | 'statistics' | 'calls'>
  /** Calls to the helpdesk that may leave. */
  rate: { calls: number; windowMs: number }
  /** Room for files, in bytes. */
  spoolBytes: number
  siteOf: (site: string) => string
}

/** A widget asks once a minute when nothing happens, and that is noted to within half a minute. */
const READING_MS = 120_000

const CLOSURES: readonly Closure[] = ['limited', 'misconfigured']
/** The label is not `quantile`, which is kept for summaries. */
const PERCENTILES = [50, 99, 100] as const
const STEP_MS = 10

/** Gauges that only the store can tell: of one that does not answer nothing is said. */
const OF_STORE = [
  'support_queue_messages',
  'support_queue_oldest_seconds',
  'support_attention_messages',
  'support_gate_wait_seconds',
  'support_gate_closed',
  'support_spool_bytes',
  'support_conversation_readers',
] as const

/** Adds up: sites that have left the configuration share a name. */
async function readQueue(meters: Meters, { store, siteOf }: StandingOptions): Promise<void> {
  const sums = new Map<string, { site: string; state: string; count: number }>()
  for (const { site, state, count } of await store.statistics.queue()) {
    const named = { site: siteOf(site), state }
    const key = `${named.site} ${state}`
    sums.set(key, { ...named, count: count + (sums.get(key)?.count ?? 0) })
  }
  meters.forget('support_queue_messages')
  for (const { count, ...labels } of sums.values()) meters.set('support_queue_messages', count, labels)
}

async function readStore(meters: Meters, options: StandingOptions): Promise<void> {
  const { store, rate, spoolBytes } = options
  const { stuck, partial, damaged, oldestMs = 0, filled } = await store.health()
  for (const [kind, count] of Object.entries({ stuck, partial, damaged }))
    meters.set('support_attention_messages', count, { kind })
  meters.set('support_queue_oldest_seconds', Math.max(0, oldestMs) / 1000)
  meters.set('support_spool_bytes', Math.round(filled * spoolBytes))
  await readQueue(meters, options)
  meters.set('support_gate_wait_seconds', (await store.calls.wait(rate)) / 1000)
  const closure = await store.calls.closure()
  for (const why of CLOSURES) meters.set('support_gate_closed', why === closure ? 1 : 0, { why })
  meters.set('support_conversation_readers', await store.statistics.viewed(READING_MS))
}

/** What brings the gauges up to date; `stop` ends the measuring of the event loop. */
export function createStanding(
  meters: Meters,
  options: StandingOptions,
): { read: () => Promise<void>; stop: () => void } {
  const delays = monitorEventLoopDelay({ resolution: STEP_MS })
  delays.enable()
  meters.set('support_gate_limit_calls', options.rate.calls)
  meters.set('support_spool_limit_bytes', options.spoolBytes)
  return {
    async read() {
      for (const percentile of PERCENTILES) {
        // Its own step is no lag. Before the first step there is no number.
        const late = (delays.count === 0 ? 0 : delays.percentile(percentile)) / 1e9 - STEP_MS / 1000
        meters.set('support_event_loop_lag_seconds', Math.max(0, late), { percentile })
      }
      delays.reset()
      try {
        await readStore(meters, options)
        meters.set('support_store_up', 1)
      } catch {
        for (const name of OF_STORE) meters.forget(name)
        meters.set('support_store_up', 0)
      }
    },
    stop: () => delays.disable(),
  }
}
