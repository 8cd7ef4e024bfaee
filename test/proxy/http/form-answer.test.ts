/** Zones that a visitor's browser does not know yet: it is told one of the same time that it does. */
import { describe, expect, it, test } from 'vitest'
import type { FormDefinition } from '../../../proxy/contract/form.ts'
import { zoneOffset } from '../../../proxy/contract/office-hours.ts'
import { formAnswer } from '../../../proxy/http/form-answer.ts'

const SUMMER = Date.UTC(2026, 6, 1)
const WINTER = Date.UTC(2026, 0, 1)

const answer = (timeZone: string, now: number) => {
  const hours = { timeZone, days: { mon: ['09:00-17:00'] } }
  const form = {
    locale: 'en',
    reply: { within: 2, hours },
    topics: [{ key: 'a', label: 'A', reply: { hours } }],
  }
  return formAnswer(form as unknown as FormDefinition, now, undefined) // as: the rest of a definition has no say here
}

describe('a zone of the same time', () => {
  test.each([
    ['America/Coyhaique', SUMMER, 'Etc/GMT+3'],
    ['Europe/Brussels', SUMMER, 'Etc/GMT-2'],
    ['Europe/Brussels', WINTER, 'Etc/GMT-1'],
    ['Europe/London', WINTER, 'Etc/GMT'],
    ['Asia/Kolkata', WINTER, '+05:30'],
    ['America/St_Johns', WINTER, '-03:30'],
    ['Pacific/Chatham', WINTER, '+13:45'],
    ['Pacific/Kiritimati', WINTER, 'Etc/GMT-14'],
  ])('as %s at %d is %s', (timeZone, now, zone) => {
    const { reply, topics } = answer(timeZone, now)
    expect(reply?.hours?.fixedZone).toBe(zone)
    expect(topics?.[0]?.reply?.hours?.fixedZone).toBe(zone)
    // Node 20 knows no zones like +05:30, which browsers since 2023 do.
    if (zone.startsWith('Etc')) expect(zoneOffset(now, zone)).toBe(zoneOffset(now, timeZone))
  })
})

it('is not spoken of where a site has no hours', () => {
  const form = { locale: 'en', reply: { within: 2 } } as unknown as FormDefinition // likewise
  expect(formAnswer(form, WINTER, undefined)).toEqual(form)
  expect(formAnswer(form, WINTER, 'c')).toEqual({ ...form, challenge: 'c' })
})
