/**
 * The records of a JSON export of any size: JSON Lines, one array, or pages with lists by name. Lines are parsed as they
 * are; a document is read by a streaming parser, because one of a million tickets does not fit into memory.
 */
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { JSONParser } from '@streamparser/json'
import { isFields, listOf } from './fields.ts'
import type { Fields } from './fields.ts'
import { readLines } from './read-lines.ts'

/** What stands at the beginning of a file, up to the end of its first line. */
const HEAD = 4 * 1024 * 1024

export type JsonRecord =
  /** `list` is the name of the list it was in, where it was in one. */
  | { type: 'record'; at: string; list: string | undefined; record: Fields }
  | { type: 'problem'; at: string; why: string }

/** How a file is read: by its lines, as one small value, or as a document of any size. */
async function kindOf(
  file: string,
): Promise<{ kind: 'lines' | 'document' } | { kind: 'value'; value: unknown }> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD), 0, HEAD, 0)
    const text = buffer
      .subarray(0, bytesRead)
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .trim()
    const end = text.indexOf('\n')
    if (end !== -1 && parsed(text.slice(0, end)) !== undefined) return { kind: 'lines' }
    if (bytesRead === HEAD) return { kind: 'document' }
    const value = parsed(text)
    return value === undefined ? { kind: end === -1 ? 'lines' : 'document' } : { kind: 'value', value }
  } finally {
    await handle.close()
  }
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
    for (const record of listOf(page, list)) yield { type: 'record', at: place(), list, record }
}

async function* fromLines(file: string, lists: readonly string[]): AsyncGenerator<JsonRecord> {
  const name = basename(file)
  for await (const { number, text } of readLines(file)) {
    const at = `${name}:${number}`
    if (text === undefined) {
      yield { type: 'problem', at, why: 'the line is longer than 64 MB' }
      continue
    }
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch (error) {
      yield { type: 'problem', at, why: error instanceof Error ? error.message : 'no JSON' }
      continue
    }
    yield* unfold(value, lists, () => at)
  }
}

async function* fromDocument(file: string, lists: readonly string[]): AsyncGenerator<JsonRecord> {
  const name = basename(file)
  const found: JsonRecord[] = []
  let count = 0
  let wrong: Error | undefined
  const paths = ['$.*', ...lists.flatMap((list) => [`$.${list}.*`, `$._embedded.${list}.*`])]
  // A page's own fields are not wanted, but "$.*" is what an array of records needs.
  const isArray = await beginsWith(file, '[')
  const parser = new JSONParser({
    paths: isArray ? ['$.*'] : paths.slice(1),
    keepStack: false,
    separator: '',
  })
  parser.onValue = ({ value, stack }) => {
    const at = `${name}#${++count}`
    if (isFields(value))
      found.push({ type: 'record', at, list: isArray ? undefined : String(stack.at(-1)?.key), record: value })
    else found.push({ type: 'problem', at, why: 'it is no object' })
  }
  parser.onError = (error) => void (wrong ??= error)
  const decoder = new TextDecoder()
  for await (const chunk of createReadStream(file, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    parser.write(decoder.decode(chunk, { stream: true }))
    yield* found.splice(0)
    if (wrong) break
  }
  if (!wrong && !parser.isEnded) parser.end()
  yield* found.splice(0)
  if (wrong)
    yield {
      type: 'problem',
      at: `${name}#${count + 1}`,
      why: `the file cannot be read on from here: ${wrong.message}`,
    }
}

async function beginsWith(file: string, sign: string): Promise<boolean> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(1024), 0, 1024, 0)
    return buffer
      .subarray(0, bytesRead)
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .trimStart()
      .startsWith(sign)
  } finally {
    await handle.close()
  }
}

/** The records of a file, those of the named lists where it has such. */
export async function* jsonRecords(file: string, lists: readonly string[]): AsyncGenerator<JsonRecord> {
  const found = await kindOf(file)
  switch (found.kind) {
    case 'lines':
      yield* fromLines(file, lists)
      break
    case 'value': {
      let count = 0
      yield* unfold(found.value, lists, () => `${basename(file)}#${++count}`)
      break
    }
    case 'document':
      yield* fromDocument(file, lists)
      break
  }
}
