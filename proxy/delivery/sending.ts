/** One message on its way: its files, then its ticket, or its note on the ticket that it goes on from. */
import { planOf } from '../helpdesk/follow-up-plan.ts'
import type { Before } from '../helpdesk/follow-up-plan.ts'
import type { Helpdesk } from '../helpdesk/client.ts'
import type { AtGate } from '../helpdesk/gated-call.ts'
import type { TicketSite } from '../helpdesk/routing.ts'
import { noteAgain, ticketOf } from '../helpdesk/ticket.ts'
import type { UploadedFiles } from '../helpdesk/ticket.ts'
import type { Entry, PlannedStep, Settlement, StoredFile, StoredSubmission } from '../store/records.ts'
import type { FileStore, Lead } from '../store/store.ts'
import { hasNoTicket, isOutOfReach, NO_TICKET } from './next-step.ts'
import type { SendOutcome } from './next-step.ts'
import { attach, withoutFiles } from './upload-files.ts'
import type { UploadFailures } from './upload-files.ts'

/** A message that goes on from one without a ticket waits for it so long, and then goes without naming it there. */
const WAITED_MS = 600_000

/** Between two looks for that ticket. */
export const AGAIN_MS = 2000

/**
 * What a message goes on from; undefined when there is nothing, or nothing any more; `later` while the ticket of that is
 * still to be made, and `overdue` when it has waited for that long enough.
 */
export async function beforeOf(
  lead: Pick<Lead, 'first'>,
  { id, submission, reference, ageMs }: Entry,
): Promise<Before | 'later' | 'overdue' | undefined> {
  const { follows } = submission ?? {}
  if (!follows) return undefined
  const hasNote = follows.as === 'note'
  if (follows.ticket !== undefined) return { ticket: follows.ticket, hasNote, reference }
  const first = follows.first === undefined ? undefined : await lead.first(follows.first, id)
  if (!first || first.state === 'dead') return undefined
  if (first.ticket !== undefined) return { ticket: first.ticket, hasNote, reference }
  // One that seems to come from the future was accepted by another clock: it would wait for as long as that was ahead.
  return Math.abs(ageMs) < WAITED_MS ? 'later' : 'overdue'
}

/** What follows a message that has its ticket; `before` is told of it, unless the message is a note there. */
export function planFor(
  submission: StoredSubmission,
  site: TicketSite,
  before: Before | undefined,
  settlement: Settlement,
): PlannedStep[] {
  if (settlement.state !== 'delivered' || !isTellable(submission, site)) return []
  return planOf(submission, site, before && { ...before, hasNote: settlement.ticket === before.ticket })
}

/** Whether a message can be told to the helpdesk: what is stored may be JSON, and not what was written. */
export function isTellable(submission: StoredSubmission, site: TicketSite): boolean {
  try {
    ticketOf(submission, site, '')
    planOf(submission, site)
    return true
  } catch {
    return false
  }
}

/** What a message is as a note; empty when its text is gone. */
export const noteFor = ({ submission, reference }: Pick<Entry, 'submission' | 'reference'>): string =>
  submission ? noteAgain(submission, reference).body : ''

export interface SendingOptions {
  helpdesk: Pick<Helpdesk, 'create' | 'note' | 'upload'>
  files: Pick<FileStore, 'open'>
  site: TicketSite
  /** At the gate, which `pass` passes in a way of its own. */
  at: (pass?: AtGate['pass']) => AtGate
  /** Passes it with the ticket or the note, which is written down with that, each time; files pass it as they are. */
  begin: NonNullable<AtGate['pass']>
  failures: UploadFailures
  /** Looks into a 4xx: see `Misconfiguration.confirm`. */
  confirm: (rejected: { type: 'rejected'; status: number; why?: string }) => Promise<SendOutcome>
}

/** Whether what a 422 complains about may be the channel, which is none of the message: named, or nothing is. */
const isOfChannel = (why: string): boolean => why === '422' || /\bchannel/.test(why)

/** Uploads the files of a message and makes its ticket; undefined when nothing has happened. */
export async function send(
  entry: Entry,
  submission: StoredSubmission,
  stored: readonly StoredFile[],
  before: Before | undefined,
  options: SendingOptions,
): Promise<SendOutcome | undefined> {
  const { helpdesk, files, site, at, begin, confirm, failures } = options
  const { reference, why } = entry
  const attached = await attach(stored, entry, { helpdesk, files, at: at(), confirm, failures })
  if (!attached || 'outcome' in attached) return attached?.outcome
  const create = (uploaded: UploadedFiles, how: AtGate) =>
    helpdesk.create(ticketOf(submission, site, reference, uploaded), how)
  const post = async (uploaded: UploadedFiles) => {
    const how = at(begin)
    // The ticket is not there any more: its words must be somewhere.
    if (!before?.hasNote || hasNoTicket(entry)) return create(uploaded, how)
    const note = await helpdesk.note(before.ticket, noteAgain(submission, reference, uploaded), how)
    // It may be written all the same: a ticket at once would be a second one of its words, so it is looked for first.
    return isOutOfReach(note, entry) ? ({ type: 'unsure', why: NO_TICKET } as const) : note
  }
  let answer = await post(attached)
  if (!answer) return undefined
  if (answer.type === 'refused' && attached.tokens.length > 0 && answer.why.includes('attachment_ids')) {
    // Certainly not created. Tokens may have expired on the way: they are made anew, once, whatever went wrong before.
    if (!why?.includes('attachment_ids')) return { type: 'unsent', why: answer.why }
    // As the first was: by now another process may deliver, and make this ticket as well.
    answer = (await post(withoutFiles(stored))) ?? { type: 'unsent', why: 'stopping' }
  }
  if (answer.type === 'refused' && isOfChannel(answer.why))
    return confirm({ type: 'rejected', status: 422, why: answer.why })
  return answer.type === 'rejected' ? confirm(answer) : answer
}
