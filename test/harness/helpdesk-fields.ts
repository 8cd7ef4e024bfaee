/** What may be written into the fields that the helpdesk checks: one table for its sandbox and for the proxy. */
import { REFUSED, TAKEN } from './addresses.ts'

/** A field of a submission that becomes one that the helpdesk checks. */
export type CheckedField = 'email' | 'name' | 'subject' | 'message'

/** Texts in which there is nothing to see, each of another kind. */
const BLANK = [
  '',
  ' ',
  '\u00a0\u3000',
  '\n\t\r\n',
  '\0',
  '\u200b',
  '\u200e\u200f',
  '\u2060\ufeff',
  '\u00ad',
  '\u2800',
  '\u3164',
  '\u115f\u1160',
  '\uffa0',
  '\u180e',
  '\u034f',
  '\u061c',
  '\u202a\u202c',
  '\u2066 \u2069',
  '\u{e0020}',
  '\ufe0f',
  ' \u200b\n\u2800 ',
]

/** Around the limits of 200 and 255 characters, however they are counted. */
const LONG = [200, 201, 255, 256, 1000].flatMap((length) =>
  ['x', '😀', 'é', '\ufdfa', ' x', 'x\u200b'].map((one) => one.repeat(length)),
)

const STRANGE = [
  '0',
  'null',
  'false',
  '[]',
  '<b>',
  '&nbsp;',
  'a\0b',
  'a\ud800b',
  'a\udfff',
  '\u202ea',
  'a\r\nBcc: x@example.com',
  '\u200bHello\u200b',
  '\u0301',
  "'; drop table tickets; --",
  '%',
  '\\',
  '{{7*7}}',
  '\u2028',
  '\uffff',
  '😀',
]

const TEXTS = [...BLANK, ...LONG, ...STRANGE]

/** Field and what is written there. */
export const HELPDESK_FIELDS: readonly (readonly [CheckedField, string])[] = [
  ...[...TAKEN.map(([typed]) => typed), ...REFUSED, ...BLANK, ...STRANGE].map(
    (typed) => ['email', typed] as const,
  ),
  ...(['name', 'subject', 'message'] as const).flatMap((field) =>
    TEXTS.map((text) => [field, text] as const),
  ),
]
