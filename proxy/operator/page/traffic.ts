/** From the store's counts to what charts and numbers show. */
import { AGE_BANDS_MS } from '../../store/operation/statistics.ts'
import type { QueueCount, TrafficSlice } from '../../store/operation/statistics.ts'

export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000

/** How far back the charts go. */
export const HOURS = 48
export const DAYS = 14

/** What became of messages, in the order in which bars are stacked. */
export const OUTCOMES = ['delivered', 'waiting', 'dead'] as const
export type ShownOutcome = (typeof OUTCOMES)[number]

/** The messages that were accepted in one stretch of time. */
export type Bar = { at: number } & Record<ShownOutcome, number>

const outcomeOf = ({ state }: TrafficSlice): ShownOutcome =>
  state === 'delivered' || state === 'dead' ? state : 'waiting'

export const totalOf = ({ delivered, waiting, dead }: Bar): number => delivered + waiting + dead

/** The last `count` stretches of a length, the one of now at the end; empty ones too. */
export function barsOf(
  slices: readonly TrafficSlice[],
  now: number,
  stretchMs: number,
  count: number,
): Bar[] {
  const last = Math.floor(now / stretchMs) * stretchMs
  const bars = Array.from({ length: count }, (_, index): Bar => {
    const at = last - (count - 1 - index) * stretchMs
    return { at, delivered: 0, waiting: 0, dead: 0 }
  })
  for (const slice of slices) {
    const bar = bars[count - 1 - (last - Math.floor(slice.at / stretchMs) * stretchMs) / stretchMs]
    if (bar) bar[outcomeOf(slice)] += slice.count
  }
  return bars
}

/** How many were accepted since a time. */
export const acceptedSince = (slices: readonly TrafficSlice[], since: number): number =>
  slices.reduce((sum, { at, count }) => (at >= since ? sum + count : sum), 0)

/** How many deliveries took so long: one number for each band. */
export function agesOf(slices: readonly TrafficSlice[]): number[] {
  const bands = Array.from({ length: AGE_BANDS_MS.length + 1 }, () => 0)
  for (const { band, count } of slices) if (band !== undefined) bands[band] = (bands[band] ?? 0) + count
  return bands
}

const BAND_WORDS = ['10 seconds', '1 minute', '5 minutes', '30 minutes', '2 hours']

/** What each band is called. */
export const bandNames = (): string[] => [...BAND_WORDS.map((end) => `up to ${end}`), 'longer']

/** Within what time this share of all deliveries was done; undefined when there was none. */
export function within(ages: readonly number[], share: number): string | undefined {
  const all = ages.reduce((sum, one) => sum + one, 0)
  if (all === 0) return undefined
  let done = 0
  for (const [band, count] of ages.entries()) {
    done += count
    if (done >= all * share) return BAND_WORDS[band] ?? undefined
  }
  return undefined
}

type QueueState = QueueCount['state']

const countIf = (queue: readonly QueueCount[], isWanted: (state: QueueState) => boolean): number =>
  queue.reduce((sum, { state, count }) => (isWanted(state) ? sum + count : sum), 0)

/** Sums of what is not delivered: in one state, and in any from which it may still be. */
export const countIn = (queue: readonly QueueCount[], wanted: QueueState): number =>
  countIf(queue, (state) => state === wanted)
export const waitingOf = (queue: readonly QueueCount[]): number => countIf(queue, (state) => state !== 'dead')
