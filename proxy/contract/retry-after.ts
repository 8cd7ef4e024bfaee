/** How long an answer asks to wait: `Retry-After` as servers, and what stands before them, write it (RFC 9110 §10.2.3). */

/**
 * A date of a header; NaN when it is none. All are in GMT, those too that do not say so: asctime's were read as local, and
 * so were over at once or lasted for hours.
 */
export const httpDate = (text: string): number => {
  const date = text.trim()
  return Date.parse(/:\d\d( \d{4})?$/.test(date) ? `${date} GMT` : date)
}

/**
 * Seconds to wait, 0 for a time that is over; `undefined` when nothing says how long. Of several headers, which arrive as
 * one list, the longest.
 */
export function retryAfter(header: string | null, now: number): number | undefined {
  const text = (header ?? '').replaceAll('"', '')
  const waits = text.includes(':')
    ? text.split(/(?<=GMT),/).map((date) => (httpDate(date) - now) / 1000)
    : // Not "-5", which browsers read as a year.
      (/^[\s\d.,;]+$/.exec(text)?.[0].match(/[\d.]+/g) ?? []).map(Number)
  const told = waits.filter((seconds) => !Number.isNaN(seconds))
  return told.length > 0 ? Math.ceil(Math.max(0, ...told)) : undefined
}
