/** What is in an export, counted before anything is sent: `survey`. */
import type { FilesFound, FileSurvey } from './file-survey.ts'
import { readTickets } from './read-tickets.ts'
import type { TicketReading, ReadTicket } from './read-tickets.ts'
import type { ShapeChange, ShapedTicket } from './shape/shaped-ticket.ts'

/** Problems that are kept, tickets that are shown. */
const PROBLEMS_KEPT = 1000
const TICKETS_SHOWN = 10

/** Agents that are told apart. */
const AGENTS_MAX = 5000

export interface Survey {
  /** Tickets that will be made. */
  tickets: number
  messages: number
  /** Files that will be uploaded. */
  files: number
  /** What of both is still to be sent. */
  rest: { tickets: number; files: number }
  /** By status and year of the ticket, as they will be. */
  statuses: Record<string, number>
  years: Record<string, number>
  /** Lines that cannot be imported, and the first of them. */
  problems: number
  firstProblems: { at: string; why: string }[]
  /** What was left out, by rule. */
  skipped: Record<string, number>
  /** What the export does not have. */
  lacks: string[]
  changes: Partial<Record<ShapeChange, number>>
  /** Messages by the agent who wrote them. */
  agents: Record<string, number>
  /** Tickets by whom they are assigned to. */
  assignees: Record<string, number>
  /** What is known of the files, where that was asked. */
  found: FilesFound | undefined
  shown: ShapedTicket[]
}

/** Without a prototype: an agent may be called "constructor". */
const tally = (): Record<string, number> => Object.create(null) as Record<string, number> // as: it is empty

const add = (counts: Partial<Record<string, number>>, key: string) => {
  counts[key] = (counts[key] ?? 0) + 1
}

const addAgent = (counts: Record<string, number>, name: string) => {
  if (name in counts || Object.keys(counts).length < AGENTS_MAX) add(counts, name)
}

interface SurveyOptions {
  /** Whether a ticket is in the helpdesk already. */
  isDone?: (externalId: string) => boolean
  /** Ends it early: nobody waits for its counts any more. */
  signal?: AbortSignal
  /** Looks at the files, which `run` does one by one. */
  files?: FileSurvey
}

/** Reads an export from its beginning to its end, and counts. */
export async function survey(
  reading: TicketReading,
  { isDone = () => false, signal, files }: SurveyOptions = {},
): Promise<Survey> {
  const result: Survey = {
    tickets: 0,
    messages: 0,
    files: 0,
    rest: { tickets: 0, files: 0 },
    statuses: tally(),
    years: tally(),
    problems: 0,
    firstProblems: [],
    skipped: tally(),
    lacks: [],
    changes: {},
    agents: tally(),
    assignees: tally(),
    found: files?.found,
    shown: [],
  }
  for await (const item of readTickets(reading)) {
    if (signal?.aborted) break
    switch (item.type) {
      case 'ticket':
        count(result, item, isDone)
        if (files) await lookAtFiles(files, item)
        break
      case 'problem':
        result.problems++
        if (result.firstProblems.length < PROBLEMS_KEPT)
          result.firstProblems.push({ at: item.at, why: item.why })
        break
      case 'skipped':
        add(result.skipped, item.rule)
        break
      case 'lacks':
        if (!result.lacks.includes(item.what)) result.lacks.push(item.what)
        break
    }
  }
  return result
}

async function lookAtFiles(files: FileSurvey, { tickets, at }: ReadTicket): Promise<void> {
  for (const { externalId, messages } of tickets)
    for (const file of messages.flatMap((message) => message.files))
      await files.look(file, { at, externalId })
}

function count(
  result: Survey,
  { tickets, changes }: ReadTicket,
  isDone: (externalId: string) => boolean,
): void {
  for (const change of changes) add(result.changes, change)
  for (const ticket of tickets) {
    const { body, messages } = ticket
    result.tickets++
    result.messages += messages.length
    const files = messages.reduce((sum, message) => sum + message.files.length, 0)
    result.files += files
    if (!isDone(ticket.externalId)) {
      result.rest.tickets++
      result.rest.files += files
    }
    add(result.statuses, body.status)
    add(result.years, body.created_at?.slice(0, 4) ?? 'without a time')
    if (result.shown.length < TICKETS_SHOWN) result.shown.push(ticket)
    for (const message of messages) {
      const agent = message.body.author_email ?? message.body.author_name
      if (message.body.type === 'inbound') continue
      const name = agent?.toLowerCase() ?? '(nobody is named: they become the token owner’s)'
      addAgent(result.agents, name)
    }
    if (body.assignee_email !== undefined) addAgent(result.assignees, body.assignee_email.toLowerCase())
  }
}
