/** CSV: old forms and tables, a row a ticket, by a mapping that says which column is what. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { escapeHtml, textToHtml } from '../shape/clean-html.ts'
import type { ImportLine } from '../line.ts'
import type { ImportSource, SourceItem, SourceOptions } from '../source.ts'
import { columnsOf, readMapping, timeReader } from '../read/csv-mapping.ts'
import type { CsvMapping } from '../read/csv-mapping.ts'
import { fullName, present } from '../read/fields.ts'
import type { Scratch } from '../read/scratch.ts'

/** Characters of a row. */
const ROW_MAX = 16 * 1024 * 1024

const DELIMITERS = [',', ';', '\t', '|']

type Row = Readonly<Record<string, string>>

/** The beginning of a file: how it is encoded, and what stands between its cells. */
async function lookAt(file: string, mapping: CsvMapping): Promise<{ encoding: string; delimiter: string }> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(65_536), 0, 65_536, 0)
    const bytes = buffer.subarray(0, bytesRead)
    const mark = bytes.subarray(0, 2).toString('hex')
    const encoding =
      mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : (mapping.encoding ?? 'utf-8')
    const [head = ''] = new TextDecoder(encoding).decode(bytes).split(/\r?\n/, 1)
    const bare = head.replaceAll(/"[^"]*"/g, '')
    const counts = DELIMITERS.map((sign) => ({ sign, count: bare.split(sign).length }))
    const [most] = counts.toSorted((a, b) => b.count - a.count)
    return { encoding, delimiter: mapping.delimiter ?? most?.sign ?? ',' }
  } finally {
    await handle.close()
  }
}

/** The text of a file. Throws for bytes that are none in this encoding. */
async function* decoded(file: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    const text = decoder.decode(chunk, { stream: true })
    if (text !== '') yield text
  }
  const rest = decoder.decode()
  if (rest !== '') yield rest
}

interface Reader {
  mapping: CsvMapping
  scratch: Scratch
  time: (text: string) => string | undefined
}

/** Cells as lines "Name: value", or the one that is the text. */
function bodyOf(row: Row, { columns: { body }, html }: CsvMapping): string {
  const toHtml = (text: string) => (html ? text : textToHtml(text))
  if (typeof body === 'string') return toHtml(row[body] ?? '')
  return body
    .filter((column) => (row[column] ?? '').trim() !== '')
    .map((column) => `<p><strong>${escapeHtml(column)}:</strong></p>${toHtml(row[column] ?? '')}`)
    .join('')
}

/** The id of a row: its own, else of what it says. Two rows that say the same are two tickets. */
function idOf(row: Row, { mapping, scratch }: Reader): string {
  const { columns, prefix } = mapping
  const own = columns.id === undefined ? undefined : row[columns.id]?.trim()
  if (own) return `${prefix}:${own}`
  const hash = createHash('sha256')
    .update(JSON.stringify(Object.entries(row)))
    .digest('hex')
    .slice(0, 32)
  const times = scratch.count('csv', hash)
  return times === 1 ? `${prefix}:${hash}` : `${prefix}:${hash}:${times}`
}

/** A time of a row, or why it has none. */
function timeIn(row: Row, column: string | undefined, { time }: Reader): { at?: string; why?: string } {
  const text = column === undefined ? '' : (row[column] ?? '').trim()
  if (text === '') return {}
  const at = time(text)
  return at === undefined
    ? { why: `${column}: "${text.slice(0, 40)}" is no time as the mapping says ("date")` }
    : { at }
}

function convert(row: Row, at: string, reader: Reader): SourceItem {
  const { columns, statuses, status, tagSeparator } = reader.mapping
  const cell = (column: string | undefined) =>
    column === undefined ? undefined : row[column]?.trim() || undefined
  const created = timeIn(row, columns.created_at, reader)
  const closed = timeIn(row, columns.closed_at, reader)
  const why = created.why ?? closed.why
  if (why !== undefined) return { type: 'problem', at, why }
  const state = cell(columns.status) ?? ''
  const line: ImportLine = present({
    external_id: idOf(row, reader),
    subject: cell(columns.subject),
    status: (Object.hasOwn(statuses, state) ? statuses[state] : undefined) ?? status,
    created_at: created.at,
    closed_at: closed.at,
    assignee_email: cell(columns.assignee_email),
    tags: cell(columns.tags)?.split(tagSeparator),
    from_contact: present({ email: cell(columns.email), name: fullName(...[columns.name].flat().map(cell)) }),
    messages: [
      present({ type: 'inbound' as const, body: bodyOf(row, reader.mapping), created_at: created.at }),
    ],
  })
  return { type: 'ticket', at, line }
}

/** The rows of a file as csv-parse finds them, and where it could not. */
function rowsOf(file: string, delimiter: string, encoding: string, skipped: SourceItem[]) {
  const name = basename(file)
  const parser = parse({
    delimiter,
    bom: true,
    columns: (head: string[]) => head.map((column) => column.trim()),
    info: true,
    relax_column_count_less: true,
    // What stands behind a closing quote is text: without this all rows up to the next quote would be lost with it.
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: ROW_MAX,
    on_skip: (error) => {
      skipped.push({
        type: 'problem',
        at: `${name}:${Number(error?.['lines'])}`,
        why: error?.message ?? 'no row',
      })
      return undefined
    },
  })
  const text = Readable.from(decoded(file, encoding))
  text.on('error', (error) => parser.destroy(error))
  return text.pipe(parser) as AsyncIterable<{ record: Row; info: { lines: number } }> // as: what "info" makes of rows
}

async function* readFile(file: string, reader: Reader): AsyncGenerator<SourceItem> {
  const name = basename(file)
  const { encoding, delimiter } = await lookAt(file, reader.mapping)
  const skipped: SourceItem[] = []
  let isFirst = true
  try {
    for await (const { record, info } of rowsOf(file, delimiter, encoding, skipped)) {
      yield* skipped.splice(0)
      if (isFirst) {
        const missing = columnsOf(reader.mapping).filter((column) => !(column in record))
        if (missing.length > 0) {
          const there = Object.keys(record).join(', ')
          yield {
            type: 'problem',
            at: name,
            why: `there is no column "${missing.join('", "')}"; there are: ${there}`,
          }
          return
        }
        isFirst = false
      }
      yield convert(record, `${name}:${info.lines}`, reader)
    }
  } catch (error) {
    const isText = error instanceof TypeError
    const why = isText
      ? `it is not written in ${encoding}: name its "encoding" in the mapping`
      : String(error)
    yield { type: 'problem', at: name, why }
  }
  yield* skipped.splice(0)
}

async function* read(
  files: readonly string[],
  { scratch, mapping: path }: SourceOptions,
): AsyncGenerator<SourceItem> {
  const mapping = readMapping(path ?? '')
  const reader: Reader = { mapping, scratch, time: timeReader(mapping) }
  for (const file of files) yield* readFile(file, reader)
  if (mapping.columns.status === undefined)
    yield { type: 'lacks', what: `a status: all tickets are ${mapping.status}` }
}

function objection({ mapping }: Pick<SourceOptions, 'mapping'>): string | undefined {
  if (mapping === undefined) return 'A CSV file needs a mapping: --map mapping.json'
  try {
    readMapping(mapping)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

export const csv: ImportSource = { name: 'csv', title: 'CSV', read, objection }
