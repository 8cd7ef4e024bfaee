/**
 * Reading request bodies as a Laravel API does: `readBody` understands JSON, urlencoded and multipart fields and
 * sees anything else, broken JSON included, as no fields at all, so that the answer is a 422 that names what is
 * missing.
 */
import { ApiError } from './errors.ts'
import { clean, isRecord, type Input } from './validation.ts'

/** Largest body: an upload of 25 MB and the framing around it. */
const BODY_MAX = 27 * 1024 * 1024

/** The cleaned fields of a body. Throws 413 when it is too large. */
export async function readBody(request: Request): Promise<Input> {
  const type = request.headers.get('Content-Type') ?? ''
  const bytes = await readBytes(request)
  if (/[/+]json\b/i.test(type)) return jsonFields(bytes)
  if (!/^(multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(type)) return {}
  return formFields(bytes, type)
}

/** Reads the body without ever holding more than the limit, whatever its declared length is. */
async function readBytes(request: Request): Promise<Buffer> {
  const tooLarge = new ApiError(413, 'The POST data is too large.')
  if (Number(request.headers.get('Content-Length') ?? 0) > BODY_MAX) throw tooLarge
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > BODY_MAX) throw tooLarge
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function jsonFields(bytes: Buffer): Input {
  try {
    const fields = clean(JSON.parse(bytes.toString('utf8')))
    return isRecord(fields) ? fields : {}
  } catch {
    return {}
  }
}

async function formFields(bytes: Buffer, type: string): Promise<Input> {
  const fields: Input = {}
  try {
    const form = await new Response(new Uint8Array(bytes), { headers: { 'Content-Type': type } }).formData()
    for (const [name, value] of form) assign(fields, name, clean(value))
  } catch {
    return {}
  }
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, listed(value)]))
}

/** Objects with the keys 0, 1, 2… are lists, as in PHP. */
function listed(value: unknown): unknown {
  if (!isRecord(value)) return value
  const entries = Object.entries(value)
  if (entries.length > 0 && entries.every(([key], index) => key === String(index))) {
    return entries.map(([, inner]) => listed(inner))
  }
  return Object.fromEntries(entries.map(([key, inner]) => [key, listed(inner)]))
}

/** Puts `from_contact[email]` and `to_recipients[]` where PHP would put them. */
function assign(fields: Input, name: string, value: unknown): void {
  const [, first = name, rest = ''] = /^([^[]+)((?:\[[^\]]*\])*)$/.exec(name) ?? []
  const keys = [first, ...Array.from(rest.matchAll(/\[([^\]]*)\]/g), (match) => match[1] ?? '')]
  if (keys.includes('__proto__')) return
  const last = keys.pop() ?? name
  let holder = fields
  for (const key of keys) {
    const inner = holder[key]
    const made: Input = isRecord(inner) ? inner : {}
    holder[key] = made
    holder = made
  }
  holder[last === '' ? String(Object.keys(holder).length) : last] = value
}
