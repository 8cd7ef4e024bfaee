import { describe, expect, it } from 'vitest'
import { mailTime } from '../../../../../proxy/import/read/mail/mail-date.ts'
import { isoTime } from '../../../../../proxy/import/time.ts'

const NINE = '2024-01-10T09:00:00+00:00'
const EIGHT = '2024-01-10T08:00:00+00:00'

describe('the time of a mail', () => {
  it.each([
    ['Wed, 10 Jan 2024 10:00:00 +0100', NINE],
    ['10 Jan 2024 09:00 +0000', NINE],
    ['Wed, 10 Jan 2024 10:00:00 +0100 (Mitteleurop\u00e4ische Zeit)', NINE],
    ['Wed, 10 Jan 2024 09:00:00', NINE],
    ['Wed, 10 Jan 2024 09:00:00 GMT', NINE],
    ['Wed, 10 Jan 2024 09:00:00 XYZ', NINE],
    ['Wed, 10 Jan 2024 09:00:00 CET', EIGHT],
    ['Wed, 10 Jan 24 09:00 MET', EIGHT],
    ['Wed, 10 Jan 124 09:00:00 +0000', NINE],
    ['Wed, 10 Jan 2024 09:00:00 GMT+1', EIGHT],
    ['Wed, 10 Jan 2024 04:00:00 EST', NINE],
    ['Mi, 10 Jan 2024 09.00.00 +0000', NINE],
    ['Wednesday, 10-Jan-24 09:00:00 GMT', NINE],
    ['Wed, 10 January 2024 9:00:00 AM +0000', NINE],
    ['Wed Jan 10 09:00:00 2024', NINE],
    ['Wed Jan 10 09:00:00 CET 2024', EIGHT],
    ['2024-01-10 09:00:00', NINE],
    ['10 Jan 99 09:00 +0000', '1999-01-10T09:00:00+00:00'],
  ])('"%s" is %s, in whatever zone this machine is', (text, at) => {
    const zone = process.env['TZ']
    try {
      process.env['TZ'] = 'America/New_York'
      expect(isoTime(mailTime(text)!)).toBe(at)
    } finally {
      if (zone === undefined) delete process.env['TZ']
      else process.env['TZ'] = zone
    }
  })

  it.each([
    undefined,
    '',
    'yesterday',
    'Sat, 31 Feb 2024 09:00:00 +0000',
    '10 Foo 2024 09:00:00 +0000',
    'Wed, 10 Jan 0001 09:00:00 +0000',
    'Thu, 01 Jan 1970 00:00:00 +0000',
    '10 Jan 2024 25:00 +0000',
  ])('%j is none', (text) => {
    expect(mailTime(text)).toBeUndefined()
  })
})
