import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Submission } from '../../../../proxy/contract/submission.ts'
import { MESSAGE_MAX, SUBJECT_MAX } from '../../../../proxy/contract/limits.ts'
import { size } from '../../../../proxy/contract/message-fields.ts'
import { check, checkField, type Values } from '../../../../widget/form/state/validation.ts'
import { REFUSED, TAKEN } from '../../../harness/addresses.ts'
import type { FieldMode } from '../../../../proxy/contract/form.ts'

const modes = (name: FieldMode, subject: FieldMode) => ({ name, subject })
const values = (given: Partial<Values> = {}): Values => ({
  message: 'Hello',
  email: 'ada@example.com',
  name: '',
  subject: '',
  ...given,
})

/** What the proxy says of a field, as the code that the widget would show. */
function proxySays(given: Values): Record<string, string> {
  const sent = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))
  const result = Submission.safeParse({ id: '7c9e6679-7425-40de-944b-e07fc1f90ae7', ...sent })
  if (result.success) return {}
  const missing = (field: string) => !(field in sent)
  return Object.fromEntries(
    result.error.issues
      .toReversed()
      .map(({ path, message }) => [path[0], missing(String(path[0])) ? 'required' : message]),
  )
}

/** Texts with what people and attackers put into fields. */
const nasty = fc.string({
  unit: fc.constantFrom(
    'a',
    ' ',
    '\n',
    '\r\n',
    '\r',
    '\0',
    '\u202E',
    '\u2066',
    '👩‍🚀',
    'é',
    'e\u0301',
    '\uD800',
    '\uFEFF',
    '\t',
    '\u0085',
    '<',
    '@',
    '.',
  ),
  maxLength: 300,
})
const address = fc.oneof(
  nasty,
  fc.emailAddress(),
  fc.string({ unit: fc.constantFrom('a', '@', '.', ' ', '"', 'ü', '\r', '\n', '-', '😀'), maxLength: 12 }),
  nasty.map((text) => `a${text.slice(0, 2)}@${text.slice(1, 2)}example.com`),
  fc.nat(80).map((n) => 'a'.repeat(n) + '@example.com'),
  fc.integer({ min: 230, max: 270 }).map((n) => 'a@' + 'bb.'.repeat(n / 3) + 'c'),
  fc.constantFrom(...TAKEN.map(([typed]) => typed), ...REFUSED),
)
const message = fc.oneof(
  nasty,
  fc.integer({ min: MESSAGE_MAX - 3, max: MESSAGE_MAX + 3 }).map((n) => '😀'.repeat(n)),
)

describe('the checks of the form', () => {
  test('agree with the schema of the proxy, but take what may be an address', () => {
    fc.assert(
      fc.property(message, address, nasty, nasty, (text, email, name, subject) => {
        const given = { message: text, email, name, subject: subject + subject.slice(0, 3) }
        const { email: here, ...others } = check(given, modes('optional', 'optional'))
        // What a browser makes of halves of characters when it sends them.
        const arrived = Object.fromEntries(
          Object.entries(given).map(([field, value]) => [field, value.toWellFormed()]),
        ) as typeof given
        const { email: there, ...told } = proxySays(arrived)
        expect(others).toEqual(told)
        // Refused here is refused there; what is more is told by the part under the field, and by the proxy.
        if (here) expect(there).toBeDefined()
      }),
      { numRuns: 1500 },
    )
  })

  test('count code points, as the proxy does', () => {
    expect(size('message', ' \n👍👍 \n ')).toBe(2)
    expect(checkField('subject', '😀'.repeat(SUBJECT_MAX), modes('hidden', 'optional'))).toBeUndefined()
    expect(checkField('subject', '😀'.repeat(SUBJECT_MAX + 1), modes('hidden', 'optional'))).toBe('too_long')
  })

  test('ask for a name only where the site requires one', () => {
    expect(check(values(), modes('required', 'hidden'))).toEqual({ name: 'required' })
    expect(check(values(), modes('optional', 'hidden'))).toEqual({})
  })

  test('pass over fields that are not shown', () => {
    expect(check(values({ subject: 'x'.repeat(999) }), modes('hidden', 'hidden'))).toEqual({})
  })

  test.each(['ada@example.com', 'o’brien+tag@müller.example', '用户@例子.公司', '!#$%@odd.example'])(
    'take %s as an address',
    (email) => expect(check(values({ email }), modes('hidden', 'hidden'))).toEqual({}),
  )
})
