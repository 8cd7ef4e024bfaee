/**
 * A request's body as a submission: multipart (the widget), urlencoded (forms), JSON (programs), one schema for all.
 */
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import type { z } from 'zod'
import { Submission } from '../contract/submission.ts'
import { BODY_MAX } from '../contract/limits.ts'
import { readPairs, readWhole } from './charset.ts'
import type { RawText } from './charset.ts'
import { readMultipart } from './multipart.ts'
import type { IncomingFile } from './multipart.ts'
import { plainParts } from './plain-parts.ts'
import { urlencodedPairs } from './urlencoded.ts'
import { Refusal, wrongFields } from '../refusal.ts'
import { FIELD_PROBLEMS } from '../contract/problems.ts'
import type { FieldProblem } from '../contract/problems.ts'

/** What was sent, unchecked. */
export type PostedFields = Record<string, unknown>

/** A submission has a dozen; one with all fields, contexts and ticked boxes a site can have, a few hundred. */
const PARTS_MAX = 300

/** Whether every submission may have a field of this name. */
const isField = (name: string) => Object.hasOwn(Submission.shape, name)

const tooMany = () => new Refusal('bad_body', `Send at most ${PARTS_MAX} fields.`)

/**
 * The fields of a form; a field that was left empty is a field that was not filled in. A value that is undefined was a
 * file: no field takes one, and the schema says so.
 */
function formFields(form: Iterable<[string, string | undefined]>): PostedFields {
  const fields: PostedFields = Object.create(null) as PostedFields
  const duplicates = Object.create(null) as Record<string, FieldProblem> // likewise
  let count = 0
  for (const [name, value] of form) {
    if (++count > PARTS_MAX) throw tooMany()
    const [, group, key] = GROUPED.exec(name) ?? []
    if (group !== undefined && key !== undefined) addGrouped(fields, group, key, value, duplicates)
    else {
      if (name in fields) duplicates[name.slice(0, 64)] = 'duplicate'
      if (value !== '') fields[name] = value ?? null
    }
  }
  if (Object.keys(duplicates).length > 0) throw wrongFields('Send every field once', duplicates, isField)
  return fields
}

/** Forms are flat: `identity[token]` is the token of the identity. */
const GROUPED = /^(identity|fields|context|facts)\[([^[\]]{1,64})\]$/

/** Ticked boxes send one name several times: only those of `fields` become lists. */
function addGrouped(
  fields: PostedFields,
  group: string,
  key: string,
  value: unknown,
  duplicates: Record<string, FieldProblem>,
): void {
  if (value === '') return
  const entries = (fields[group] ??= Object.create(null)) as PostedFields // made here and nowhere else
  const before = entries[key]
  if (before === undefined) entries[key] = value
  else if (group !== 'fields') duplicates[`${group}[${key}]`] = 'duplicate'
  else entries[key] = [...(Array.isArray(before) ? (before as unknown[]) : [before]), value]
}

/** Longest boundary there may be (RFC 2046 §5.1.1). */
const BOUNDARY_MAX = 70

/**
 * What parts a body.
 * @throws Refusal when it is too long: looking for one of 15,000 characters, nearly each of which fits, took a second.
 */
function boundaryOf(contentType: string): string {
  const boundary = /boundary="?([^";]+)/i.exec(contentType)?.[1]?.trim() ?? ''
  if (boundary.length > BOUNDARY_MAX)
    throw new Refusal('bad_body', `A boundary has at most ${BOUNDARY_MAX} characters.`)
  return boundary
}

/** Refuses too many parts before they are parsed: 5,000 empty ones take a tenth of a second. */
function countParts(body: Buffer, boundary: string): number {
  // At the beginning of a line only: a text may have it elsewhere.
  const delimiter = `\r\n--${boundary}`
  let count = body.indexOf(delimiter.slice(2)) === 0 ? 1 : 0
  for (let at = body.indexOf(delimiter); at !== -1; at = body.indexOf(delimiter, at + 2))
    if (++count > PARTS_MAX + 1) throw tooMany()
  return count
}

const isObject = (value: unknown): value is PostedFields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** How much is in it, without a name for each item of a list. */
const sizeOf = (value: object): number => (Array.isArray(value) ? value.length : Object.keys(value).length)

/** Whether a form would need more fields for it than there may be: what is in groups and lists counts one by one. */
function hasTooMany(value: object): boolean {
  const open: object[] = [value]
  let count = 0
  for (let one = open.pop(); one && count <= PARTS_MAX; one = open.pop()) {
    // First: of 100,000 none needs to be looked at.
    if (sizeOf(one) > PARTS_MAX) return true
    for (const item of Object.values(one) as unknown[])
      if (typeof item === 'object' && item !== null && sizeOf(item) > 0) open.push(item)
      else count++
  }
  return count > PARTS_MAX
}

function jsonFields(text: string): PostedFields {
  const value: unknown = JSON.parse(text)
  if (!isObject(value))
    throw new Refusal('bad_body', 'Send one JSON object with the fields of the submission.')
  // Before the schema sees them: to say what is wrong with each of 30,000 names, or items of a list, takes a second.
  if (hasTooMany(value)) throw tooMany()
  return value
}

/** How much may be sent, and how slowly. */
export interface BodyLimits {
  /** Most bytes of the files of one message; 0: no site takes files. */
  upload: number
  /** Milliseconds in which a body without files must arrive, and over which the pace of the others is measured. */
  timeoutMs: number
  /** A body that may have files, as the runtime's own stream where it has one. Its pace is watched from here on. */
  openUpload?: () => Readable | undefined
}

/** A body whose fields have been read; see `Multipart`. */
export interface Posted {
  fields: PostedFields
  /** Names of fields that are not of their encoding: what stands in them is a guess, to be shown and not to be kept. */
  misread: readonly string[]
  files: AsyncIterable<IncomingFile> | undefined
  fileNames: readonly string[]
  drain: () => Promise<void>
}

/** Slowest pace of files, in bytes a second: a bad mobile connection has several times as much. */
export const PACE = 16_000

async function readParts(
  request: Request,
  contentType: string,
  { upload, timeoutMs, openUpload }: BodyLimits,
): Promise<Posted> {
  const boundary = boundaryOf(contentType)
  const length = Number(request.headers.get('Content-Length') ?? Infinity)
  const small = upload === 0 || length <= BODY_MAX
  const bytes = small ? Buffer.from(await request.arrayBuffer()) : undefined
  const plain = bytes && plainParts(bytes, boundary, PARTS_MAX)
  if (plain) return ofPairs(plain, contentType)
  const parts = bytes && countParts(bytes, boundary) - 1
  // as: Node's, whatever other types are around
  const source = bytes ?? openUpload?.() ?? Readable.fromWeb(request.body as ReadableStream)
  const multipart = await readMultipart(source, boundary, contentType, {
    parts: PARTS_MAX,
    fieldBytes: BODY_MAX,
    bytes: BODY_MAX + upload,
    pace: { bytes: (PACE * timeoutMs) / 1000, windowMs: timeoutMs },
  })
  const { files, fileNames, misread, drain } = multipart
  try {
    // The parser passes over what it does not understand: dropping that would lose what somebody meant to send.
    if (!files && parts !== undefined && multipart.parts < parts) throw malformed('multipart/form-data')
    return { fields: formFields(multipart.fields), misread, files, fileNames, drain }
  } catch (error) {
    await drain()
    throw error
  }
}

/** A body that cannot have files. */
const without = (fields: PostedFields, misread: readonly string[] = []): Posted => ({
  fields,
  misread,
  files: undefined,
  fileNames: [],
  drain: async () => {},
})

/** The same of pairs. */
function ofPairs(raw: [RawText, RawText][], contentType: string): Posted {
  const { pairs, misread } = readPairs(raw, contentType)
  return without(formFields(pairs), misread)
}

const malformed = (type: string) => new Refusal('bad_body', `The body is not well-formed ${type}.`)

/**
 * The fields of a body in any of the three formats, and its files, which are still to be read.
 * @throws Refusal `bad_body`, `bad_type`, `too_large` or `too_slow`.
 */
export async function readBody(request: Request, limits: BodyLimits): Promise<Posted> {
  const contentType = request.headers.get('Content-Type') ?? ''
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  try {
    // The server hands over bytes directly; formData() would first make a stream of them.
    const bytes = async () => Buffer.from(await request.arrayBuffer())
    if (type === 'application/json') return without(jsonFields(readWhole(await bytes(), contentType)))
    if (type === 'application/x-www-form-urlencoded') {
      const raw = urlencodedPairs(await bytes(), PARTS_MAX)
      if (!raw) throw tooMany()
      return ofPairs(raw, contentType)
    }
    if (type === 'multipart/form-data') return await readParts(request, contentType, limits)
  } catch (error) {
    // bodyLimit() breaks the stream off with an error of its own, which must not pass for a malformed body.
    if (error instanceof Refusal || (error instanceof Error && error.name === 'BodyLimitError')) throw error
    throw malformed(type)
  }
  throw new Refusal(
    'bad_type',
    'Send multipart/form-data, application/x-www-form-urlencoded or application/json.',
  )
}

/** The fields of a body that has few bytes, files or not. @throws Refusal as `readBody`. */
export async function readSmall(request: Request): Promise<PostedFields> {
  const { fields, drain } = await readBody(request, { upload: 0, timeoutMs: 0 })
  await drain()
  return fields
}

/** One problem for each field; the first that the schema found. */
function fieldProblems(error: z.ZodError, fields: PostedFields): Record<string, FieldProblem> {
  const problems = Object.create(null) as Record<string, FieldProblem> // names are the sender's: `__proto__` too
  for (const issue of error.issues) {
    const [name = '', key] = issue.path.map(String)
    if (issue.code === 'unrecognized_keys') {
      const named = (found: string) => (name === '' ? found : `${name}[${found}]`)
      for (const found of issue.keys) problems[named(found.slice(0, 64))] ??= 'unknown'
      continue
    }
    const code = FIELD_PROBLEMS.find((problem) => problem === issue.message)
    problems[key === undefined ? name : `${name}[${key.slice(0, 64)}]`] ??=
      fields[name] === undefined ? 'required' : (code ?? 'invalid')
  }
  return problems
}

/**
 * Checks the fields of a request that is no submission.
 * @throws Refusal `invalid`.
 */
export function parseFields<Schema extends z.ZodObject>(
  schema: Schema,
  fields: PostedFields,
): z.output<Schema> {
  const parsed = schema.safeParse(fields)
  if (parsed.success) return parsed.data
  const problems = fieldProblems(parsed.error, fields)
  throw wrongFields('Correct these fields and send again', problems, (name) =>
    Object.hasOwn(schema.shape, name),
  )
}

/**
 * Checks the fields of a submission. Texts come back cleaned: trimmed, well-formed, without control characters.
 * @param alsoWrong Asked only when something is wrong already, so that all of it can be mended at once. It is told the
 * names of the fields that are.
 * @throws Refusal `invalid`.
 */
export function parseSubmission(
  fields: PostedFields,
  alsoWrong: (
    fields: PostedFields,
    wrong: ReadonlySet<unknown>,
  ) => Readonly<Record<string, FieldProblem>> = () => ({}),
): Submission {
  const parsed = Submission.safeParse(fields)
  if (parsed.success) return parsed.data
  const problems = fieldProblems(parsed.error, fields)
  const asked = alsoWrong(fields, new Set(parsed.error.issues.map(({ path: [name] }) => name)))
  for (const [name, problem] of Object.entries(asked)) problems[name] ??= problem
  throw wrongFields(
    'Correct these fields and send again',
    problems,
    (name) => isField(name) || (asked[name] ?? 'unknown') !== 'unknown',
  )
}
