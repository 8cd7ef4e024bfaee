/**
 * When a message has waited too long: `overdueAt`. The sandbox's office is open from Monday to Friday, 9 to 17 UTC.
 */
import type { NoReply } from './kinds.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const OPENS = 9 * HOUR
const CLOSES = 17 * HOUR

/** The moment at which the waiting time that began at `since` is over. */
export function overdueAt(since: number, { value, unit, only_business_hours: office }: NoReply): number {
  switch (unit) {
    case 'minutes':
      return office ? afterOpenTime(since, value * MINUTE) : since + value * MINUTE
    case 'hours':
      return office ? afterOpenTime(since, value * HOUR) : since + value * HOUR
    case 'days':
      return office ? afterWorkdays(since, value) : since + value * DAY
  }
}

const midnight = (time: number): number => Math.floor(time / DAY) * DAY

const isWorkday = (time: number): boolean => ![0, 6].includes(new Date(time).getUTCDay())

/** The clock stands still while the office is closed. */
function afterOpenTime(since: number, duration: number): number {
  let left = duration
  for (let day = midnight(since); ; day += DAY) {
    if (!isWorkday(day)) continue
    const from = Math.max(since, day + OPENS)
    const open = Math.max(0, day + CLOSES - from)
    if (left <= open) return from + left
    left -= open
  }
}

/** Days on which the office is closed do not count. */
function afterWorkdays(since: number, days: number): number {
  let time = since
  for (let left = days; left > 0;) {
    time += DAY
    if (isWorkday(time)) left--
  }
  return time
}
