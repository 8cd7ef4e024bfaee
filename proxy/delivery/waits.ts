/**
 * For how long something waits that did not go well: pure functions of how often that was; and what is kept, with why it
 * waits, of that and of the database.
 */
import type { Entry, Settlement } from '../store/records.ts'
import { OLDER } from '../store/store.ts'

const BACKOFF_FIRST_MS = 2_000
const BACKOFF_MAX_MS = 900_000
const PAUSE_MAX_MS = 60_000
const REST_MAX_MS = 6 * 3_600_000

/** Milliseconds before try number `attempts + 1`: doubling from 2 s to 15 min, between half and all of it. */
export function backoff(attempts: number, random: () => number): number {
  const full = Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** Math.max(0, attempts - 1))
  return Math.ceil(full * (0.5 + random() / 2))
}

/**
 * Milliseconds to leave the helpdesk alone after `failures` in a row: none for the first two, which may be the fault
 * of one ticket, then doubling to a minute, so that an outage does not wear out every waiting row in turn.
 */
export function pause(failures: number): number {
  return failures < 3 ? 0 : Math.min(PAUSE_MAX_MS, 1000 * 2 ** (failures - 3))
}

/**
 * Milliseconds before a look that will hardly tell more than those before, `looks` in all: the settle delay, doubling with
 * each look to six hours. It may cost a thousand calls.
 */
export function rest(looks: number, settleDelayMs: number): number {
  return Math.min(REST_MAX_MS, settleDelayMs * 2 ** (looks - 1))
}

/** How many looks told nothing, at the end of why an entry waits. Not all of its tries: an outage has many of those. */
const LOOKS = /; unclear looks: (\d+)$/

/** How many looks told nothing, by why an entry waits. */
export const looksTold = (why: string | undefined): number => Number(LOOKS.exec(why ?? '')?.[1] ?? 0)

/** Why an entry waits, with how many looks told nothing. */
export const afterLooks = (why: string, looks: number): string =>
  looks === 0 ? why : `${why}; unclear looks: ${looks}`

/** Why it waits alone. */
export const withoutLooks = (why: string): string => why.replace(LOOKS, '')

/** Whether more may have become of a message than is known here: it was not looked for yet. */
export const isInOlder = ({ why }: Pick<Entry, 'why'>): boolean => why?.startsWith(OLDER) === true

const BEFORE = `${OLDER}; `

/** An entry as it would be without that: what a look leads to goes by what went wrong with the last one. */
export function withoutOlder(entry: Entry): Entry {
  return entry.why?.startsWith(BEFORE) ? { ...entry, why: entry.why.slice(BEFORE.length) } : entry
}

/** Keeps that in mind for as long as nothing is known. */
export function stillInOlder(settlement: Settlement, entry: Entry): Settlement {
  if (settlement.state !== 'unsure' || settlement.why === OLDER || !isInOlder(entry)) return settlement
  return { ...settlement, why: BEFORE + settlement.why }
}
