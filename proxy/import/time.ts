/** Times of exports: read in the forms they have, written as the helpdesk takes them. */

/** ISO 8601, with or without a time; a time without an offset is UTC. */
const ISO = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?\s?(?:Z|UTC|[+-]\d\d:?\d\d)?)?$/i

const ENDS_IN_OFFSET = /(?:Z|[+-]\d\d:?\d\d)$/i

/** Milliseconds since the epoch; undefined for what is no such time. */
export function timeOf(value: string): number | undefined {
  if (!ISO.test(value)) return undefined
  const stamp = value.replace(/\s?UTC$/i, 'Z').replace(/\s(?=[+-]\d)/, '')
  const full = stamp.replace(' ', 'T')
  const ms = Date.parse(full.length > 10 && !ENDS_IN_OFFSET.test(full) ? `${full}Z` : full)
  return Number.isNaN(ms) ? undefined : ms
}

/** As the helpdesk's page writes times. */
export const isoTime = (ms: number): string => new Date(ms).toISOString().replace(/\.\d{3}Z$/, '+00:00')
