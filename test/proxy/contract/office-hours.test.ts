/** When somebody is there, and when an answer may be expected: in the time of the office, and in that of the visitor. */
import { describe, expect, test } from 'vitest'
import {
  presence,
  replyBy,
  span,
  when,
  zoneOffset,
  type OfficeHours,
} from '../../../proxy/contract/office-hours.ts'

const week = ['09:00-12:30', '13:30-17:00']
const brussels: OfficeHours = {
  timeZone: 'Europe/Brussels',
  days: { mon: week, tue: week, wed: week, thu: week, fri: ['09:00-12:00'] },
  closed: ['2026-12-25'],
}
const at = (iso: string) => Date.parse(iso)
const iso = (instant: number | undefined) => instant && new Date(instant).toISOString()
const found = (hours: OfficeHours, now: string) => {
  const there = presence(hours, at(now))
  return there && [there.open, iso(there.until)]
}

describe('somebody is there', () => {
  // Brussels is an hour ahead of UTC in winter; 23 November 2026 is a Monday.
  test.each([
    ['before the day begins', '2026-11-23T07:00:00Z', [false, '2026-11-23T08:00:00.000Z']],
    ['from the first minute on', '2026-11-23T08:00:00Z', [true, '2026-11-23T11:30:00.000Z']],
    ['until the last', '2026-11-23T11:29:59Z', [true, '2026-11-23T11:30:00.000Z']],
    ['not at lunch', '2026-11-23T11:30:00Z', [false, '2026-11-23T12:30:00.000Z']],
    ['not in the evening', '2026-11-23T20:00:00Z', [false, '2026-11-24T08:00:00.000Z']],
    ['not at the weekend', '2026-11-27T12:00:00Z', [false, '2026-11-30T08:00:00.000Z']],
    ['not on a day that is closed', '2026-12-25T09:00:00Z', [false, '2026-12-28T08:00:00.000Z']],
  ])('%s', (_, now, expected) => expect(found(brussels, now)).toEqual(expected))

  test('over midnight, and from one day to the next without a gap', () => {
    const night: OfficeHours = {
      timeZone: 'UTC',
      days: { mon: ['22:00-02:00'], wed: ['20:00-24:00'], thu: ['00:00-03:00'] },
    }
    expect(found(night, '2026-11-24T01:00:00Z')).toEqual([true, '2026-11-24T02:00:00.000Z'])
    expect(found(night, '2026-11-25T21:00:00Z')).toEqual([true, '2026-11-26T03:00:00.000Z'])
  })

  test('in whatever order the hours of a day are written', () => {
    const days = { mon: ['22:00-02:00', '13:00-17:00', '09:00-12:00'], tue: ['08:00-09:00', '00:00-01:00'] }
    const mixed: OfficeHours = { timeZone: 'UTC', days }
    expect(found(mixed, '2026-11-23T08:00:00Z')).toEqual([false, '2026-11-23T09:00:00.000Z'])
    expect(found(mixed, '2026-11-23T12:30:00Z')).toEqual([false, '2026-11-23T13:00:00.000Z'])
    expect(found(mixed, '2026-11-23T23:00:00Z')).toEqual([true, '2026-11-24T02:00:00.000Z'])
    expect(iso(replyBy(mixed, 4, at('2026-11-23T11:00:00Z')))).toBe('2026-11-23T16:00:00.000Z')
  })

  test('nor are they until a day that nobody asks for, where somebody always is', () => {
    const day = ['00:00-24:00']
    const days = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day }
    const always: OfficeHours = { timeZone: 'UTC', days }
    expect(found(always, '2026-11-23T08:00:00Z')).toBeUndefined()
    const christmas = { ...always, closed: ['2026-12-25'] }
    expect(found(christmas, '2026-12-01T08:00:00Z')).toBeUndefined()
    expect(found(christmas, '2026-12-20T08:00:00Z')).toEqual([true, '2026-12-25T00:00:00.000Z'])
  })

  test('never, where no day has hours or all that are near are closed', () => {
    expect(found({ timeZone: 'UTC', days: {} }, '2026-11-23T08:00:00Z')).toBeUndefined()
    expect(replyBy({ timeZone: 'UTC', days: {} }, 4, at('2026-11-23T08:00:00Z'))).toBeUndefined()
  })

  test('at the same hour of the wall clock before and after it is changed', () => {
    // In Brussels the clock goes back on Sunday, 25 October 2026.
    expect(found(brussels, '2026-10-23T08:00:00Z')).toEqual([true, '2026-10-23T10:00:00.000Z'])
    expect(found(brussels, '2026-10-24T08:00:00Z')).toEqual([false, '2026-10-26T08:00:00.000Z'])
    const early: OfficeHours = { timeZone: 'Europe/Brussels', days: { sun: ['02:30-04:00'] } }
    // In spring there is no half past two; it is open by three, all the same.
    expect(found(early, '2026-03-29T01:59:00Z')).toEqual([true, '2026-03-29T02:00:00.000Z'])
  })

  test('when an hour is left out in which they come or go', () => {
    const night = Date.UTC(2026, 2, 29) // in Brussels, 02:00 is 03:00
    const on = (sun: string[]) => ({ timeZone: 'Europe/Brussels', days: { sun } })
    const change = Date.UTC(2026, 2, 29, 1)
    expect(presence(on(['02:30-03:30']), night)).toEqual({ open: false, until: change })
    expect(presence(on(['02:30-03:30']), change)).toEqual({ open: true, until: change + 30 * 60_000 })
    expect(presence(on(['00:00-02:30']), night)).toEqual({ open: true, until: change })
    expect(replyBy(on(['02:15-02:45', '10:00-12:00']), 1, night)).toBe(Date.UTC(2026, 2, 29, 9))
    // Half an hour, on Lord Howe.
    const howe = { timeZone: 'Australia/Lord_Howe', days: { sun: ['02:10-03:00'] } }
    expect(presence(howe, Date.UTC(2026, 9, 3, 15))).toEqual({
      open: false,
      until: Date.UTC(2026, 9, 3, 15, 30),
    })
  })

  test('wherever the office is', () => {
    const kathmandu: OfficeHours = { timeZone: 'Asia/Kathmandu', days: { tue: ['09:00-10:00'] } }
    expect(found(kathmandu, '2026-11-23T23:00:00Z')).toEqual([false, '2026-11-24T03:15:00.000Z'])
    const kiritimati: OfficeHours = { timeZone: 'Pacific/Kiritimati', days: { tue: ['09:00-10:00'] } }
    expect(found(kiritimati, '2026-11-23T10:00:00Z')).toEqual([false, '2026-11-23T19:00:00.000Z'])
    expect(zoneOffset(at('2026-11-23T10:00:00.250Z'), 'America/New_York')).toBe(-5 * 3_600_000)
  })
})

describe('an answer is expected', () => {
  test.each([
    ['within the same span', 2, '2026-11-23T08:00:00Z', '2026-11-23T10:00:00.000Z'],
    ['at its very end', 3.5, '2026-11-23T08:00:00Z', '2026-11-23T11:30:00.000Z'],
    ['after lunch, which does not count', 4, '2026-11-23T08:00:00Z', '2026-11-23T13:00:00.000Z'],
    ['the next morning', 4, '2026-11-23T14:00:00Z', '2026-11-24T10:00:00.000Z'],
    ['after the weekend', 4, '2026-11-27T20:00:00Z', '2026-11-30T13:00:00.000Z'],
    ['after more than a week', 40, '2026-11-23T08:00:00Z', '2026-12-01T10:00:00.000Z'],
  ])('%s', (_, hours, now, expected) => expect(iso(replyBy(brussels, hours, at(now)))).toBe(expected))
})

describe('it is said', () => {
  const now = at('2026-11-23T09:00:00Z')
  const say = (instant: string, locale: string, own: string, office = own) =>
    when(at(instant), now, locale, office, own).replaceAll('\u202f', ' ')
  test.each([
    ['by the hour today', '2026-11-23T14:30:00Z', 'en-GB', 'Europe/Brussels', '15:30'],
    ['by the weekday this week', '2026-11-24T08:00:00Z', 'de', 'Europe/Brussels', 'Dienstag, 09:00'],
    ['by the date later', '2026-12-02T08:00:00Z', 'nl', 'Europe/Brussels', 'woensdag 2 december om 09:00'],
    [
      'by the calendar of the office, also in Persian',
      '2026-12-02T08:00:00Z',
      'fa',
      'Europe/Brussels',
      'چهارشنبه ۲ دسامبر ساعت ۹:۰۰',
    ],
    // V8 writes 9:05 with any of `numeric`, Firefox as the language does: both are told.
    ['with the digits of an hour that the language has', '2026-11-23T08:05:00Z', 'fr', 'UTC', '08:05'],
    ['with the one digit of an hour that it has', '2026-11-23T08:05:00Z', 'cs', 'UTC', '8:05'],
    ['in the digits of the language', '2026-11-24T08:00:00Z', 'fa', 'Europe/Brussels', 'سه‌شنبه ۹:۰۰'],
  ])('%s', (_, instant, locale, own, expected) => expect(say(instant, locale, own)).toBe(expected))

  test('in the visitor’s own time, with the name of the zone where that is another than the office’s', () => {
    expect(say('2026-11-23T23:30:00Z', 'en', 'America/New_York', 'Europe/Brussels')).toBe('6:30 PM EST')
    expect(say('2026-11-23T23:30:00Z', 'en', 'Asia/Tokyo', 'Europe/Brussels')).toBe('Tuesday, 8:30 AM GMT+9')
    expect(say('2026-11-23T23:30:00Z', 'en', 'Europe/Paris', 'Europe/Brussels')).not.toContain('GMT')
  })

  test('how long it usually takes, in the unit that fits', () => {
    expect([0.5, 1, 4, 24, 36, 48, 72].map((hours) => span(hours, 'en'))).toEqual([
      '30 minutes',
      '1 hour',
      '4 hours',
      '24 hours',
      '36 hours',
      '2 days',
      '3 days',
    ])
    expect(span(2, 'pl')).toBe('2 godziny')
    expect(span(48, 'ar')).toBe('يومان')
  })
})
