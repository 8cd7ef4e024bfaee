/**
 * The There There client: every call passes the rate gate, every answer is classified into what it means for a submission.
 * A call that did not leave, because the gate is closed or it was called off, is `undefined`: nothing has happened.
 */
import { createDownload } from './download.ts'
import { createGatedCall } from './gated-call.ts'
import type { AtGate, GatedCall } from './gated-call.ts'
import type { CallGate } from './rate-gate.ts'
import { fieldNames, isFailure, isObject, resource } from './request.ts'
import type { Answer, HelpdeskOptions } from './request.ts'
import { isAnother, isAnotherNote, messagesOf, recogniseNote } from './recognition.ts'
import type { Sought } from './recognition.ts'
import { TicketSearch } from './ticket-search.ts'
import { markOfNote } from './ticket.ts'
import type { Note, Ticket } from './ticket.ts'
import { isUlid } from './ulid.ts'
import type { PlannedStep } from '../store/records.ts'
import type { Look } from './ticket-search.ts'

/** What an attempt to create a ticket means. */
export type CreateOutcome =
  | { type: 'delivered'; ticket: string }
  /** 429. The gate is closed for as long as the helpdesk asked for. */
  | { type: 'limited' }
  /** Certainly not received: refused connection, unknown host, no route, broken TLS. */
  | { type: 'unsent'; why: string }
  /** It may exist: a timeout, a reset, a 5xx, an answer that is not one. */
  | { type: 'unsure'; why: string }
  /** The helpdesk refuses this ticket; another try would end the same way. */
  | { type: 'refused'; why: string }
  /** A redirect, 400, 401, 403, 404 and the like: perhaps about this ticket, perhaps about all of them. */
  | { type: 'rejected'; status: number; why?: string }

/** What an attempt to upload a file means. A file alone makes no ticket, so it can always be sent again. */
export type Upload =
  | { type: 'uploaded'; token: string }
  | { type: 'limited' }
  | { type: 'unsent'; why: string }
  /** The helpdesk refuses this file. */
  | { type: 'refused'; why: string }
  | { type: 'rejected'; status: number }

/** What an attempt at a follow-up step means; as with tickets. */
export type FollowOutcome = { type: 'done' } | Exclude<CreateOutcome, { type: 'delivered' | 'refused' }>

/** Statuses of an upload that are about its file: too large, of no type, not allowed. */
const OF_ITS_CONTENT: ReadonlySet<number> = new Set([413, 415, 422])

/** Whether an answer names what is wrong, and that is not the file. */
const isOfAnother = (body: unknown): boolean => {
  const names = fieldNames(body)
  return names !== '' && !names.includes('file')
}

/** Bytes a millisecond: a slower upload is given up, and tried again later. */
const SLOWEST_UPLOAD = 200

/**
 * The ticket of an answer to a create: a 200 from a captive portal or a maintenance page has none, and one that was kept
 * from an earlier answer has another.
 */
function newTicket(body: unknown, made: Ticket, now: number): string | undefined {
  const ticket = resource(body, 'ticket')
  const ulid = ticket?.['ulid']
  return ticket && isUlid(ulid) && !isAnother(ticket, made, now) ? ulid : undefined
}

/**
 * Whether an answer has the note that was written: what stands between us and the helpdesk says 200 as well, or tells of
 * another one, which it has kept.
 */
function isNote(body: unknown, written: string): boolean {
  const message = resource(body, 'message')
  if (!message || isFailure(body) || !(isUlid(message['ulid']) || message['type'] === 'note')) return false
  const mark = markOfNote(written)
  return mark === undefined || !isAnotherNote(message, written, mark)
}

/**
 * What became of a call that files a message; `ticketIn` finds its ticket in the answer of one that went well, given at
 * `now` by the helpdesk's own clock, where that is told.
 */
function createOutcome(
  answer: Answer,
  ticketIn: (body: unknown, now: number) => string | undefined,
): CreateOutcome {
  if (answer.type === 'error') return { type: answer.sent ? 'unsure' : 'unsent', why: answer.why }
  const { status, body, date } = answer
  if (status === 429) return { type: 'limited' }
  if (status === 422) return { type: 'refused', why: `422 ${fieldNames(body)}`.trim() }
  // 408 is a proxy that gave up waiting for the helpdesk, as a 504 is.
  if (status >= 300 && status < 500 && status !== 408) return { type: 'rejected', status }
  const ticket = status < 300 && !isFailure(body) ? ticketIn(body, date) : undefined
  return ticket === undefined ? { type: 'unsure', why: String(status) } : { type: 'delivered', ticket }
}

/** What a look at a channel has shown. `failed` and `limited` say nothing of it. */
export type Reach =
  | { type: 'reached' }
  | { type: 'refused'; status: number }
  | { type: 'limited' }
  | { type: 'failed'; why: string }

export class Helpdesk {
  readonly #call: GatedCall
  readonly #now: () => number
  /** Fetches a file of a message. */
  readonly download: ReturnType<typeof createDownload>

  constructor({ gate, ...options }: HelpdeskOptions & { gate: CallGate }) {
    this.#call = createGatedCall(options, gate)
    this.#now = options.now
    this.download = createDownload(options, gate)
  }

  /** Creates a ticket. Every ending of the call is an outcome. */
  async create(ticket: Ticket, at?: AtGate): Promise<CreateOutcome | undefined> {
    const answer = await this.#call('POST', '/tickets', { body: ticket }, at)
    return answer && createOutcome(answer, (body, now) => newTicket(body, ticket, now || this.#now()))
  }

  /** Uploads a file. The token is good for one ticket, for a while. */
  async upload(file: Blob, name: string, at?: AtGate): Promise<Upload | undefined> {
    const form = new FormData()
    form.append('file', file, name)
    const content = { body: form, extraMs: file.size / SLOWEST_UPLOAD }
    const answer = await this.#call('POST', '/attachments', content, at)
    if (!answer) return undefined
    if (answer.type === 'error') return { type: 'unsent', why: `upload ${answer.why}` }
    const { status, body } = answer
    if (status === 429) return { type: 'limited' }
    // In JSON it is the helpdesk that says so: a server in between that takes less of a body answers 413 as well.
    if (OF_ITS_CONTENT.has(status) && isObject(body) && !isOfAnother(body))
      return { type: 'refused', why: String(status) }
    if (status >= 300 && status < 500 && status !== 408) return { type: 'rejected', status }
    const token = status < 300 && !isFailure(body) ? resource(body, 'attachment')?.['token'] : undefined
    return typeof token === 'string'
      ? { type: 'uploaded', token }
      : { type: 'unsent', why: `upload ${status}` }
  }

  /** Does one thing to a ticket (there-there-api.md, "Follow a ticket"). All but a note can be done again. */
  async follow(
    ticket: string,
    { kind, target }: PlannedStep,
    at?: AtGate,
  ): Promise<FollowOutcome | undefined> {
    const path = `/tickets/${encodeURIComponent(ticket)}`
    const answer = await {
      tag: () => this.#call('POST', `${path}/tags/${encodeURIComponent(target)}`, undefined, at),
      team: () => this.#call('PUT', `${path}/team`, { body: { team_ulid: target } }, at),
      assignee: () => this.#call('PUT', `${path}/assignee`, { body: { assignee_ulid: target } }, at),
      note: () => this.#call('POST', `${path}/note`, { body: { body: target } }, at),
      status: () => this.#call('PUT', `${path}/status`, { body: { status: target } }, at),
    }[kind]()
    if (!answer) return undefined
    if (answer.type === 'error') return { type: answer.sent ? 'unsure' : 'unsent', why: answer.why }
    const { status, body } = answer
    if (status === 429) return { type: 'limited' }
    if (status >= 300 && status < 500 && status !== 408) return { type: 'rejected', status }
    // A maintenance page with status 200 has done nothing. A note is looked for, so that what says less is no proof.
    const isDone = kind === 'note' ? isNote(body, target) : status === 204 || !isFailure(body)
    return status < 300 && isDone ? { type: 'done' } : { type: 'unsure', why: String(status) }
  }

  /** Writes a visitor's further message as a note on a ticket; what becomes of it is told as of a ticket. */
  async note(ticket: string, note: Note, at?: AtGate): Promise<CreateOutcome | undefined> {
    const answer = await this.#call('POST', `/tickets/${encodeURIComponent(ticket)}/note`, { body: note }, at)
    return answer && createOutcome(answer, (body) => (isNote(body, note.body) ? ticket : undefined))
  }

  /** Looks for our own note on a ticket, as it was written. */
  async findNote(ticket: string, written: string, at?: AtGate): Promise<Look | undefined> {
    const mark = markOfNote(written)
    if (mark === undefined) return { type: 'unclear', why: 'text of the note is gone' }
    const answer = await this.#read(`/tickets/${encodeURIComponent(ticket)}`, at)
    if (!answer) return undefined
    if ('finding' in answer) return answer.finding
    const messages = messagesOf(resource(answer.body, 'ticket'))
    if (messages.length === 0) return { type: 'failed', why: 'not a ticket' }
    const verdict = recogniseNote(written, mark, messages)
    if (verdict === 'ours') return { type: 'found', ticket }
    return verdict === 'another' ? { type: 'absent' } : { type: 'unclear', why: 'unreadable note' }
  }

  /** A search for the ticket of a submission, which makes its calls bit by bit. */
  search(sought: Sought): TicketSearch {
    return new TicketSearch(this.#call, sought)
  }

  /**
   * Whether token, workspace and channel are refused, in one call: the status that says so, or `none`. Trouble of another
   * kind proves nothing about them: `unknown`.
   */
  async misconfiguration(channel: string, at?: AtGate): Promise<number | 'none' | 'unknown'> {
    const reach = await this.reach(channel, at)
    if (reach?.type === 'reached') return 'none'
    return reach?.type === 'refused' ? reach.status : 'unknown'
  }

  /** Whether a channel is there, for this token and workspace; undefined when the call did not leave. */
  async reach(channel: string, at?: AtGate): Promise<Reach | undefined> {
    const answer = await this.get(`/channels/${encodeURIComponent(channel)}`, at)
    if (!answer) return undefined
    if (answer.type === 'error') return { type: 'failed', why: answer.why }
    const { status, body } = answer
    if (status === 429) return { type: 'limited' }
    if (status < 300) return isFailure(body) ? { type: 'failed', why: 'not a channel' } : { type: 'reached' }
    return status < 500 && status !== 408
      ? { type: 'refused', status }
      : { type: 'failed', why: String(status) }
  }

  /** Reads what has no meaning for a submission; `answerMax`: so many bytes of it, where it may be much. */
  get(path: string, at?: AtGate, answerMax?: number): Promise<Answer | undefined> {
    return this.#call('GET', path, answerMax === undefined ? undefined : { answerMax }, at)
  }

  /**
   * Names a contact; the status of the answer, if there is one. Nothing else of it is looked at: it has what agents have
   * noted about the person.
   */
  async nameContact(contact: string, name: string): Promise<number | undefined> {
    const answer = await this.#call('PUT', `/contacts/${encodeURIComponent(contact)}`, { body: { name } })
    return answer?.type === 'answer' ? answer.status : undefined
  }

  /** Removes something that has no meaning for a submission. */
  remove(path: string, at?: AtGate): Promise<Answer | undefined> {
    return this.#call('DELETE', path, undefined, at)
  }

  async #read(path: string, at?: AtGate): Promise<{ body: unknown } | { finding: Look } | undefined> {
    const answer = await this.get(path, at)
    if (!answer) return undefined
    if (answer.type === 'error') return { finding: { type: 'failed', why: answer.why } }
    const { status, body } = answer
    if (status === 429) return { finding: { type: 'limited' } }
    if (status >= 300 && status < 500) return { finding: { type: 'rejected', status } }
    return status < 300 ? { body } : { finding: { type: 'failed', why: String(status) } }
  }
}
