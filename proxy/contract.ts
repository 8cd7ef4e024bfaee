/**
 * What crosses the wire between widget, proxy and programs, as zod schemas. The widget imports only the types.
 */
import { z } from 'zod'
import { codePoints, EMAIL_MAX, MESSAGE_MAX, NAME_MAX, PAGE_MAX, SUBJECT_MAX, TAG_MAX } from './limits.ts'

/** Why a field was refused. The widget turns the code into words in the visitor's language. */
export const FieldProblem = z.enum(['required', 'invalid', 'too_long', 'duplicate', 'unknown'])
export type FieldProblem = z.infer<typeof FieldProblem>

/** Why a request was refused: the machine-readable half of every error answer. */
export const ProblemCode = z.enum([
  'bad_body', // 400: the body is not what its content type says
  'origin_missing', // 403: no Origin header
  'origin_denied', // 403: the site does not list this origin
  'identity_invalid', // 403: signature or token is wrong, expired, or missing where the site requires one
  'bad_token', // 403: the form was opened too long ago, or its token is not ours
  'unknown_site', // 404
  'not_found', // 404
  'method_not_allowed', // 405
  'conflict', // 409: this id was used for another content
  'too_large', // 413
  'bad_type', // 415: neither multipart, urlencoded nor JSON
  'invalid', // 422: see `fields`
  'rate_limited', // 429: see Retry-After; send again with the same id
  'internal', // 500
  'overloaded', // 503: nothing was stored; see Retry-After, send again with the same id
  'store_unavailable', // 503: nothing was stored; send again with the same id
])
export type ProblemCode = z.infer<typeof ProblemCode>

/** The JSON body of every error answer. `message` is for developers, never shown to visitors. */
export interface Problem {
  code: ProblemCode
  message: string
  fields?: Record<string, FieldProblem>
  requestId: string
}

/** The JSON body of a 202: the submission is on disk and will become exactly one ticket. */
export interface Accepted {
  /** One token of letters and digits that stands in the ticket and can be searched for. */
  reference: string
  /** `queued` until the ticket is known to exist, then `delivered`. */
  state: 'queued' | 'delivered'
}

/** Whether a form shows a standard field, and whether it must be filled. */
export const FieldMode = z.enum(['hidden', 'optional', 'required'])
export type FieldMode = z.infer<typeof FieldMode>

/** What the widget is told about a site before it draws the form: `GET /api/form?site=`. */
export const FormDefinition = z.object({
  site: z.string(),
  name: FieldMode,
  subject: FieldMode,
  /** Offered to the visitor when sending fails. */
  contactEmail: z.string().optional(),
  /** The site's default locale, used when the visitor's is not known. */
  locale: z.string().optional(),
  /** Texts that replace the widget's own: locale → key → text. */
  texts: z.record(z.string(), z.record(z.string(), z.string())).optional(),
})
export type FormDefinition = z.infer<typeof FormDefinition>

/** C0 and C1 controls other than tab and line ends: nothing a visitor types. Stripped, never refused. */
const CONTROLS = /[^\P{Cc}\t\n\r]/gu

/**
 * Text as it will be stored: well-formed Unicode (no lone surrogates), no controls, trimmed, line ends as `\n`.
 * Forms are sent with CRLF (HTML, "constructing the entry list"), which would count twice and differ from JSON.
 */
function clean(value: string): string {
  return value.toWellFormed().replace(/\r\n?/g, '\n').replace(CONTROLS, '').trim()
}

const text = (max: number) =>
  z
    .string()
    .transform(clean)
    .refine((value) => codePoints(value) <= max, { error: 'too_long' })

/** Embeddings, overrides and isolates: they could make a subject read as another text than it is. */
const BIDI_CONTROLS = /[\u202A-\u202E\u2066-\u2069]/g

/** One line: line ends become spaces, so no field can smuggle a header or a second line. */
const line = (max: number) =>
  z
    .string()
    .transform((value) => clean(value.replace(BIDI_CONTROLS, '')).replace(/\s+/gu, ' '))
    .refine((value) => codePoints(value) <= max, { error: 'too_long' })

/** zod's `unicodeEmail` without controls: SQLite cuts a text at NUL. */
const EMAIL = /^[^\s@"\p{Cc}]{1,64}@[^\s@\p{Cc}]{1,255}$/u

/**
 * Whether `value` is an e-mail address we accept: at most 254 characters, one `@`, no white space or controls,
 * a dot in the domain; international addresses allowed (RFC 6531). The widget checks with the same expression.
 */
const email = z
  .string()
  .transform((value) => value.trim())
  .pipe(
    z
      .string()
      .min(1, { error: 'required', abort: true })
      .max(EMAIL_MAX, { error: 'too_long', abort: true })
      .check(z.email({ pattern: EMAIL, error: 'invalid' }))
      .refine((value) => /\.[^.@]+$/u.test(value.slice(value.lastIndexOf('@'))), { error: 'invalid' }),
  )

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
  /** Who the visitor is, signed by the site's server; as form fields `identity[signature]` and `identity[token]`. */
  identity: z
    .strictObject({ signature: z.string().max(128).optional(), token: z.string().max(4096).optional() })
    .refine(({ signature, token }) => signature === undefined || token === undefined)
    .optional(),
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

/** A submission as it is kept: what was written, and what was found out; never a signature or a token. */
export interface Stored extends Omit<Submission, 'identity' | 'website' | 'token'> {
  site: string
  identity?: Standing | undefined
  /** Set when the hidden field was filled. */
  suspicious?: true
}
