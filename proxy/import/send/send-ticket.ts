/** Sends one ticket: its files first, then itself, again as long as there is a point in it. */
import type { ImportCall, ImportOutcome } from '../../helpdesk/import-call.ts'
import type { ShapedTicket } from '../shape/shaped-ticket.ts'
import { asking, insisting } from './insist.ts'
import { isLate } from './journal.ts'
import type { FileLeftOut, Journal } from './journal.ts'
import { prepareTicket } from './prepare-ticket.ts'
import type { PrepareTools } from './prepare-ticket.ts'

export interface SendTools extends PrepareTools {
  importCall: ImportCall
  journal: Journal
  now: () => number
}

export type TicketEnd =
  /** `without`: files that were to be had no more, which a note on it names. */
  | { type: 'done'; existed: boolean; without: FileLeftOut[] }
  | { type: 'undone'; state: 'refused' | 'failed' | 'held'; why: string }
  /** Token, workspace or address are refused. */
  | { type: 'barred'; status: number }
  /** It has not left, or its answer is not known: the next run sends it. */
  | { type: 'stopped' }

/** Whether the ticket was in the helpdesk before this migration: not by a call of ours without an answer. */
const isForeign = (
  outcome: Extract<ImportOutcome, { type: 'imported' }>,
  before: string | undefined,
  calls: number,
) => outcome.existed && before !== 'sending' && before !== 'failed' && calls === 1

/** Sends one ticket, and writes down what became of it. */
export async function sendTicket(
  ticket: ShapedTicket,
  { at: place, digest }: { at: string; digest: string },
  tools: SendTools,
): Promise<TicketEnd> {
  const { journal, now } = tools
  const { externalId } = ticket
  const before = journal.find(externalId)?.state
  const undone = (state: 'refused' | 'failed' | 'held', why: string): TicketEnd => {
    journal.begin(ticket, place, digest)
    journal.notDone(externalId, state, why)
    return { type: 'undone', state, why }
  }
  let calls = 0
  let sentAt = now()
  const leaving = () => {
    calls++
    sentAt = now()
    journal.begin(ticket, place, digest)
    return true
  }
  // Tokens of files are good once and for a while: after a 422 they may be what is wrong.
  for (const isLast of [false, true]) {
    const prepared = await prepareTicket(ticket, tools)
    if (prepared.type === 'undone') return undone(prepared.state, prepared.why)
    if (prepared.type !== 'prepared') return prepared
    const { body, lost } = prepared
    const outcome = await insisting('the helpdesk', tools, () =>
      asking(tools, (at) => tools.importCall(body, at), leaving),
    )
    if (outcome === undefined) return { type: 'stopped' }
    if (outcome.type === 'imported') {
      const existed = isForeign(outcome, before, calls)
      const isNew = !outcome.existed
      journal.done(externalId, { ulid: outcome.ticket, existed, isNew, lost, ms: now() - sentAt })
      return { type: 'done', existed, without: lost.filter(isLate) }
    }
    if (outcome.type === 'refused' && outcome.invalid && prepared.hasTokens && !isLast) continue
    if (outcome.type === 'refused' || outcome.type === 'failed') return undone(outcome.type, outcome.why)
    if (outcome.type === 'barred') return outcome
  }
  return { type: 'stopped' }
}
