/** Calls that are made again until there is an answer that means something. */
import type { AtGate } from '../../helpdesk/gated-call.ts'
import type { Waits } from './waits.ts'

/** Tries of a call that brought no answer: some four minutes. */
const TRIES = 8
const BACKOFF_FIRST_MS = 1000
const BACKOFF_MAX_MS = 60_000

export interface InsistTools {
  /** Waits; false when the run is to stop. */
  wait: (ms: number) => Promise<boolean>
  random: () => number
  waits: Waits
}

/** Milliseconds before the next try. */
const backoff = (tries: number, random: () => number) =>
  Math.ceil(Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** (tries - 1)) * (0.5 + random() / 2))

/** Asks `whom`, at most so many times; undefined when the run is to stop. */
export async function insisting<T>(
  whom: string,
  { wait, random, waits }: InsistTools,
  call: () => Promise<T | { type: 'limited' } | { type: 'failed'; why: string } | undefined>,
  most = TRIES,
): Promise<T | { type: 'failed'; why: string } | undefined> {
  for (let tries = 1; ;) {
    const outcome = await call()
    if (outcome === undefined) return undefined
    if (isLimited(outcome)) continue
    if (!isFailed(outcome) || tries >= most) return outcome
    const what = `the next call to ${whom} (${outcome.why}; ${tries} of ${most} tries in vain)`
    if (!(await waits.during(what, () => wait(backoff(tries++, random))))) return undefined
  }
}

const hasType = (outcome: unknown, type: string): boolean =>
  typeof outcome === 'object' && outcome !== null && 'type' in outcome && outcome.type === type
/** The gate is closed for as long as the helpdesk asked for: that costs no try. */
const isLimited = (outcome: unknown): outcome is { type: 'limited' } => hasType(outcome, 'limited')
const isFailed = (outcome: unknown): outcome is { type: 'failed'; why: string } => hasType(outcome, 'failed')

/** Makes a call to the helpdesk, and tells meanwhile whether it is its gate or its answer that is waited for. */
export async function asking<T>(
  { wait, waits }: InsistTools,
  call: (at: AtGate) => Promise<T>,
  leaving: () => boolean = () => true,
): Promise<T> {
  let answered: (() => void) | undefined
  const at: AtGate = {
    wait: (ms) => waits.during('the next call that the helpdesk allows', () => wait(ms)),
    leaving() {
      answered = waits.begin('an answer of the helpdesk')
      return leaving()
    },
  }
  try {
    return await call(at)
  } finally {
    answered?.()
  }
}
