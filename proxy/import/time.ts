/** Times of exports: read in the forms they have, written as the helpdesk takes them. */

/** ISO 8601, with or without a time; a time without an offset is UTC. */
const ISO = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?\s?(?:Z|UTC|[+-]\d\d:?\d\d)?)?$/i

/** As nearly all exports write their times. */
const COMMON = /^[12]\d{3}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/

const ENDS_IN_OFFSET = /(?:Z|[+-]\d\d:?\d\d)$/i

/** Whether a month has such a day. Of 31 February `Date` makes 2 March. */
export const isDay = (year: number, month: number, day: number): boolean =>
  month >= 1 &&
  month <= 12 &&
  day >= 1 &&
  (day <= 28 || day <= new Date(Date.UTC(year, month, 0)).getUTCDate())

const ZERO = 48

/** The number of two digits. */
const twoAt = (text: string, index: number): number =>
  (text.charCodeAt(index) - ZERO) * 10 + text.charCodeAt(index + 1) - ZERO

/** Milliseconds since the epoch; undefined for what is no such time. */
export function timeOf(value: string): number | undefined {
  const isCommon = COMMON.test(value)
  if (!isCommon && !ISO.test(value)) return undefined
  const year = twoAt(value, 0) * 100 + twoAt(value, 2)
  const month = twoAt(value, 5)
  const day = twoAt(value, 8)
  if (!isDay(year, month, day)) return undefined
  // By its digits: with `Date.parse` times take longer than everything else that is checked of a line.
  if (isCommon) return Date.UTC(year, month - 1, day, twoAt(value, 11), twoAt(value, 14), twoAt(value, 17))
  const stamp = value.replace(/\s?UTC$/i, 'Z').replace(/\s(?=[+-]\d)/, '')
  const full = stamp.replace(' ', 'T')
  const ms = Date.parse(full.length > 10 && !ENDS_IN_OFFSET.test(full) ? `${full}Z` : full)
  return Number.isNaN(ms) ? undefined : ms
}

/** Earlier times stand for none: zero in seconds, and what databases have for "never", such as the year 1. */
export const EARLIEST = Date.UTC(1971, 0, 1)

/** As the helpdesk's page writes times. */
export const isoTime = (ms: number): string => new Date(ms).toISOString().replace(/\.\d{3}Z$/, '+00:00')
