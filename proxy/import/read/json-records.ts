/**
 * The records of a JSON export of any size: JSON Lines, one array, or pages with lists by name. Lines are parsed as they
 * are; a document is read by a streaming parser, because one of a million tickets does not fit into memory.
 */
import { isUtf8 } from 'node:buffer'
import { basename } from 'node:path'
import { JSONParser } from '@streamparser/json'
import { isFields } from './fields.ts'
import type { Fields } from './fields.ts'
import { readLines, valueOf } from './read-lines.ts'
import { headOf, textOfFile, unreadable, UnreadableText } from './text.ts'

/** What stands at the beginning of a file, up to the end of its first line; and for most files the first part of it. */
const HEAD = 4 * 1024 * 1024
const HEAD_OF_MOST = 64 * 1024

export type JsonRecord =
  /** `list` is the name of the list it was in, where it was in one. */
  | { type: 'record'; at: string; list: string | undefined; record: Fields }
  | { type: 'problem'; at: string; why: string }

type JsonKind =
  | { kind: 'lines' | 'array' | 'objects' }
  /** One small value, that was read already. */
  | { kind: 'value'; value: unknown }
  | { kind: 'none'; why: string }

/** What a file is that is no JSON, by its beginning. */
export function notJson(text: string): string {
  const begin = text.slice(0, 30).split('\n', 1)[0]?.trim()
  const source = text.startsWith('<')
    ? 'XML is read with --from freshdesk and --from helpspot'
    : /^(?:From |[A-Z][\w-]*: )/.test(text)
      ? 'mails are read with --from mail'
      : 'tables are read with --from csv'
  return `it is no JSON, it begins with "${begin}": ${source}`
}

const withoutMark = (bytes: Buffer): string =>
  bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trim()

/** Whether a text begins with a line that is a value of its own. */
function isInLines(text: string): boolean {
  const end = text.indexOf('\n')
  return end !== -1 && /^[[{]/.test(text) && parsed(text.slice(0, end)) !== undefined
}

/** How a file is read: by its lines, as one small value, as an array, or as one object or several. */
async function kindOf(file: string): Promise<JsonKind> {
  if (isInLines(withoutMark(await headOf(file, HEAD_OF_MOST)))) return { kind: 'lines' }
  const bytes = await headOf(file, HEAD)
  const why = unreadable(bytes)
  if (why !== undefined) return { kind: 'none', why }
  const text = withoutMark(bytes)
  if (text === '') return { kind: 'none', why: 'the file is empty' }
  if (!/^[[{]/.test(text)) return { kind: 'none', why: notJson(text) }
  if (isInLines(text)) return { kind: 'lines' }
  const document = { kind: text.startsWith('[') ? ('array' as const) : ('objects' as const) }
  if (bytes.length === HEAD) return document
  const value = isUtf8(bytes) ? parsed(text) : undefined
  if (value !== undefined) return { kind: 'value', value }
  return text.includes('\n') ? document : { kind: 'lines' }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A record, or those of the lists in it. `place` says where the next one is. */
function* unfold(value: unknown, lists: readonly string[], place: () => string): Generator<JsonRecord> {
  if (Array.isArray(value)) {
    for (const one of value) yield* unfold(one, lists, place)
    return
  }
  if (!isFields(value)) {
    yield { type: 'problem', at: place(), why: 'it is no object' }
    return
  }
  const page = isFields(value['_embedded']) ? value['_embedded'] : value
  // What has an id is a record, whatever lists of its own it has.
  const there = 'id' in value ? [] : lists.filter((list) => Array.isArray(page[list]))
  if (there.length === 0) yield { type: 'record', at: place(), list: undefined, record: value }
  for (const list of there)
    for (const record of page[list] as unknown[])
      // as: "there" has arrays only
      yield isFields(record)
        ? { type: 'record', at: place(), list, record }
        : { type: 'problem', at: place(), why: `in "${list}" it is no object` }
}

async function* fromLines(file: string, lists: readonly string[]): AsyncGenerator<JsonRecord> {
  const name = basename(file)
  for await (const line of readLines(file)) {
    const at = `${name}:${line.number}`
    const found = valueOf(line)
    if ('why' in found) yield { type: 'problem', at, why: found.why }
    else yield* unfold(found.value, lists, () => at)
  }
}

interface FoundValue {
  value: unknown
  /** Its own name, and that of the list it is in. */
  name: string | number | undefined
  list: string | undefined
  depth: number
}

/** The values at some paths of a document, as they come by. Throws an `UnreadableText` where it is wrong. */
async function* valuesAt(file: string, paths: string[]): AsyncGenerator<FoundValue> {
  const found: FoundValue[] = []
  let wrong: Error | undefined
  // Without a separator there may be one document after the other, as jq writes them.
  const parser = new JSONParser({ paths, keepStack: false, separator: '' })
  parser.onValue = ({ value, key, stack }) => {
    const around = stack.at(-1)?.key
    found.push({
      value,
      name: key,
      list: around === undefined ? undefined : String(around),
      depth: stack.length,
    })
  }
  parser.onError = (error) => void (wrong ??= error)
  for await (const text of textOfFile(file)) {
    parser.write(text)
    yield* found.splice(0)
    if (wrong) break
  }
  if (!wrong && !parser.isEnded) parser.end()
  yield* found.splice(0)
  if (wrong) throw new UnreadableText(wrong.message)
}

/** One object or several of any size: pages, whose lists come by as they are read, or records. */
async function* fromObjects(
  file: string,
  lists: readonly string[],
  place: () => string,
): AsyncGenerator<JsonRecord> {
  let isPage = false
  const paths = lists.flatMap((list) => [`$.${list}.*`, `$._embedded.${list}.*`])
  for await (const { value, name, list, depth } of valuesAt(file, ['$.id', ...paths])) {
    // What has an id is a record, whatever lists of its own it has.
    if (name === 'id' && depth === 1) break
    isPage = true
    yield isFields(value)
      ? { type: 'record', at: place(), list, record: value }
      : { type: 'problem', at: place(), why: `in "${list}" it is no object` }
  }
  if (!isPage) for await (const { value } of valuesAt(file, ['$'])) yield* unfold(value, lists, place)
}

async function* fromDocument(
  file: string,
  lists: readonly string[],
  isArray: boolean,
): AsyncGenerator<JsonRecord> {
  let count = 0
  const place = () => `${basename(file)}#${++count}`
  try {
    if (!isArray) yield* fromObjects(file, lists, place)
    else for await (const { value } of valuesAt(file, ['$.*'])) yield* unfold(value, lists, place)
  } catch (error) {
    if (!(error instanceof UnreadableText)) throw error
    yield { type: 'problem', at: place(), why: `the file cannot be read on from here: ${error.message}` }
  }
}

/** The records of a file, those of the named lists where it has such. */
export async function* jsonRecords(file: string, lists: readonly string[]): AsyncGenerator<JsonRecord> {
  const found = await kindOf(file)
  switch (found.kind) {
    case 'none':
      yield { type: 'problem', at: basename(file), why: found.why }
      break
    case 'lines':
      yield* fromLines(file, lists)
      break
    case 'value': {
      let count = 0
      yield* unfold(found.value, lists, () => `${basename(file)}#${++count}`)
      break
    }
    case 'array':
    case 'objects':
      yield* fromDocument(file, lists, found.kind === 'array')
      break
  }
}
