/** What a report is made of: an export read once more, held against the journal. */
import { readTickets } from '../read-tickets.ts'
import type { ReadTicket, TicketReading } from '../read-tickets.ts'
import type { FileLeftOut, Journal } from '../send/journal.ts'
import type { ShapedTicket } from '../shape/shaped-ticket.ts'

/** A ticket that is to be read back. */
export interface SampledTicket {
  ticket: ShapedTicket
  ulid: string
  /** Files that a note names in their place. */
  lost: FileLeftOut[]
  /** Whether its times were those of the import. */
  anyTime: boolean
}

/** What there are many of: how many, and the first of them. */
export interface Listed {
  count: number
  first: { at: string; externalId: string; why: string }[]
}

export interface Gathered {
  /** Some of the tickets that are in the helpdesk, each with the same chance. */
  sample: SampledTicket[]
  /** Lines that cannot be imported. */
  problems: Listed
  /** Tickets that no run has sent. */
  unsent: Listed
  /** Tickets in the helpdesk that are other in the export now: they cannot be compared with it. */
  changed: Listed
  /** Left out by rule. */
  skipped: Record<string, number>
}

const LISTED = 1000

const none = (): Listed => ({ count: 0, first: [] })

function list(listed: Listed, one: Listed['first'][number]): void {
  listed.count++
  if (listed.first.length < LISTED) listed.first.push(one)
}

/** Reads an export to its end, and takes a sample of so many tickets. */
export async function gather(reading: TicketReading, journal: Journal, size: number): Promise<Gathered> {
  const skipped = new Map<string, number>()
  const all = { sample: [] as SampledTicket[], problems: none(), unsent: none(), changed: none() }
  let seen = 0
  const place = (ticket: ShapedTicket, { at, digest, changes }: ReadTicket) => {
    const { externalId } = ticket
    const entry = journal.find(externalId)
    if (!entry) return list(all.unsent, { at, externalId, why: 'no run has sent it yet' })
    if (entry.state !== 'done' || entry.ulid === undefined) return
    if (entry.digest !== digest)
      return list(all.changed, { at, externalId, why: 'other in the export than it was imported' })
    seen++
    const where = all.sample.length < size ? all.sample.length : Math.floor(Math.random() * seen)
    if (where < size)
      all.sample[where] = { ticket, ulid: entry.ulid, lost: entry.lost, anyTime: changes.has('future') }
  }
  for await (const item of readTickets(reading))
    if (item.type === 'ticket') for (const ticket of item.tickets) place(ticket, item)
    else if (item.type === 'problem')
      list(all.problems, { at: item.at, externalId: item.externalId ?? '', why: item.why })
    else if (item.type === 'skipped') skipped.set(item.rule, (skipped.get(item.rule) ?? 0) + 1)
  return { ...all, skipped: Object.fromEntries(skipped) }
}
