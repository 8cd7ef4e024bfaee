/** Whoever asks to be left alone for a while is, however it is said. */
import { expect, test } from 'vitest'
import { retryAfter } from '../../../proxy/contract/retry-after.ts'

const NOW = Date.parse('2026-11-06T08:49:00Z')

test.each([
  ['30', 30],
  [' 30 ', 30],
  ['99999', 99_999],
  // Two headers, of the server and of what stands before it.
  ['5, 10', 10],
  ['10,5', 10],
  ['"5"', 5],
  ['5;', 5],
  ['1.5', 2],
  ['Fri, 06 Nov 2026 08:49:37 GMT', 37],
  ['"Fri, 06 Nov 2026 08:49:37 GMT"', 37],
  ['Fri, 06 Nov 2026 08:49:10 GMT, Fri, 06 Nov 2026 08:49:37 GMT', 37],
  ['Fri, 06 Nov 2026 09:49:37 +0100', 37],
  ['2026-11-06T08:49:37Z', 37],
  ['Friday, 06-Nov-26 08:49:37 GMT', 37],
  ['Fri Nov  6 08:49:37 2026', 37],
  ['Fri Nov 16 08:49:00 2026', 864_000],
  ['Fri, 06 Nov 2026 08:49:37', 37],
  // The gate waits a second all the same.
  ['0', 0],
  ['0, 0', 0],
  ['Fri, 06 Nov 2026 08:48:37 GMT', 0],
  ['Fri Nov  6 08:48:37 2026', 0],
])('%j is %d seconds', (header, seconds) => {
  expect(retryAfter(header, NOW)).toBe(seconds)
})

test.each([null, '', '-5', '-5, 0', 'soon', '.', '1e3', 'in 12:30 minutes'])('%j says nothing', (header) => {
  expect(retryAfter(header, NOW)).toBeUndefined()
})

test('is read alike wherever a proxy or a visitor is', () => {
  const zone = process.env['TZ']
  try {
    for (const TZ of ['America/Los_Angeles', 'Asia/Tokyo', 'UTC']) {
      process.env['TZ'] = TZ
      expect(retryAfter('Fri Nov  6 08:49:37 2026', NOW), TZ).toBe(37)
    }
  } finally {
    if (zone === undefined) delete process.env['TZ']
    else process.env['TZ'] = zone
  }
})
