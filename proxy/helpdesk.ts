/**
 * The There There client: plain `fetch`, every answer classified into what it means for a submission.
 */
import { createCall, fieldNames, isObject, resource } from './caller.ts'
import type { Call, HelpdeskOptions, Json } from './caller.ts'
import { filedReference } from './reference.ts'
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

/** Waits until a further call may leave; false when the process is stopping. */
export type Permit = () => Promise<boolean>

/** Pages of a hundred that one search reads at most. A reference is in one ticket; more is somebody's flood. */
const PAGES_MAX = 10

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

/** Whether the oldest inbound message ends with `reference`. The order of the list is not documented. */
function isFiledUnder(reference: string, messages: Json[]): boolean {
  const age = (message: Json) => Date.parse(String(message['created_at'])) || 0
  const [first] = messages
    .filter((message) => (message['type'] ?? 'inbound') === 'inbound')
    .toSorted((a, b) => age(a) - age(b))
  const html = first?.['body_html'] ?? first?.['body_text'] ?? first?.['body']
  return typeof html === 'string' && filedReference(html) === reference
}
