/**
 * What crosses the wire between widget, proxy and programs, as zod schemas. The widget imports only the types.
 */
import { z } from 'zod'
import type { FormRules, Reply, Value } from './form.ts'
import {
  codePoints,
  CONTEXT_MAX,
  CONTEXT_VALUE_MAX,
  EMAIL_MAX,
  MESSAGE_MAX,
  NAME_MAX,
  PAGE_MAX,
  SUBJECT_MAX,
  TAG_MAX,
} from './limits.ts'
import { cleanLine, cleanText, isEmail } from './field-rules.ts'

/** Why a field was refused. The widget turns the code into words in the visitor's language. */
export const FieldProblem = z.enum([
  'required',
  'invalid', // not what its type, pattern or list of options says
  'too_short',
  'too_long', // a text, in code points
  'too_low', // a number, or a date before the first one allowed
  'too_high',
  'too_few', // options that were ticked
  'too_many', // options that were ticked, or files
  'too_large', // a file
  'empty', // a file without content
  'bad_type', // a file that is not of an allowed type, or not what it says it is
  'outdated', // a consent to a text that has been replaced since
  'duplicate', // sent twice
  'unknown',
])
export type FieldProblem = z.infer<typeof FieldProblem>

/** Whether a form shows a field, and whether it must be filled. */
export const FieldMode = z.enum(['hidden', 'optional', 'required'])
export type FieldMode = z.infer<typeof FieldMode>

/** Why a request was refused: the machine-readable half of every error answer. */
export const ProblemCode = z.enum([
  'bad_body', // 400: the body is not what its content type says
  'origin_missing', // 403: no Origin header
  'origin_denied', // 403: the site does not list this origin
  'challenge_required', // 403: solve `challenge` and send again with the same id
  'identity_invalid', // 403: signature or token is wrong, expired, or missing where the site requires one
  'bad_token', // 403: the form was opened too long ago, or its token is not ours
  'unknown_site', // 404
  'not_found', // 404
  'method_not_allowed', // 405
  'conflict', // 409: this id was used for another content
  'too_slow', // 408: the body did not arrive in time
  'too_large', // 413
  'bad_type', // 415: neither multipart, urlencoded nor JSON
  'invalid', // 422: see `fields`
  'rate_limited', // 429: see Retry-After; send again with the same id
  'internal', // 500
  'overloaded', // 503: nothing was stored; see Retry-After, send again with the same id
  'store_unavailable', // 503: nothing was stored; send again with the same id
  'no_room', // 507: nothing was stored, because there is no room for the files; send without them, or later
])
export type ProblemCode = z.infer<typeof ProblemCode>

/** The JSON body of every error answer. `message` is for developers, never shown to visitors. */
export interface Problem {
  code: ProblemCode
  message: string
  fields?: Record<string, FieldProblem>
  /** With `challenge_required`: the JSON text of an ALTCHA v2 challenge. */
  challenge?: string
  requestId: string
}

/** The JSON body of a 202: the submission is on disk and will become exactly one ticket. */
export interface Accepted {
  /** One token of letters and digits that stands in the ticket and can be searched for. */
  reference: string
  /** `queued` until the ticket is known to exist, then `delivered`. */
  state: 'queued' | 'delivered'
}

/**
 * What the widget is told about a site before it draws the form: `GET /api/form?site=`. What a site has not configured
 * is not in it.
 */
export type FormDefinition = FormRules & {
  site: string
  name: FieldMode
  subject: FieldMode
  /** Offered to the visitor when sending fails. */
  contactEmail?: string
  /** The site's default locale, used when the visitor's is not known. */
  locale?: string
  /** Texts that replace the widget's own: locale → key → text. */
  texts?: Record<string, Record<string, string>>
  /** When an answer may be expected; a topic's own comes first. */
  reply?: Reply
  /** The agent is not shown what the page adds, so it need not be sent. */
  context?: false
  /** What more of the page may be sent, as `facts[…]`. */
  facts?: readonly PageFact[]
}

/** The answer of `GET /api/form`: the definition, and the challenge that is this form's token. */
export type FormAnswer = FormDefinition & {
  /** The JSON text of an ALTCHA v2 challenge; missing where none is asked. Its payload is the field `challenge`. */
  challenge?: string
}

/** What may be told of the page beside its address and language, where the site wants it (acceptance R80). */
export const PAGE_FACTS = ['title', 'viewport', 'timeZone', 'referrer'] as const
export type PageFact = (typeof PAGE_FACTS)[number]

/** A payload is about 900 characters long, most of them the names and the origin in its challenge. */
const CHALLENGE_MAX = 4096

const text = (max: number) =>
  z
    .string()
    .transform((value) => cleanText(value.toWellFormed()))
    .refine((value) => codePoints(value) <= max, { error: 'too_long' })

/** One line: line ends become spaces, so no field can smuggle a header or a second line. */
export const line = (max: number) =>
  z
    .string()
    .transform((value) => cleanLine(value.toWellFormed()))
    .refine((value) => codePoints(value) <= max, { error: 'too_long' })

/** An e-mail address of at most 254 characters. */
const email = z
  .string()
  .transform((value) => value.trim())
  .pipe(
    z
      .string()
      .min(1, { error: 'required', abort: true })
      .max(EMAIL_MAX, { error: 'too_long', abort: true })
      .refine(isEmail, { error: 'invalid' }),
  )

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Programs may send numbers and booleans; forms send texts only. */
const scalar = z.union([
  z.string().transform((value) => value.toWellFormed()),
  z.number().transform(String),
  z.boolean().transform((value) => (value ? 'yes' : '')),
])

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
      const name = cleanLine(key.toWellFormed())
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
const facts = dictionary(scalar.pipe(line(CONTEXT_VALUE_MAX))).refine(areShort(CONTEXT_MAX), 'too_many')

/** One submission. Unknown fields are refused: dropping one silently would lose what somebody meant to send. */
export const Submission = z.strictObject({
  /** Made by the sender, the same for every retry: the idempotency key. */
  id: z.uuid({ error: 'invalid' }).transform((value) => value.toLowerCase()),
  /** May be left out when the proxy serves one site. */
  site: z.string().max(TAG_MAX, { error: 'too_long' }).optional(),
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
    z.union([scalar, z.array(z.string().transform((value) => value.toWellFormed())).max(200)]),
  ).optional(),
  /** Version of the text that the visitor was shown, or agreed to. */
  consent: z.string().max(TAG_MAX, { error: 'invalid' }).optional(),
  /** What the page says of the visitor, at most 20 short values; in forms `context[KEY]`. */
  context: facts.optional(),
  /** What the site lets the widget tell of the page; in forms `facts[KEY]`. */
  facts: facts.optional(),
  /** Who the visitor is, signed by the site's server; as form fields `identity[signature]` and `identity[token]`. */
  identity: z
    .strictObject({ signature: z.string().max(128).optional(), token: z.string().max(4096).optional() })
    .refine(({ signature, token }) => signature === undefined || token === undefined)
    .optional(),
  /** A solved challenge: the base64 payload of ALTCHA v2. */
  challenge: z.string().max(CHALLENGE_MAX, { error: 'too_long' }).optional(),
  /** Nobody sees this field: what fills it is not a person, or a person's password manager. */
  website: z.string().optional(),
  /** Given to the form of `/embed/SITE`, whose origin is the proxy's own and says nothing. Not stored. */
  token: z.string().max(256, { error: 'too_long' }).optional(),
})
export type Submission = z.infer<typeof Submission>

/** What the proxy found out about a visitor. */
export interface Standing {
  /** Whether the site's server vouches for the e-mail address. */
  verified: boolean
  /** What else it says of the visitor. */
  name?: string
  context?: Record<string, string | number | boolean>
}

/** A file that came with a submission. */
export interface StoredFile {
  /** Its name in the spool: random. */
  file: string
  /** The name the visitor gave it, cleaned. */
  name: string
  /** The type it was declared to be. */
  type: string
  /** In bytes. */
  size: number
  /** SHA-256 of its content, in base64. */
  digest: string
}

/** A submission as it is kept: what was written, and what was found out; never a signature, a token or a challenge. */
export interface Stored extends Omit<
  Submission,
  'identity' | 'challenge' | 'website' | 'token' | 'fields' | 'consent'
> {
  site: string
  /** Of the fields that were shown, those that were filled; cleaned. */
  fields?: Record<string, Value>
  /** Version of the text that the visitor saw, and when it came with the message (ISO 8601). */
  consent?: { version: string; at: string }
  files?: readonly StoredFile[]
  identity?: Standing | undefined
  /** Set when the hidden field was filled. */
  suspicious?: true
  /** Random, and told to the helpdesk only: how the ticket is recognised. Missing in rows of older releases. */
  mark?: string
}
