/**
 * The records of an XML export of any size, as objects: hyphens in names become underscores, so that they are called as in
 * JSON. Of entities only those of XML itself are known: no document can make more of itself than it is.
 */
import { basename } from 'node:path'
import { Parser } from 'htmlparser2'
import type { JsonRecord } from './json-records.ts'
import { headOf, textOfFile, unreadable, UnreadableText, utf16Of } from './text.ts'

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

/** Exports in XML by what their elements are called. */
const SOURCES: Readonly<Record<string, string>> = {
  'helpdesk-tickets': 'freshdesk',
  'helpdesk-ticket': 'freshdesk',
  requests: 'helpspot',
  request: 'helpspot',
}

/** Builds the records whose elements have one of these names. */
class RecordBuilder {
  readonly records: { name: string; record: Record<string, unknown> }[] = []
  readonly #names: readonly string[]
  /** Of the whole document. */
  root: string | undefined
  readonly #open: Element[] = []
  #size = 0
  /** Whether the last that came by was the beginning of an element. */
  #hasOpened = false
  /** Whether nothing more comes by. */
  isEnded = false
  /** Whether something was still open at the end. */
  isCut = false
  tooLarge = 0

  constructor(names: readonly string[]) {
    this.#names = names
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.root ??= name
    this.#hasOpened = true
    if (this.#open.length === 0 && !this.#names.includes(name)) return
    this.#open.push({
      name: name.replaceAll('-', '_'),
      isArray: attributes['type'] === 'array',
      isNil: attributes['nil'] === 'true',
      text: '',
      children: [],
    })
  }

  text(text: string): void {
    this.#hasOpened = false
    const element = this.#open.at(-1)
    if (!element) return
    this.#size += text.length
    if (this.#size <= RECORD_MAX && this.#open.length <= DEPTH_MAX) element.text += text
  }

  close(isImplied: boolean): void {
    // One that closes itself is as implied for the parser as one that nothing closes.
    const isOpen = isImplied && (this.isEnded || !this.#hasOpened)
    this.#hasOpened = false
    // What is around the records, too: a file that was cut off between two of them looks whole.
    if (isOpen) this.isCut = true
    const element = this.#open.pop()
    if (!element) return
    const parent = this.#open.at(-1)
    if (parent) {
      if (this.#open.length <= DEPTH_MAX) parent.children.push([element.name, valueOf(element)])
      return
    }
    const value = valueOf(element)
    if (this.#size > RECORD_MAX) this.tooLarge++
    // as: one with children is an object
    else if (!isOpen && typeof value === 'object' && value !== null)
      this.records.push({ name: element.name, record: value as Record<string, unknown> })
    this.#size = 0
  }
}

/** Whether a file is XML, by its first sign: what it is called says less. */
export async function isXml(file: string): Promise<boolean> {
  const head = await headOf(file, 1024)
  const text = new TextDecoder(utf16Of(head) ?? 'utf-8').decode(head)
  return text.trimStart().startsWith('<')
}

/** How a file says that it is written, in its first line. Throws an `UnreadableText` for what nobody knows. */
async function encodingOf(file: string): Promise<string> {
  const head = await headOf(file, 200)
  const wide = utf16Of(head)
  if (wide) return wide
  const why = unreadable(head)
  if (why !== undefined) throw new UnreadableText(why)
  const told =
    /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)["']/.exec(head.toString('latin1'))?.[1] ?? 'utf-8'
  try {
    // Programs of Windows write "utf-16" into what they then save as UTF-8: it would all be read as Chinese.
    const { encoding } = new TextDecoder(told)
    return encoding.startsWith('utf-16') ? 'utf-8' : encoding
  } catch {
    throw new UnreadableText(`its encoding "${told}" is not known here: convert it to UTF-8 first`)
  }
}

/** The records of a file: its elements of these names, wherever they are. `list` says which. */
export async function* xmlRecords(file: string, names: readonly string[]): AsyncGenerator<JsonRecord> {
  const name = basename(file)
  const builder = new RecordBuilder(names)
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
    for (const { name: list, record } of builder.records.splice(0))
      yield { type: 'record', at: `${name}#${++count}`, list, record }
    for (; builder.tooLarge > 0; builder.tooLarge--)
      yield { type: 'problem', at: `${name}#${++count}`, why: 'the record is longer than 64 MB' }
  }
  try {
    for await (const text of textOfFile(file, await encodingOf(file))) {
      parser.write(text)
      yield* taken()
    }
  } catch (error) {
    if (!(error instanceof UnreadableText)) throw error
    yield {
      type: 'problem',
      at: `${name}#${count + 1}`,
      why: `it cannot be read from here: ${error.message}`,
    }
    return
  }
  builder.isEnded = true
  parser.end()
  yield* taken()
  const at = `${name}#${count + 1}`
  if (builder.isCut) yield { type: 'problem', at, why: 'the file ends too early: it was cut off' }
  else if (count === 0) yield { type: 'problem', at: name, why: noneIn(builder.root, names) }
}

function noneIn(root: string | undefined, names: readonly string[]): string {
  const there = root === undefined ? 'no element at all' : `<${root.slice(0, 50)}>`
  const source = Object.hasOwn(SOURCES, root ?? '') ? SOURCES[root ?? ''] : undefined
  const isOther = source !== undefined && !names.some((name) => SOURCES[name] === source)
  return `there is no <${names.join('> or <')}> in it, but ${there}${isOther ? `: use --from ${source}` : ''}`
}
