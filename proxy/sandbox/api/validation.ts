/**
 * Request bodies as Laravel sees and refuses them: `validate` checks cleaned input against a zod schema and
 * reports all errors at once, under dot-notation keys, in Laravel's words.
 */
import { domainToASCII } from 'node:url'
import { z } from 'zod'
import { invalid, type FieldErrors } from './errors.ts'
import { codePoints } from '../../contract/text.ts'

/** Field names and their values, after `clean`. */
export type Input = Record<string, unknown>

/** Adds an error of a rule that a schema cannot know, such as one that looks into the database. */
export type Report = (key: string, message: (attribute: string) => string) => void

/** What is to be seen; all else Laravel trims. */
const VISIBLE = /[^\s\p{DI}\p{Cf}\u2800]/u

/** Text without what is not to be seen around it. By hand: `[…]+$` begins anew at each, which is quadratic. */
function trimmed(value: string): string {
  const start = value.search(VISIBLE)
  if (start === -1) return ''
  let end = value.length
  while (!VISIBLE.test(value.charAt(end - 1))) end--
  return value.slice(start, end)
}

/**
 * Trims every string and turns empty ones into null, as Laravel's global middleware does: a subject of spaces
 * is a missing subject. NUL goes, because SQLite's binding cuts a text off at the first one.
 */
export function clean(value: unknown): unknown {
  if (typeof value === 'string') return trimmed(value.replaceAll('\0', '').toWellFormed()) || null
  if (Array.isArray(value)) return value.map(clean)
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, clean(inner)]))
}

/** Whether a value is a plain object with named fields (a `File` is not). */
export function isRecord(value: unknown): value is Input {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

/**
 * Returns the typed body, or throws the 422 that names every field in error. `more` runs even when the schema
 * found errors, so that one answer lists them all.
 */
export function validate<T>(schema: z.ZodType<T>, input: Input, more?: (report: Report) => void): T {
  const errors: FieldErrors = {}
  const add = (key: string, message: string) => {
    const messages = (errors[key] ??= [])
    if (!messages.includes(message)) messages.push(message)
  }
  const parsed = schema.safeParse(input, { error: (issue) => sentence(issue) })
  for (const issue of parsed.error?.issues ?? []) {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [issue.path.join('.')]
    for (const key of keys) add(key, issue.message)
  }
  more?.((key, message) => add(key, message(attribute(key))))
  if (!parsed.success || Object.keys(errors).length > 0) throw invalid(errors)
  return parsed.data
}

/** How Laravel writes a field's name in a sentence: underscores become spaces, dots stay. */
function attribute(key: string): string {
  return key.replaceAll('_', ' ')
}

/** Laravel's sentence for what zod found. */
function sentence(issue: z.core.$ZodRawIssue): string {
  const name = attribute((issue.path ?? []).join('.'))
  if (issue.code === 'invalid_value') {
    return issue.input === undefined || issue.input === null
      ? `The ${name} field is required.`
      : `The selected ${name} is invalid.`
  }
  if (issue.code === 'invalid_type') {
    if (issue.input === undefined || issue.input === null) return `The ${name} field is required.`
    return `The ${name} field must be ${TYPES[issue.expected] ?? 'valid'}.`
  }
  if (issue.code === 'too_small') {
    return issue.origin === 'array'
      ? `The ${name} field is required.`
      : `The ${name} field must be at least ${issue.minimum}.`
  }
  if (issue.code === 'too_big') {
    return issue.origin === 'array'
      ? `The ${name} field must not have more than ${issue.maximum} items.`
      : `The ${name} field must not be greater than ${issue.maximum}.`
  }
  if (issue.code === 'unrecognized_keys') return 'There is no such field.'
  if (issue.code === 'custom' && typeof issue.params?.['rule'] === 'string') {
    return `The ${name} field ${issue.params['rule']}.`
  }
  return `The ${name} field is invalid.`
}

const TYPES: Record<string, string> = {
  string: 'a string',
  array: 'an array',
  object: 'an array',
  record: 'an array',
  number: 'an integer',
  int: 'an integer',
  boolean: 'true or false',
}

/** Text of at most `max` characters (code points, as PHP's `mb_strlen` counts them). */
export function text(max = Infinity): z.ZodType<string> {
  return z.string().refine((value) => codePoints(value) <= max, {
    params: { rule: `must not be greater than ${max} characters` },
  })
}

/**
 * Laravel's `email`, which is RFC 5322 and 6531 as its library reads them: one `@`, no spaces, no stray dots, no signs
 * beyond ASCII's and no format characters. International addresses pass, as does a domain without a dot.
 */
const FOREIGN = '[^\\p{ASCII}\\p{S}\\p{C}\\p{Z}]'
const ATOM = `(?:[\\w!#$%&'*+/=?^\`{|}~\\-]|${FOREIGN})+`
const LABEL = `(?!-)(?:[a-z0-9\\-]|${FOREIGN})+`
const ADDRESS = new RegExp(`^${ATOM}(?:\\.${ATOM})*@${LABEL}(?:\\.${LABEL})*$`, 'iu')
const HYPHENED = /-\.[^@]*$|-$/

const isLabel = (label: string, at: number) => domainToASCII(label).length + Math.min(at, 1) <= 63

/** Whether a domain is one for that library: at most 253 bytes, and 63 of a label in ASCII with the dot before it. */
const isShort = (domain: string): boolean =>
  Buffer.byteLength(domain) <= 253 && domain.split('.').every(isLabel)

const isEmail = (value: string) =>
  ADDRESS.test(value) && !HYPHENED.test(value) && isShort(value.slice(value.indexOf('@') + 1))

/** An e-mail address of at most 255 characters. */
export const email = text(255).refine(isEmail, {
  params: { rule: 'must be a valid email address' },
})

/** A field that may be left out or null; both read as null. */
export function optional<T>(schema: z.ZodType<T>): z.ZodType<T | null> {
  return schema.nullish().transform((value) => value ?? null)
}
