/** What is taken out of lines of the console, and what is left. */
import { describe, expect, it } from 'vitest'
import { cost } from '../../harness/attack/growth.ts'
import { redacted } from '../../../widget/addons/redact.ts'

describe('a line of the console', () => {
  it.each([
    ['no user ada.lovelace+x@mail.example.com here', 'no user [e-mail] here'],
    ['no user jürgen@bücher.example here', 'no user [e-mail] here'],
    ['no user ada%40example.com here', 'no user [e-mail] here'],
    ['GET https://api.example/v1/orders?email=a&key=1 404', 'GET https://api.example/v1/orders?… 404'],
    ['GET /orders?id=7 (Not Found)', 'GET /orders?… (Not Found)'],
    ['at https://shop.example/cb#access_token=abc&x=1', 'at https://shop.example/cb#…'],
    ['https://ada:hunter2@shop.example/a', 'https://shop.example/a'],
    ['eyJhbGciOi.eyJzdWIi.c2ln-x failed', '[secret] failed'],
    ['Authorization: Bearer abc.def', 'Authorization: [secret]'],
    ['Basic YWRhOmh1bnRlcjI=', '[secret]'],
    ['password=hunter2, again', 'password=[secret], again'],
    ['{"password":"hunter 2","plan":"pro"}', '{"password":[secret],"plan":"pro"}'],
    ['"{\\"password\\":\\"hunter 2\\"}"', '"{\\"password\\":[secret]'],
    ["accessToken: 'ab c'", 'accessToken: [secret]'],
    ['api_key = k-1', 'api_key = [secret]'],
    ['Cookie: a=1; b=2', 'Cookie: [secret]'],
    ['card 4111 1111 1111 1111 refused', 'card [number] refused'],
    ['call +31612345678', 'call +[number]'],
    ['id 3f2504e0-4f89-11d3-9a0c-0305e82c3301 gone', 'id [secret] gone'],
    ['key sk_live_4eC39HqLyjWDarjtT1zdp7dc', 'key [secret]'],
  ])('%s', (line, left) => {
    expect(redacted(line)).toBe(left)
  })

  it.each([
    'TypeError: Cannot read properties of undefined (reading "map")',
    'TypeError: order?.items is not a function (https://shop.example/assets/index-4f3a2b1c.js:12:34567)',
    'Warning: Each child in a list should have a unique "key" prop.',
    'ReferenceError: React is not defined at @sentry/browser',
    '2026-11-29 10:39:02 took 1234 ms',
  ])('keeps what helps to find a fault: %s', (line) => {
    expect(redacted(line)).toBe(line)
  })

  it('is one line of at most 300 characters, and nothing unseen in it', () => {
    expect(redacted('a\r\n  b\u2028c\u202Ed')).toBe('a b c d')
    const long = redacted('😀'.repeat(400))
    expect(long).toMatch(/^.{300}$/u)
    expect(long.isWellFormed()).toBe(true)
    expect(long.endsWith('…')).toBe(true)
  })

  it('is redacted before it is cut, so that no half of an address is left', () => {
    expect(redacted('x '.repeat(147) + 'ada@example.com')).not.toContain('ada')
    expect(redacted('?'.padEnd(3990, 'q') + ' ada@example.com')).not.toContain('ada')
  })

  it.each(['a', '%40', '?', '#', '://', '\\"', 'token', '1 ', '-1', 'a@a.'])(
    'takes no time to speak of, whatever is repeated in it: %s',
    (piece) => {
      const text = piece.repeat(1_000_000 / piece.length)
      expect(cost(() => redacted(text), 500)).toBeLessThan(500)
    },
  )
})
