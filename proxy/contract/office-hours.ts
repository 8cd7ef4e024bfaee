/**
 * Office hours: when somebody is there, when an answer may be expected, and how a language writes that. Shared with
 * the widget; pure; times are milliseconds.
 */
import type { Reply, Topic } from './form.ts'

/** When somebody is there, in the time of some place. */
export type OfficeHours = NonNullable<Reply['hours']>

/** From when to when somebody is there. */
type Span = readonly [from: number, to: number]

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** How many days are looked at: who is away for longer promises nothing. */
const DAYS_AHEAD = 60

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const

/** The wall clock of a place at an instant, as if it were UTC. */
function wallClock(instant: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn-hc-h23', {
    // Inherits nothing, as all that is handed to `Intl`: a page's polluted `Object.prototype` may say a `day`, and it throws.
    __proto__: null,
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  } as Intl.DateTimeFormatOptions)
  const part = Object.fromEntries(
    format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  // Two digits of a year, as `short` has it.
  return Date.UTC(2000 + (year % 100), month - 1, day, hour, minute, second)
}

/** How far a place is ahead of UTC at an instant. */
export function zoneOffset(instant: number, timeZone: string): number {
  return wallClock(instant, timeZone) - Math.floor(instant / 1000) * 1000
}

/** When the wall clock of a place is set, between two instants, to the minute. */
function changeBetween(before: number, after: number, timeZone: string): number {
  const offset = zoneOffset(before, timeZone)
  let [still, changed] = [before, after]
  while (changed - still > MINUTE_MS) {
    const middle = (still + changed) / 2
    if (zoneOffset(middle, timeZone) === offset) still = middle
    else changed = middle
  }
  return Math.floor(changed / MINUTE_MS) * MINUTE_MS
}

/**
 * The instant at which the wall clock of a place shows `wall`; where it shows it twice, the first, and where it leaves it
 * out, when it does.
 */
function instantOf(wall: number, timeZone: string): number {
  const first = wall - zoneOffset(wall - DAY_MS, timeZone)
  const second = wall - zoneOffset(wall + DAY_MS, timeZone)
  const found = [first, second].find((instant) => wallClock(instant, timeZone) === wall)
  return found ?? changeBetween(Math.min(first, second), Math.max(first, second), timeZone)
}

const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

/** The spans of time in which somebody is there that end after `now`, in order. */
function* spansAfter({ timeZone, days, closed = [] }: OfficeHours, now: number): Generator<Span> {
  const today = Math.floor(wallClock(now, timeZone) / DAY_MS) * DAY_MS
  // From yesterday on: it may go on after midnight.
  for (let day = -1; day < DAYS_AHEAD; day++) {
    const midnight = today + day * DAY_MS
    const date = new Date(midnight)
    if (closed.includes(date.toISOString().slice(0, 10))) continue
    const name = WEEKDAYS[date.getUTCDay()]
    // By when they begin: they may be written in any order.
    for (const open of ((name && days[name]) ?? []).toSorted()) {
      const [from = 0, to = 0] = open.split('-').map(minutes)
      const until = to > from ? to : to + 24 * 60
      const end = instantOf(midnight + until * MINUTE_MS, timeZone)
      if (end > now) yield [instantOf(midnight + from * MINUTE_MS, timeZone), end]
    }
  }
}

/**
 * Whether somebody is there: until when, else from when on. `undefined`: nobody comes for a long time, or somebody is
 * there for more than a week, of whom nobody asks until when.
 */
export function presence(hours: OfficeHours, now: number): { open: boolean; until: number } | undefined {
  const [next] = spansAfter(hours, now)
  if (!next) return undefined
  const open = next[0] <= now
  let [, until] = next
  // One span may begin where another ends, at midnight for instance.
  if (open) for (const [from, to] of spansAfter(hours, now)) if (from <= until) until = Math.max(until, to)
  if (open && until > now + 7 * DAY_MS) return undefined
  return { open, until: open ? until : next[0] }
}

/** The instant at which `within` office hours have gone by. `undefined`: not in the days that are looked at. */
export function replyBy(hours: OfficeHours, within: number, now: number): number | undefined {
  let left = within * HOUR_MS
  let counted = now
  for (const [from, to] of spansAfter(hours, now)) {
    const begin = Math.max(from, counted)
    if (to - begin >= left) return begin + left
    left -= Math.max(0, to - begin)
    counted = Math.max(counted, to)
  }
  return undefined
}

/** A number of hours, written out: in minutes below one, in days when it is a number of those. */
export function span(hours: number, locale: string): string {
  const days = hours / 24
  const [unit, n] =
    hours < 1
      ? (['minute', hours * 60] as const)
      : days > 1 && Number.isInteger(days)
        ? (['day', days] as const)
        : (['hour', hours] as const)
  return new Intl.NumberFormat(locale, {
    __proto__: null,
    style: 'unit',
    unit,
    unitDisplay: 'long',
    maximumFractionDigits: unit === 'minute' ? 0 : 1,
  } as Intl.NumberFormatOptions).format(n)
}

/** How a language writes nine o'clock, with one digit or with two: engines disagree in it unless they are told. */
const hourDigits = (locale: string) =>
  /^\P{Nd}*\p{Nd}{2}/u.test(
    new Intl.DateTimeFormat(locale, {
      __proto__: null,
      timeStyle: 'short',
      timeZone: 'UTC',
    } as Intl.DateTimeFormatOptions).format(9 * HOUR_MS),
  )
    ? '2-digit'
    : 'numeric'

/**
 * An instant in the time of `own`, else of this machine: the hour today, the weekday this week, else the date. Names
 * the zone where the office is in another one, since nobody could know whose time it is; without an office always.
 */
export function when(instant: number, now: number, locale: string, office?: string, own?: string): string {
  const offset = (time: number) =>
    own ? zoneOffset(time, own) : new Date(time).getTimezoneOffset() * -60_000
  const day = (time: number) => Math.floor((time + offset(time)) / DAY_MS)
  const away = day(instant) - day(now)
  const foreign = office === undefined || offset(instant) !== zoneOffset(instant, office)
  return new Intl.DateTimeFormat(locale, {
    __proto__: null,
    calendar: 'gregory',
    timeZone: own,
    hour: hourDigits(locale),
    minute: '2-digit',
    ...(away > 0 && { weekday: 'long' }),
    ...(away > 6 && { day: 'numeric', month: 'long' }),
    ...(foreign && { timeZoneName: 'short' }),
  } as Intl.DateTimeFormatOptions).format(instant)
}

/** When an answer may be expected: as the topic says, in the site's office hours unless it has some of its own. */
export function replyFor(
  { reply, topics }: { reply?: Reply; topics?: readonly Topic[] },
  topic: string | undefined,
): Reply | undefined {
  const special = topics?.find(({ key }) => key === topic)?.reply
  return special ? { ...(reply?.hours && { hours: reply.hours }), ...special } : reply
}
