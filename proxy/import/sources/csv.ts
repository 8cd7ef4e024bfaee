/** CSV: old forms and tables, a row a ticket, by a mapping that says which column is what. */
import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { cleanHtml, escapeHtml, textToHtml } from '../shape/clean-html.ts'
import type { ImportLine } from '../line.ts'
import type { ImportSource, SourceItem, SourceOptions } from '../source.ts'
import { columnsOf, readMapping, timeReader } from '../read/csv-mapping.ts'
import type { CsvMapping } from '../read/csv-mapping.ts'
import { fullName, present } from '../read/fields.ts'
import type { Scratch } from '../read/scratch.ts'
import { NOT_UTF8 } from '../read/read-lines.ts'
import { headOf, textOfFile, unreadable, UnreadableText, utf16Of } from '../read/text.ts'

/** Characters of a row. */
const ROW_MAX = 16 * 1024 * 1024

const DELIMITERS = [',', ';', '\t', '|']

/** Cells by their columns, in the order of the head. */
type Row = ReadonlyMap<string, string>

interface CsvForm {
  encoding: string
  delimiter: string
  /** Where its head is: Excel writes "sep=;" before it. */
  firstLine: number
}

/** The beginning of a file: how it is encoded, and what stands between its cells. Throws an `UnreadableText`. */
async function lookAt(file: string, mapping: CsvMapping): Promise<CsvForm> {
  const bytes = await headOf(file, 65_536)
  const wide = utf16Of(bytes)
  const why = wide ? undefined : unreadable(bytes)
  if (why !== undefined) throw new UnreadableText(why)
  const encoding = wide ?? mapping.encoding ?? 'utf-8'
  const text = new TextDecoder(encoding).decode(bytes)
  const [first = ''] = text.trimStart()
  if (first !== '' && '{[<'.includes(first))
    throw new UnreadableText(`it is no table, it begins with "${first}": name its source with --from`)
  const told = /^sep=(.)\r?\n/i.exec(text)?.[1]
  const [head = ''] = text.split(/[\r\n]/, 1)
  const bare = head.replaceAll(/"[^"]*"/g, '')
  const counts = DELIMITERS.map((sign) => ({ sign, count: bare.split(sign).length }))
  const [most] = counts.toSorted((a, b) => b.count - a.count)
  return {
    encoding,
    delimiter: mapping.delimiter ?? told ?? most?.sign ?? ',',
    firstLine: told === undefined ? 1 : 2,
  }
}

interface Reader {
  mapping: CsvMapping
  scratch: Scratch
  /** What the table has for a status and the mapping does not. */
  unknown: Set<string>
  time: (text: string) => string | undefined
}

/**
 * Cells as lines "Name: value", or the one that is the text. Their first line is that of a cell: from the body alone, all
 * tickets of a form without subjects would be called by the name of its first column.
 */
function bodyOf(row: Row, { columns, html }: CsvMapping): { body: string; firstLine?: string } {
  const toHtml = (text: string) => (html ? text : textToHtml(text))
  if (typeof columns.body === 'string') return { body: toHtml(row.get(columns.body) ?? '') }
  const cells = columns.body
    .map((column) => ({ column, text: row.get(column) ?? '' }))
    .filter(({ text }) => text.trim() !== '')
  const body = cells
    .map(({ column, text }) => `<p><strong>${escapeHtml(column)}:</strong></p>${toHtml(text)}`)
    .join('')
  return { body, firstLine: cleanHtml(toHtml(cells[0]?.text ?? ''), () => undefined).firstLine }
}

/** The id of a row: its own, else of what it says. Two rows that say the same are two tickets. */
function idOf(row: Row, { mapping, scratch }: Reader): string {
  const { columns, prefix } = mapping
  const own = columns.id === undefined ? undefined : row.get(columns.id)?.trim()
  if (own) return `${prefix}:${own}`
  const hash = createHash('sha256')
    .update(JSON.stringify([...row]))
    .digest('hex')
    .slice(0, 32)
  const times = scratch.count('csv', hash)
  return times === 1 ? `${prefix}:${hash}` : `${prefix}:${hash}:${times}`
}

/** A time of a row, or why it has none. */
function timeIn(row: Row, column: string | undefined, { time }: Reader): { at?: string; why?: string } {
  const text = column === undefined ? '' : (row.get(column) ?? '').trim()
  if (text === '') return {}
  const at = time(text)
  return at === undefined
    ? { why: `${column}: "${text.slice(0, 40)}" is no time as the mapping says ("date")` }
    : { at }
}

/** More of them are no statuses: the mapping names another column. */
const UNKNOWN_MAX = 20

function statusOf(state: string | undefined, { mapping, unknown }: Reader): ImportLine['status'] {
  if (state === undefined) return mapping.status
  const known = Object.hasOwn(mapping.statuses, state) ? mapping.statuses[state] : undefined
  if (known === undefined && unknown.size < UNKNOWN_MAX) unknown.add(state)
  return known ?? mapping.status
}

function convert(row: Row, at: string, reader: Reader): SourceItem {
  const { columns, tagSeparator } = reader.mapping
  const cell = (column: string | undefined) =>
    column === undefined ? undefined : row.get(column)?.trim() || undefined
  const created = timeIn(row, columns.created_at, reader)
  const closed = timeIn(row, columns.closed_at, reader)
  const why = created.why ?? closed.why
  if (why !== undefined) return { type: 'problem', at, why }
  const { body, firstLine } = bodyOf(row, reader.mapping)
  const line: ImportLine = present({
    external_id: idOf(row, reader),
    subject: cell(columns.subject) ?? (firstLine || undefined),
    status: statusOf(cell(columns.status), reader),
    created_at: created.at,
    closed_at: closed.at,
    assignee_email: cell(columns.assignee_email),
    tags: cell(columns.tags)?.split(tagSeparator),
    from_contact: present({ email: cell(columns.email), name: fullName(...[columns.name].flat().map(cell)) }),
    messages: [present({ type: 'inbound' as const, body, created_at: created.at })],
  })
  return { type: 'ticket', at, line }
}

/** The rows of a file as csv-parse finds them, its head among them, and where it could not. */
function rowsOf(file: string, { delimiter, encoding, firstLine }: CsvForm, skipped: SourceItem[]) {
  const name = basename(file)
  const parser = parse({
    delimiter,
    bom: true,
    from_line: firstLine,
    info: true,
    // Cells are counted here: csv-parse would leave out the rows behind one that has too many.
    relax_column_count: true,
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
  const text = Readable.from(textOfFile(file, encoding))
  text.on('error', (error) => parser.destroy(error))
  // as: what "info" makes of rows
  return text.pipe(parser) as AsyncIterable<{ record: string[]; info: { lines: number } }>
}

/** What is wrong with the columns of a file for this mapping. */
function objectionTo(head: readonly string[], mapping: CsvMapping): string | undefined {
  const named = columnsOf(mapping)
  const missing = named.filter((column) => !head.includes(column))
  if (missing.length > 0) return `there is no column "${missing.join('", "')}"; there are: ${head.join(', ')}`
  const twice = named.find((column) => head.indexOf(column) !== head.lastIndexOf(column))
  return twice === undefined ? undefined : `two columns are called "${twice}": give one of them another name`
}

/** Excel writes rows on to where something has ever been typed. */
const isEmpty = (cells: readonly string[]) => cells.every((cell) => cell.trim() === '')

/** A row by its columns. One with a cell too few or too many would put each text into the column beside its own. */
function rowOf(cells: readonly string[], head: readonly string[]): Row | { why: string } {
  const extra = cells.slice(head.length)
  if (cells.length < head.length || extra.some((cell) => cell.trim() !== ''))
    return {
      why: `it has ${cells.length} cells and the head has ${head.length}: a quote or a separator is missing or too many`,
    }
  return new Map(head.map((column, index) => [column, cells[index] ?? '']))
}

async function* readFile(file: string, reader: Reader): AsyncGenerator<SourceItem> {
  const name = basename(file)
  const skipped: SourceItem[] = []
  let head: string[] | undefined
  try {
    const form = await lookAt(file, reader.mapping)
    for await (const { record, info } of rowsOf(file, form, skipped)) {
      yield* skipped.splice(0)
      const at = `${name}:${info.lines}`
      if (!head) {
        head = record.map((column) => column.trim())
        const why = objectionTo(head, reader.mapping)
        if (why === undefined) continue
        yield { type: 'problem', at: name, why }
        return
      }
      if (isEmpty(record)) {
        yield { type: 'skipped', at, rule: 'empty rows' }
        continue
      }
      const row = rowOf(record, head)
      yield 'why' in row ? { type: 'problem', at, why: row.why } : convert(row, at, reader)
    }
    if (!head) yield { type: 'problem', at: name, why: 'the file is empty' }
  } catch (error) {
    const told = error instanceof UnreadableText ? error.message : String(error)
    const why = told.replace(NOT_UTF8, 'is not written in UTF-8: name its "encoding" in the mapping')
    yield { type: 'problem', at: name, why }
  }
  yield* skipped.splice(0)
}

async function* read(
  files: readonly string[],
  { scratch, mapping: path }: SourceOptions,
): AsyncGenerator<SourceItem> {
  const mapping = readMapping(path ?? '')
  const reader: Reader = { mapping, scratch, unknown: new Set(), time: timeReader(mapping) }
  for (const file of files) yield* readFile(file, reader)
  if (mapping.columns.status === undefined)
    yield { type: 'lacks', what: `a status: all tickets are ${mapping.status}` }
  for (const state of reader.unknown)
    yield {
      type: 'lacks',
      what: `a meaning of the status "${state.slice(0, 40)}" in "statuses" of the mapping: its tickets are ${mapping.status}`,
    }
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
