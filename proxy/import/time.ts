/** Times of exports: read in the forms they have, written as the helpdesk takes them. */

/** ISO 8601, with or without a time; a time without an offset is UTC. */
const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?\s?(?:Z|UTC|[+-]\d\d:?\d\d)?)?$/i

const ENDS_IN_OFFSET = /(?:Z|[+-]\d\d:?\d\d)$/i

/** Whether a month has such a day. Of 31 February `Date` makes 2 March. */
export const isDay = (year: number, month: number, day: number): boolean =>
  month >= 1 &&
  month <= 12 &&
  day >= 1 &&
  (day <= 28 || day <= new Date(Date.UTC(year, month, 0)).getUTCDate())

/** Milliseconds since the epoch; undefined for what is no such time. */
export function timeOf(value: string): number | undefined {
  const [all, year, month, day] = ISO.exec(value) ?? []
  if (all === undefined || !isDay(Number(year), Number(month), Number(day))) return undefined
  const stamp = value.replace(/\s?UTC$/i, 'Z').replace(/\s(?=[+-]\d)/, '')
  const full = stamp.replace(' ', 'T')
  const ms = Date.parse(full.length > 10 && !ENDS_IN_OFFSET.test(full) ? `${full}Z` : full)
  return Number.isNaN(ms) ? undefined : ms
}

/** Earlier times stand for none: zero in seconds, and what databases have for "never", such as the year 1. */
export const EARLIEST = Date.UTC(1971, 0, 1)

/** As the helpdesk's page writes times. */
export const isoTime = (ms: number): string => new Date(ms).toISOString().replace(/\.\d{3}Z$/, '+00:00')
