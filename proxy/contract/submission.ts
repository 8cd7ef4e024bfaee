/**
 * What crosses the wire between widget, proxy and programs, as zod schemas. The widget imports only the types.
 */
import { z } from 'zod'
import {
  CONTEXT_MAX,
  CONTEXT_VALUE_MAX,
  EMAIL_MAX,
  MESSAGE_MAX,
  NAME_MAX,
  PAGE_MAX,
  SUBJECT_MAX,
  TAG_MAX,
} from './limits.ts'
import { SECRET } from './email/code.ts'
import { cleanEmail, isEmail } from './email/address.ts'
import { givenNumber } from './number/written-number.ts'
import { codePoints, cleanText, cleanLine, wellFormed } from './text.ts'
import { RECEIPT } from './conversation/conversation.ts'
import type { FieldProblem } from './problems.ts'

/** A payload is about 900 characters long, most of them the names and the origin in its challenge. */
export const CHALLENGE_MAX = 4096

/**
 * A text of at most so many UTF-16 units. Not `max()`: that one measures whatever has a `length`, before it is known to be
 * a text, and breaks on one that is no number.
 */
export const short = (max: number, error: FieldProblem = 'invalid') =>
  z
    .string()
    .refine((value) => value.length <= max, { error })
    .meta({ maxLength: max })

/** Whether a text has at most `max` code points. It never has more than units, which need no counting. */
const atMost = (max: number) => (value: string) => value.length <= max || codePoints(value) <= max

/** Several lines, as people write them. */
export const text = (max: number) =>
  z
    .string()
    .transform((value) => cleanText(wellFormed(value)))
    .refine(atMost(max), { error: 'too_long' })
    .meta({ maxLength: max })

/** One line: line ends become spaces, so no field can smuggle a header or a second line. */
export const line = (max: number) =>
  z
    .string()
    .transform((value) => cleanLine(wellFormed(value)))
    .refine(atMost(max), { error: 'too_long' })
    .meta({ maxLength: max })

/** An e-mail address of at most 254 characters. */
export const email = z
  .string()
  .transform(cleanEmail)
  .pipe(
    z
      .string()
      .min(1, { error: 'required', abort: true })
      .max(EMAIL_MAX, { error: 'too_long', abort: true })
      .refine(isEmail, { error: 'invalid' }),
  )
  .meta({ maxLength: EMAIL_MAX })

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Programs may send numbers and booleans; forms send texts only. */
const scalar = z.union([
  z.string().transform(wellFormed),
  z.number().transform(String),
  z.boolean().transform((value) => (value ? 'yes' : '')),
])

/** The same for the description of the API, which sees into no `transform`. */
const SCALAR = ['string', 'number', 'boolean']

/** Likewise for a field, which may be one of numbers: what a program has given as one is no text that people write. */
const answer = z.union([z.number().transform(givenNumber), scalar])

/**
 * An object of `value`s, by names that are cleaned like them: agents read both. Not `z.record`, which drops a key
 * `__proto__` without a word.
 */
export const dictionary = <T>(value: z.ZodType<T>) =>
  z.custom<Record<string, unknown>>(isObject).transform((given, context) => {
    const found = Object.create(null) as Record<string, T> // filled in the next lines
    const refuse = (key: string, message: FieldProblem, input: unknown) =>
      context.issues.push({ code: 'custom', message, input, path: [key] })
    for (const [key, item] of Object.entries(given)) {
      const name = cleanLine(wellFormed(key))
      const parsed = value.safeParse(item)
      if (!parsed.success) refuse(key, 'invalid', item)
      else if (name in found) refuse(key, 'duplicate', item)
      else found[name] = parsed.data
    }
    return found
  })

/** Whether there are at most `max` names, none of them empty or long. */
export const areShort =
  (max: number) =>
  (given: object): boolean => {
    const names = Object.keys(given)
    return names.length <= max && names.every((name) => name !== '' && codePoints(name) <= TAG_MAX)
  }

/** A few short facts, told by the page. */
const facts = dictionary(scalar.pipe(line(CONTEXT_VALUE_MAX)))
  .refine(areShort(CONTEXT_MAX), 'too_many')
  .meta({ type: 'object', maxProperties: CONTEXT_MAX, additionalProperties: { type: SCALAR } })

/** What only its owner has: 256 random bits in base64url. */
export const secret = z.string().regex(SECRET, { error: 'invalid' })

/** One submission. Unknown fields are refused: dropping one silently would lose what somebody meant to send. */
export const Submission = z.strictObject({
  /** Made by the sender, the same for every retry: the idempotency key. */
  id: z.uuid({ error: 'invalid' }).transform((value) => value.toLowerCase()),
  /** May be left out when the proxy serves one site. */
  site: short(TAG_MAX, 'too_long').optional(),
  email,
  message: text(MESSAGE_MAX).refine((value) => value !== '', { error: 'required' }),
  name: line(NAME_MAX).optional(),
  subject: line(SUBJECT_MAX).optional(),
  topic: line(TAG_MAX).optional(),
  /** BCP 47 tag of the language the form was shown in. */
  locale: line(TAG_MAX).optional(),
  /** Address of the page the visitor wrote from; query and hash are dropped before it is stored. */
  page: line(PAGE_MAX).optional(),
  /** The site's own fields; in forms `fields[KEY]`, sent once for each option that is ticked. */
  fields: dictionary(
    z.union([answer, z.array(z.string().transform(wellFormed)).refine((list) => list.length <= 200)]),
  )
    .meta({
      type: 'object',
      additionalProperties: { type: [...SCALAR, 'array'], items: { type: 'string' } },
    })
    .optional(),
  /** Version of the text that the visitor was shown, or agreed to. */
  consent: short(TAG_MAX).optional(),
  /** What the page says of the visitor, at most 20 short values; in forms `context[KEY]`. */
  context: facts.optional(),
  /** What the site lets the widget tell of the page; in forms `facts[KEY]`. */
  facts: facts.optional(),
  /** Who the visitor is, signed by the site's server; as form fields `identity[signature]` and `identity[token]`. */
  identity: z
    .strictObject({ signature: short(128).optional(), token: short(4096).optional() })
    .refine(({ signature, token }) => signature === undefined || token === undefined)
    .optional(),
  /** A solved challenge: the base64 payload of ALTCHA v2. */
  challenge: short(CHALLENGE_MAX, 'too_long').optional(),
  /** The secret of the browser, where the address may be confirmed by a code. Its digest is kept for a day. */
  browser: secret.optional(),
  /** Of a visitor who has proven the address by a code: whose request `follows` names, too. Not stored. */
  session: secret.optional(),
  /** Nobody sees this field: what fills it is not a person, or a person's password manager. */
  website: z.string().optional(),
  /** A secret of the visitor's, made beside the id: who has it may ask what has become of the message. */
  receipt: z.string().regex(RECEIPT, { error: 'invalid' }).optional(),
  /** A receipt, or the key of an own request: what this message goes on from. The proxy knows whose it is. */
  follows: short(256).optional(),
  /** Given to the form of `/embed/SITE`, whose origin is the proxy's own and says nothing. Not stored. */
  token: short(256, 'too_long').optional(),
})
export type Submission = z.infer<typeof Submission>
