/**
 * The records of an XML export of any size, as objects: hyphens in names become underscores, so that they are called as in
 * JSON. Of entities only those of XML itself are known: no document can make more of itself than it is.
 */
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { Parser } from 'htmlparser2'
import type { JsonRecord } from './json-records.ts'

/** Elements in each other. */
const DEPTH_MAX = 50

/** Characters of a record. */
const RECORD_MAX = 64 * 1024 * 1024

interface Element {
  name: string
  isArray: boolean
  isNil: boolean
  text: string
  children: [name: string, value: unknown][]
}

/** What an element is: a list, an object or a text. */
function valueOf({ isArray, isNil, text, children }: Element): unknown {
  if (isNil) return undefined
  if (isArray) return children.map(([, value]) => value)
  if (children.length === 0) return text
  const record: Record<string, unknown> = Object.create(null) as Record<string, unknown> // as: it is empty
  for (const [name, value] of children) {
    const before = record[name]
    record[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value]
  }
  return record
}

/** Builds the records whose elements are called `record`. */
class RecordBuilder {
  readonly records: Record<string, unknown>[] = []
  readonly #record: string
  readonly #open: Element[] = []
  #size = 0
  /** Whether something was still open at the end. */
  isCut = false
  tooLarge = 0

  constructor(record: string) {
    this.#record = record
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#open.length === 0 && name !== this.#record) return
    this.#open.push({
      name: name.replaceAll('-', '_'),
      isArray: attributes['type'] === 'array',
      isNil: attributes['nil'] === 'true',
      text: '',
      children: [],
    })
  }

  text(text: string): void {
    const element = this.#open.at(-1)
    if (!element) return
    this.#size += text.length
    if (this.#size <= RECORD_MAX && this.#open.length <= DEPTH_MAX) element.text += text
  }

  close(isImplied: boolean): void {
    const element = this.#open.pop()
    if (!element) return
    if (isImplied) this.isCut = true
    const parent = this.#open.at(-1)
    if (parent) {
      if (this.#open.length <= DEPTH_MAX) parent.children.push([element.name, valueOf(element)])
      return
    }
    const value = valueOf(element)
    if (this.#size > RECORD_MAX) this.tooLarge++
    // as: one with children is an object
    else if (!isImplied && typeof value === 'object' && value !== null)
      this.records.push(value as Record<string, unknown>)
    this.#size = 0
  }
}

/** How a file says that it is written, in its first line. */
async function encodingOf(file: string): Promise<string> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(200), 0, 200, 0)
    const bytes = buffer.subarray(0, bytesRead)
    if (bytes.subarray(0, 2).toString('hex') === 'fffe') return 'utf-16le'
    if (bytes.subarray(0, 2).toString('hex') === 'feff') return 'utf-16be'
    return /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)["']/.exec(bytes.toString('latin1'))?.[1] ?? 'utf-8'
  } finally {
    await handle.close()
  }
}

/** The records of a file: its elements of that name, wherever they are. */
export async function* xmlRecords(file: string, record: string): AsyncGenerator<JsonRecord> {
  const name = basename(file)
  const builder = new RecordBuilder(record)
  const parser = new Parser(
    {
      onopentag: (tag, attributes) => builder.open(tag, attributes),
      onclosetag: (_, isImplied) => builder.close(isImplied),
      ontext: (text) => builder.text(text),
    },
    { xmlMode: true, decodeEntities: true },
  )
  let count = 0
  function* taken(): Generator<JsonRecord> {
    for (const one of builder.records.splice(0))
      yield { type: 'record', at: `${name}#${++count}`, list: undefined, record: one }
    for (; builder.tooLarge > 0; builder.tooLarge--)
      yield { type: 'problem', at: `${name}#${++count}`, why: 'the record is longer than 64 MB' }
  }
  let decoder: InstanceType<typeof TextDecoder>
  try {
    decoder = new TextDecoder(await encodingOf(file))
  } catch (error) {
    yield {
      type: 'problem',
      at: name,
      why: error instanceof Error ? error.message : 'its encoding is not known',
    }
    return
  }
  for await (const chunk of createReadStream(file, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    parser.write(decoder.decode(chunk, { stream: true }))
    yield* taken()
  }
  parser.end()
  yield* taken()
  if (builder.isCut)
    yield { type: 'problem', at: `${name}#${count + 1}`, why: 'the file ends in the middle of a ticket' }
}
