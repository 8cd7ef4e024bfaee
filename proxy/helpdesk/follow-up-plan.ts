/** What is done with a ticket once it is there: by the site, and by its topic. */
import { newMark } from '../reference.ts'
import type { TicketSite } from './routing.ts'
import { noteOf } from './ticket.ts'
import type { StoredSubmission, PlannedStep } from '../store/records.ts'

/**
 * The calls that follow the ticket of a submission; of one that became a note, that its ticket is open again. Tags of site and topic add up; a topic's team and assignee win. A
 * mark of its own ends the note.
 * @param before The ticket that it goes on from, which is told of the new one.
 */
export function planOf(submission: StoredSubmission, site: TicketSite, before?: Before): PlannedStep[] {
  if (before?.hasNote) return [{ kind: 'status', target: 'open' }]
  // Kept with the message, for a backup has it as well: with another one, its note would not be found, and written again.
  const { noteMark: mark = newMark() } = submission
  const told = before ? [toldOf(before, mark)] : []
  return [...routed(submission, site, mark), ...told]
}

/** The ticket that another one goes on from. */
export interface Before {
  ticket: string
  /** Whether the message is a note on it. */
  hasNote: boolean
  /** Of the new message. */
  reference: string
}

const toldOf = ({ ticket, reference }: Before, mark: string): PlannedStep => {
  const words = `The visitor has written again: see the ticket with the reference ${reference}.`
  return { kind: 'note', target: noteOf([words], undefined, mark) ?? '', ticket }
}

function routed(submission: StoredSubmission, site: TicketSite, mark: string): PlannedStep[] {
  const { desk } = site
  if (!desk) return []
  const topic = desk.topics.get(submission.topic ?? '')
  const team = topic?.team ?? desk.team
  const assignee = topic?.assignee ?? desk.assignee
  const steps: PlannedStep[] = [...new Set([...(desk.tags ?? []), ...(topic?.tags ?? [])])].map((target) => ({
    kind: 'tag',
    target,
  }))
  if (team !== undefined) steps.push({ kind: 'team', target: team })
  if (assignee !== undefined) steps.push({ kind: 'assignee', target: assignee })
  const words = [desk.note, topic?.note].filter((note) => note !== undefined)
  const note = noteOf(words, desk.context === 'note' ? submission : undefined, mark)
  if (note !== undefined) steps.push({ kind: 'note', target: note })
  return steps
}
