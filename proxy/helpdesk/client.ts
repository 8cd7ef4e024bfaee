/**
 * The There There client: plain `fetch`, every answer classified into what it means for a submission.
 */
import { createCall, fieldNames, isObject, resource } from './request.ts'
import type { Call, HelpdeskOptions, Json } from './request.ts'
import type { PlannedStep } from './follow-up-plan.ts'
import { filedReference } from '../reference.ts'
import type { Ticket } from './ticket.ts'

/** What an attempt to create a ticket means. */
export type Outcome =
  | { type: 'delivered'; ticket: string }
  /** 429: `retryAfterMs` when the helpdesk named a time. */
  | { type: 'limited'; retryAfterMs: number | undefined }
  /** Certainly not received: refused connection, unknown host, no route, broken TLS. */
  | { type: 'unsent'; why: string }
  /** It may exist: a timeout, a reset, a 5xx, an answer that is not one. */
  | { type: 'unsure'; why: string }
  /** The helpdesk refuses this ticket; another try would end the same way. */
  | { type: 'refused'; why: string }
  /** Certainly not created, and perhaps nothing can be: 400, 401, 403, 404, a redirect. */
  | { type: 'rejected'; status: number }

/** What a search for a reference found. */
export type Finding =
  | { type: 'found'; ticket: string }
  | { type: 'absent' }
  | { type: 'limited'; retryAfterMs: number | undefined }
  | { type: 'failed'; why: string }
  | { type: 'rejected'; status: number }

/** What an attempt to upload a file means. A file alone makes no ticket, so it can always be sent again. */
export type Upload =
  | { type: 'uploaded'; token: string }
  | { type: 'limited'; retryAfterMs: number | undefined }
  | { type: 'unsent'; why: string }
  /** The helpdesk refuses this file. */
  | { type: 'refused'; why: string }
  | { type: 'rejected'; status: number }

/** What an attempt at a follow-up step means; as with tickets. */
export type StepOutcome = { type: 'done' } | Exclude<Outcome, { type: 'delivered' | 'refused' }>

/** Waits until a further call may leave; false when the process is stopping. */
export type Permit = () => Promise<boolean>

/** Pages of a hundred that one search reads at most. A reference is in one ticket; more is somebody's flood. */
const PAGES_MAX = 10

/** Bytes a millisecond: a slower upload is given up, and tried again later. */
const SLOWEST_UPLOAD = 200

export class Helpdesk {
  readonly #call: Call

  constructor(options: HelpdeskOptions) {
    this.#call = createCall(options)
  }

  /** Creates a ticket. Never throws: every ending is an outcome. */
  async create(ticket: Ticket): Promise<Outcome> {
    const answer = await this.#call('POST', '/tickets', ticket)
    if (answer.type === 'error') return { type: answer.sent ? 'unsure' : 'unsent', why: answer.why }
    const { status, body } = answer
    if (status === 429) return { type: 'limited', retryAfterMs: answer.retryAfterMs }
    if (status === 422) return { type: 'refused', why: `422 ${fieldNames(body)}`.trim() }
    // 408 is a proxy that gave up waiting for the helpdesk, as a 504 is.
    if (status >= 300 && status < 500 && status !== 408) return { type: 'rejected', status }
    const ulid = status < 300 ? resource(body, 'ticket')?.['ulid'] : undefined
    // A 200 from a captive portal or a maintenance page is not a ticket.
    return typeof ulid === 'string'
      ? { type: 'delivered', ticket: ulid }
      : { type: 'unsure', why: String(status) }
  }

  /** Uploads a file. The token is good for one ticket, for a while. */
  async upload(file: Blob, name: string): Promise<Upload> {
    const form = new FormData()
    form.append('file', file, name)
    const answer = await this.#call('POST', '/attachments', form, file.size / SLOWEST_UPLOAD)
    if (answer.type === 'error') return { type: 'unsent', why: `upload ${answer.why}` }
    const { status, body } = answer
    if (status === 429) return { type: 'limited', retryAfterMs: answer.retryAfterMs }
    if (status === 413 || status === 415 || status === 422) return { type: 'refused', why: String(status) }
    if (status >= 300 && status < 500 && status !== 408) return { type: 'rejected', status }
    const token = status < 300 ? resource(body, 'attachment')?.['token'] : undefined
    return typeof token === 'string'
      ? { type: 'uploaded', token }
      : { type: 'unsent', why: `upload ${status}` }
  }

  /** Does one thing to a ticket (there-there-api.md, "Follow a ticket"). All but a note can be done again. */
  async follow(ticket: string, { kind, target }: PlannedStep): Promise<StepOutcome> {
    const path = `/tickets/${encodeURIComponent(ticket)}`
    const answer = await {
      tag: () => this.#call('POST', `${path}/tags/${encodeURIComponent(target)}`),
      team: () => this.#call('PUT', `${path}/team`, { team_ulid: target }),
      assignee: () => this.#call('PUT', `${path}/assignee`, { assignee_ulid: target }),
      note: () => this.#call('POST', `${path}/note`, { body: target }),
    }[kind]()
    if (answer.type === 'error') return { type: answer.sent ? 'unsure' : 'unsent', why: answer.why }
    const { status, body } = answer
    if (status === 429) return { type: 'limited', retryAfterMs: answer.retryAfterMs }
    if (status >= 300 && status < 500 && status !== 408) return { type: 'rejected', status }
    // A maintenance page with status 200 has done nothing.
    return status === 204 || (status < 300 && isObject(body))
      ? { type: 'done' }
      : { type: 'unsure', why: String(status) }
  }

  /** Looks for our own note on a ticket by the mark at its end. */
  async findNote(ticket: string, mark: string): Promise<Finding> {
    const answer = await this.#read(`/tickets/${encodeURIComponent(ticket)}`)
    if ('finding' in answer) return answer.finding
    const messages = messagesOf(answer.body)
    if (messages.length === 0) return { type: 'failed', why: 'not a ticket' }
    const found = messages.some(
      (message) => message['type'] === 'note' && JSON.stringify(htmlOf(message) ?? '').includes(mark),
    )
    return found ? { type: 'found', ticket } : { type: 'absent' }
  }

  /**
   * Looks for the ticket that was filed under `reference`. Every candidate of the search is opened, and counts only
   * when its first inbound message ends with that reference: search results may be inexact, and visitors quote.
   * `permit` is asked before every call after the first.
   */
  async find(reference: string, permit: Permit): Promise<Finding> {
    for (let page = 1; page <= PAGES_MAX; page++) {
      if (page > 1 && !(await permit())) return { type: 'failed', why: 'stopping' }
      // Oldest first: an order that does not change, so that no ticket moves to a page that was read already.
      const query = new URLSearchParams({
        'filter[search]': reference,
        sort: 'created_at',
        per_page: '100',
        page: String(page),
      })
      const list = await this.#read(`/tickets?${query.toString()}`)
      if ('finding' in list) return list.finding
      const { body } = list
      if (!isObject(body) || !Array.isArray(body['data'])) return { type: 'failed', why: 'not a list' }
      for (const candidate of body['data'] as unknown[]) {
        const ulid = isObject(candidate) ? candidate['ulid'] : undefined
        if (typeof ulid !== 'string') return { type: 'failed', why: 'not a list' }
        if (!(await permit())) return { type: 'failed', why: 'stopping' }
        const ticket = await this.#read(`/tickets/${ulid}`)
        if ('finding' in ticket) return ticket.finding
        const messages = messagesOf(ticket.body)
        // What cannot be read may be ours: taking it for another would make a second ticket.
        if (messages.length === 0) return { type: 'failed', why: 'not a ticket' }
        if (isFiledUnder(reference, messages)) return { type: 'found', ticket: ulid }
      }
      const meta = body['meta']
      if (!isObject(meta) || !(Number(meta['last_page']) > page)) return { type: 'absent' }
    }
    return { type: 'failed', why: 'too many candidates' }
  }

  /**
   * Whether token, workspace and channel are refused, in one call: the status that says so, or `undefined`.
   * Trouble of another kind proves nothing about them.
   */
  async misconfiguration(channel: string): Promise<number | undefined> {
    const answer = await this.#call('GET', `/channels/${encodeURIComponent(channel)}`)
    if (answer.type === 'error' || answer.status === 429) return undefined
    return answer.status >= 300 && answer.status < 500 ? answer.status : undefined
  }

  async #read(path: string): Promise<{ body: unknown } | { finding: Finding }> {
    const answer = await this.#call('GET', path)
    if (answer.type === 'error') return { finding: { type: 'failed', why: answer.why } }
    const { status, body } = answer
    if (status === 429) return { finding: { type: 'limited', retryAfterMs: answer.retryAfterMs } }
    if (status >= 300 && status < 500) return { finding: { type: 'rejected', status } }
    return status < 300 ? { body } : { finding: { type: 'failed', why: String(status) } }
  }
}

function messagesOf(body: unknown): Json[] {
  const messages = resource(body, 'ticket')?.['messages']
  return Array.isArray(messages) ? (messages as unknown[]).filter(isObject) : []
}

/** The text of a message, whatever generation of the API tells it. */
const htmlOf = (message: Json) => message['body_html'] ?? message['body_text'] ?? message['body']

const age = (message: Json) => Date.parse(String(message['created_at'])) || 0

/** Whether the oldest inbound message ends with `reference`. The order of the list is not documented. */
function isFiledUnder(reference: string, messages: Json[]): boolean {
  const [first] = messages
    .filter((message) => (message['type'] ?? 'inbound') === 'inbound')
    .toSorted((a, b) => age(a) - age(b))
  const html = first && htmlOf(first)
  return typeof html === 'string' && filedReference(html) === reference
}
