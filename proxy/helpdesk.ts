/**
 * The There There client: plain `fetch`, every answer classified into what it means for a submission.
 */
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

export interface HelpdeskOptions {
  /** Base address, such as `https://there-there.app/api`. */
  url: string
  token: string
  workspaceId?: string | undefined
  timeoutMs: number
  fetch: typeof fetch
  now: () => number
}

/** The headers of every call (reference/introduction.txt, "Hello world"). */
export function credentials({ token, workspaceId }: Pick<HelpdeskOptions, 'token' | 'workspaceId'>) {
  return {
    Accept: 'application/json',
    Authorization: `Bearer ${token}`,
    ...(workspaceId !== undefined && { 'X-Workspace-Id': workspaceId }),
  }
}

/** Waits until a further call may leave; false when the process is stopping. */
export type Permit = () => Promise<boolean>

/** Pages of a hundred that one search reads at most. A reference is in one ticket; more is somebody's flood. */
const PAGES_MAX = 10

/**
 * Errors of a connection that never stood, so that nothing can have been received. OpenSSL's own (`ERR_SSL_`) are not
 * among them: they also break a connection that has carried the request.
 */
const NEVER_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|CERT_|ERR_TLS_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/

/** The part of a fetch failure that names its cause. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'timeout'
  const cause = error.cause
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  // "No route" while reading is the end of a connection that stood.
  const stood = cause instanceof Error && 'syscall' in cause && /^(read|write)/.test(String(cause.syscall))
  return typeof code === 'string' && !stood ? code : 'connection_lost'
}

/**
 * `Retry-After` in milliseconds: seconds or an HTTP date (RFC 9110 §10.2.3); undefined when missing or neither.
 */
export function retryAfter(value: string | null, now: number): number | undefined {
  if (value === null) return undefined
  if (/^\s*\d+\s*$/.test(value)) return Number(value) * 1000
  const date = Date.parse(value)
  return Number.isNaN(date) || /^\s*[-+.\d]+\s*$/.test(value) ? undefined : Math.max(0, date - now)
}

type Json = Record<string, unknown>

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The resource in an answer: `{data}`, the older `{[name]}`, or the object itself. */
function resource(body: unknown, name: string): Json | undefined {
  if (!isObject(body)) return undefined
  const inner = body['data'] ?? body[name] ?? body
  return isObject(inner) ? inner : undefined
}

export class Helpdesk {
  readonly #options: HelpdeskOptions

  constructor(options: HelpdeskOptions) {
    this.#options = options
  }

  /** Creates a ticket. Never throws: every ending is an outcome. */
  async create(ticket: Ticket): Promise<Outcome> {
    const answer = await this.#call('POST', '/tickets', ticket)
    if (answer.type === 'error')
      return { type: NEVER_SENT.test(answer.why) ? 'unsent' : 'unsure', why: answer.why }
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

  async #call(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<
    | { type: 'answer'; status: number; body: unknown; retryAfterMs: number | undefined }
    | { type: 'error'; why: string }
  > {
    const { url, timeoutMs, now, fetch } = this.#options
    try {
      const response = await fetch(url + path, {
        method,
        headers: {
          ...credentials(this.#options),
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        // Following a redirect would turn a POST into a GET, or send the token to another host.
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      })
      const text = await response.text()
      return {
        type: 'answer',
        status: response.status,
        body: parse(text),
        // By the helpdesk's own clock where it tells it: ours may be an hour off.
        retryAfterMs: retryAfter(
          response.headers.get('Retry-After'),
          Date.parse(response.headers.get('Date') ?? '') || now(),
        ),
      }
    } catch (error) {
      return { type: 'error', why: causeOf(error) }
    }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The names of the fields that a 422 complains about; its sentences may quote the visitor. */
function fieldNames(body: unknown): string {
  const errors = isObject(body) ? body['errors'] : undefined
  return isObject(errors) ? Object.keys(errors).slice(0, 10).join(' ').slice(0, 200) : ''
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
