/**
 * From the files of an export to tickets that can be sent, one by one: the source's lines checked by the schema, told apart
 * by their ids, and shaped. `check`, `run` and `report` all read by this, so that what one has said the others do.
 */
import { createHash } from 'node:crypto'
import { checkLine } from './line.ts'
import type { ImportLine } from './line.ts'
import { isFields } from './read/fields.ts'
import type { Scratch } from './read/scratch.ts'
import { shape } from './shape/shape.ts'
import type { ShapeChange, ShapedTicket, ShapeOptions } from './shape/shaped-ticket.ts'
import type { SourceItem, ImportSource } from './source.ts'

/** A line, and the tickets it becomes. */
export interface ReadTicket {
  type: 'ticket'
  at: string
  line: ImportLine
  /** Of the line as it was read: another one under the same id is a changed one. */
  digest: string
  tickets: ShapedTicket[]
  changes: ReadonlySet<ShapeChange>
}

export type ReadItem =
  | ReadTicket
  /** `externalId`: of the ticket, where the line tells that. */
  | (Extract<SourceItem, { type: 'problem' }> & { externalId?: string })
  | Exclude<SourceItem, { type: 'ticket' | 'problem' }>

/** What is read, and how. */
export interface TicketReading {
  source: ImportSource
  files: readonly string[]
  own: ReadonlySet<string>
  folder: string
  mapping: string | undefined
  scratch: Scratch
  shape: ShapeOptions
}

/** Of a file in a mail its content alone: a mailbox that was renamed, or has grown, has the same tickets. */
const contentOf = (key: string, value: unknown) =>
  key === 'part' && isFields(value) && 'hash' in value ? value['hash'] : value

function digestOf(line: ImportLine): string {
  const hasParts = line.messages.some(({ files }) => files?.some(({ part }) => part !== undefined))
  // Not for all: a function for each field takes longer than everything else that is done with a line.
  const text = hasParts ? JSON.stringify(line, contentOf) : JSON.stringify(line)
  return createHash('sha256').update(text).digest('base64url').slice(0, 22)
}

/** Everything there is in an export, in its order. */
export async function* readTickets(reading: TicketReading): AsyncGenerator<ReadItem> {
  const { source, files, scratch } = reading
  for await (const found of source.read(files, reading)) {
    if (found.type === 'ticket') yield readOne(found, reading, scratch)
    else yield found
  }
}

function readOne(
  { at, line: given }: Extract<SourceItem, { type: 'ticket' }>,
  reading: TicketReading,
  scratch: Scratch,
): ReadItem {
  const checked = checkLine(given)
  const problem = (why: string): ReadItem => {
    const id: unknown = (given as Partial<ImportLine> | null)?.external_id // as: it may be anything
    return { type: 'problem', at, why, ...(typeof id === 'string' && { externalId: id }) }
  }
  if ('why' in checked) return problem(checked.why)
  const { line } = checked
  const digest = digestOf(line)
  const seen = scratch.get('seen', line.external_id)
  if (seen === digest) return { type: 'skipped', at, rule: 'there already, word for word' }
  if (seen !== undefined)
    return problem(`external_id: ${line.external_id} was there before, with other content`)
  scratch.put('seen', line.external_id, digest)
  const shaped = shape(line, reading.shape)
  if (shaped.type === 'problem') return problem(shaped.why)
  return { type: 'ticket', at, line, digest, tickets: shaped.tickets, changes: shaped.changes }
}
