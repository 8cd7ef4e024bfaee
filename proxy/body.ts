/**
 * A request's body as a submission: multipart (the widget), urlencoded (forms), JSON (programs), one schema for all.
 */
import type { z } from 'zod'
import { FieldProblem, Submission } from './contract.ts'
import { Refusal } from './problem.ts'

/** What was sent, unchecked. */
export type Fields = Record<string, unknown>

/** A submission has a dozen; one with all fields, contexts and ticked boxes a site can have, a few hundred. */
const PARTS_MAX = 300

const tooMany = () => new Refusal('bad_body', `Send at most ${PARTS_MAX} fields.`)

/** The fields of a form; a field that was left empty is a field that was not filled in. */
function formFields(form: Iterable<[string, unknown]>): Fields {
  const fields: Fields = Object.create(null) as Fields
  const duplicates = Object.create(null) as Record<string, FieldProblem> // likewise
  let count = 0
  for (const [name, value] of form) {
    if (++count > PARTS_MAX) throw tooMany()
    const [, group, key] = GROUPED.exec(name) ?? []
    if (group !== undefined && key !== undefined) addGrouped(fields, group, key, value, duplicates)
    else {
      if (name in fields) duplicates[name] = 'duplicate'
      if (value !== '') fields[name] = value
    }
  }
  if (Object.keys(duplicates).length > 0) throw new Refusal('invalid', 'Send every field once.', duplicates)
  return fields
}

/** Forms are flat: `identity[token]` is the token of the identity. */
const GROUPED = /^(identity|fields|context|facts)\[([^[\]]{1,64})\]$/

/** Ticked boxes send one name several times: only those of `fields` become lists. */
function addGrouped(
  fields: Fields,
  group: string,
  key: string,
  value: unknown,
  duplicates: Record<string, FieldProblem>,
): void {
  if (value === '') return
  const entries = (fields[group] ??= Object.create(null)) as Fields // made here and nowhere else
  const before = entries[key]
  if (before === undefined) entries[key] = value
  else if (group !== 'fields') duplicates[`${group}[${key}]`] = 'duplicate'
  else entries[key] = [...(Array.isArray(before) ? (before as unknown[]) : [before]), value]
}

/** Refuses too many parts before they are parsed: 5,000 empty ones take a tenth of a second. */
function checkParts(body: Buffer, contentType: string): void {
  const boundary = /boundary="?([^";]+)/i.exec(contentType)?.[1] ?? ''
  let count = 0
  for (let at = body.indexOf(`--${boundary}`); at !== -1; at = body.indexOf(`--${boundary}`, at + 2))
    if (++count > PARTS_MAX + 1) throw tooMany()
}

function jsonFields(text: string): Fields {
  const value: unknown = JSON.parse(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Refusal('bad_body', 'Send one JSON object with the fields of the submission.')
  if (Object.keys(value).length > PARTS_MAX) throw tooMany()
  return value as Fields
}

/**
 * The fields of a body in any of the three formats.
 * @throws Refusal `bad_body`, `bad_type` or `invalid`.
 */
export async function readFields(request: Request): Promise<Fields> {
  const contentType = request.headers.get('Content-Type') ?? ''
  const type = contentType.split(';')[0]?.trim().toLowerCase()
  try {
    // The server hands over text and bytes directly; formData() would first make a stream of them.
    if (type === 'application/json') return jsonFields(await request.text())
    if (type === 'application/x-www-form-urlencoded')
      return formFields(new URLSearchParams(await request.text()))
    if (type === 'multipart/form-data') {
      const bytes = Buffer.from(await request.arrayBuffer())
      checkParts(bytes, contentType)
      const body = new Response(bytes, { headers: { 'Content-Type': contentType } })
      return formFields(await body.formData())
    }
  } catch (error) {
    // bodyLimit() breaks the stream off with an error of its own, which must not pass for a malformed body.
    if (error instanceof Refusal || (error instanceof Error && error.name === 'BodyLimitError')) throw error
    throw new Refusal('bad_body', `The body is not well-formed ${type}.`)
  }
  throw new Refusal(
    'bad_type',
    'Send multipart/form-data, application/x-www-form-urlencoded or application/json.',
  )
}

/** One problem for each field; the first that the schema found. */
function fieldProblems(error: z.ZodError, fields: Fields): Record<string, FieldProblem> {
  const problems = Object.create(null) as Record<string, FieldProblem> // names are the sender's: `__proto__` too
  for (const issue of error.issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys.slice(0, 20)) problems[key.slice(0, 64)] ??= 'unknown'
      continue
    }
    const [name = '', key] = issue.path.map(String)
    const code = FieldProblem.safeParse(issue.message)
    problems[key === undefined ? name : `${name}[${key.slice(0, 64)}]`] ??=
      fields[name] === undefined ? 'required' : code.success ? code.data : 'invalid'
  }
  return problems
}

/**
 * Checks a submission. Texts come back cleaned: trimmed, well-formed, without control characters.
 * @throws Refusal `invalid`.
 */
export function parseSubmission(fields: Fields): Submission {
  const parsed = Submission.safeParse(fields)
  if (parsed.success) return parsed.data
  const problems = fieldProblems(parsed.error, fields)
  const names = Object.entries(problems).map(([name, problem]) => `${name} (${problem})`)
  throw new Refusal('invalid', `Correct these fields and send again: ${names.join(', ')}.`, problems)
}
