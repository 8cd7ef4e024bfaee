/** What the store counts for whoever watches it: metrics and the status page. Numbers only, nothing of a visitor. */
import type { MessageState } from '../records.ts'

/** How many messages of a site are in a state that is not their last. */
export interface QueueCount {
  site: string
  state: Exclude<MessageState, 'delivered'>
  count: number
}

/** How many of the messages of a site that were accepted in one slice of time are in a state. */
export interface TrafficSlice {
  /** When the slice begins: a multiple of its length, in milliseconds since 1970. */
  at: number
  site: string
  state: MessageState
  /** Of delivered ones: which of `AGE_BANDS_MS` their delivery took. */
  band: number | undefined
  count: number
}

/** Ends of the bands that delivery times are counted in; one more band is for all that took longer. */
export const AGE_BANDS_MS = [10_000, 60_000, 300_000, 1_800_000, 7_200_000] as const

/** The band of a time, as SQL. */
export const bandSql = (ms: string): string =>
  `CASE ${AGE_BANDS_MS.map((end, band) => `WHEN ${ms} <= ${end} THEN ${band}`).join(' ')} ELSE ${AGE_BANDS_MS.length} END`

export interface StatisticsStore {
  /** What is not delivered, by site and state. Costs as much as there is of it. */
  queue(): Promise<QueueCount[]>
  /** How many tickets somebody has looked at within so long. */
  viewed(withinMs: number): Promise<number>
  /** What was accepted within so long and is still known, in slices of a length. Not for every request: it reads each row. */
  traffic(withinMs: number, sliceMs: number): Promise<TrafficSlice[]>
}

type Counted = Readonly<Record<string, unknown>>

export const queueCountOf = ({ site, state, n }: Counted): QueueCount => ({
  site: String(site),
  state: state as QueueCount['state'], // as: the query asks for no other
  count: Number(n),
})

export const trafficSliceOf = ({ slice, site, state, band, n }: Counted, sliceMs: number): TrafficSlice => ({
  at: Number(slice) * sliceMs,
  site: String(site),
  state: state as MessageState, // as: the column's CHECK allows nothing else
  band: band === null || band === undefined ? undefined : Number(band),
  count: Number(n),
})
