/**
 * A scripted helpdesk on a real socket. It keeps to the documented API, and does to each call what the script says.
 * It counts every call when it arrives, as the real one does.
 */
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { EventEmitter } from 'node:events'
import { onTestFinished } from 'vitest'
import { filedReference } from '../../../proxy/reference.ts'
import type { Ticket } from '../../../proxy/helpdesk/ticket.ts'
import { CHANNEL } from '../proxy/builders.ts'
import { aUlid, change, changeOf, NOTHING_ON_IT, uploadedFile, Uploads } from './desk-changes.ts'
import type { ChangeKind, OnTicket } from './desk-changes.ts'

export type Kind = 'create' | 'search' | 'open' | 'channel' | 'upload' | ChangeKind

export interface Call {
  at: number
  kind: Kind
  path: string
  /** The reference in a ticket that is created, the one that is searched for, or that of the ticket that is meant. */
  reference: string | undefined
  body: string
}

/** What the helpdesk does to a call. `created` means that what was asked for is done when the answer goes wrong. */
export type Fault =
  | { type: 'none' }
  | { type: 'hang' }
  | { type: 'reset'; created: boolean }
  | { type: 'status'; status: number; created: boolean }
  | { type: 'limited'; retryAfter: string | undefined }
  /** Answers HTML with status 200, as a maintenance page does. */
  | { type: 'html'; created: boolean }
  /** Does what was asked for `ms` after the client gave up, and answers nobody. */
  | { type: 'late'; ms: number }
  /** Does it at once, and answers when `held` resolves. */
  | { type: 'slow'; held: Promise<unknown> }
  /** Refuses the ticket for ever. */
  | { type: 'poison' }

export const FINE: Fault = { type: 'none' }

export interface Stored {
  ulid: string
  reference: string | undefined
  ticket: Ticket
  createdAt: number
  /** The search does not know the ticket before: an index that lags. */
  visibleAt: number
  /** What came with it, and what was done to it since. */
  on: OnTicket
}

function kindOf(method: string, path: string): Kind {
  if (path === '/attachments') return 'upload'
  const changes = method === 'GET' ? undefined : changeOf(path)
  if (changes) return changes.kind
  if (method === 'POST') return 'create'
  if (path.startsWith('/tickets?')) return 'search'
  return path.startsWith('/channels/') ? 'channel' : 'open'
}

export interface DeskOptions {
  script?: (call: Call) => Fault
  /** Milliseconds that the search lags behind. */
  staleMs?: (call: Call) => number
  /** Calls a minute, refused with 429 beyond. */
  limit?: number
}

export class Desk extends EventEmitter<{ call: [Call]; created: [Stored]; answered: [Call] }> {
  readonly calls: Call[] = []
  readonly tickets: Stored[] = []
  /** Tickets that others made. */
  readonly mails: Stored[] = []
  /** The references of poisoned tickets. */
  readonly refused = new Set<string>()
  /** The longest that a ticket took from the client's giving up until a search can find it. */
  longestLag = 0
  script: (call: Call) => Fault
  staleMs: (call: Call) => number
  readonly #limit: number
  readonly #uploads = new Uploads()
  readonly #timers = new Set<NodeJS.Timeout>()
  #server: Server | undefined
  #port = 0

  constructor(options: DeskOptions) {
    super()
    this.script = options.script ?? (() => FINE)
    this.staleMs = options.staleMs ?? (() => 0)
    this.#limit = options.limit ?? Infinity
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/api`
  }

  /** Accepts connections, always on the same port. */
  async listen(): Promise<void> {
    if (this.#server) return
    const server = createServer((request, response) => this.#receive(request, response))
    this.#server = server
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve))
    this.#port = (server.address() as AddressInfo).port
  }

  /** Refuses connections until `listen()`; those that stand are reset. */
  async refuse(): Promise<void> {
    const server = this.#server
    this.#server = undefined
    server?.closeAllConnections()
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)))
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer)
    await this.refuse()
  }

  /** Somebody writes to the helpdesk by e-mail. */
  mail(body: string, email = 'ada@example.com'): void {
    const ticket = { channel: CHANNEL, subject: 'Hello', from_contact: { email }, message: { body } }
    const at = Date.now()
    const on = structuredClone(NOTHING_ON_IT)
    this.mails.push({ ulid: aUlid(), reference: undefined, ticket, createdAt: at, visibleAt: at, on })
  }

  filedUnder(reference: string): Stored[] {
    return this.tickets.filter((ticket) => ticket.reference === reference)
  }

  #receive(request: IncomingMessage, response: ServerResponse): void {
    const at = Date.now()
    const path = (request.url ?? '').replace(/^\/api/, '')
    let body = ''
    request.on('error', () => {})
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')))
    request.on('end', () => {
      const kind = kindOf(request.method ?? '', path)
      const call: Call = { at, kind, path, reference: this.#meant(kind, path, body), body }
      this.calls.push(call)
      this.emit('call', call)
      const recent = this.calls.filter((other) => other.at > at - 60_000).length
      const fault: Fault = recent > this.#limit ? { type: 'limited', retryAfter: '5' } : this.script(call)
      this.#answer(call, fault, response)
    })
  }

  #meant(kind: Kind, path: string, body: string): string | undefined {
    if (kind === 'create') return filedReference((JSON.parse(body) as Ticket).message.body)
    if (kind === 'search') return new URL(path, 'http://x').searchParams.get('filter[search]') ?? undefined
    if (kind === 'upload') return uploadedFile(body).name
    return this.#at(path)?.reference
  }

  /** The ticket that a path is of. */
  #at(path: string): Stored | undefined {
    const meant = path.split('/')[2]
    return [...this.tickets, ...this.mails].find(({ ulid }) => ulid === meant)
  }

  #answer(call: Call, fault: Fault, response: ServerResponse): void {
    switch (fault.type) {
      case 'hang':
        return
      case 'reset':
        if (fault.created) this.#perform(call)
        response.socket?.resetAndDestroy()
        return
      case 'status':
        if (fault.created) this.#perform(call)
        return this.#json(call, response, fault.status, { message: 'Server Error' })
      case 'limited':
        return this.#json(call, response, 429, { message: 'Too Many Attempts.' }, fault.retryAfter)
      case 'html':
        if (fault.created) this.#perform(call)
        response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>Down for maintenance</html>')
        return
      case 'late':
        response.on('close', () => this.#later(fault.ms, () => this.#perform(call, Date.now() - fault.ms)))
        return
      case 'poison':
        this.refused.add(call.reference ?? '')
        return this.#json(call, response, 422, { message: 'No.', errors: { subject: ['No.'] } })
      case 'slow': {
        const answer = this.#regular(call)
        void fault.held.then(() => this.#json(call, response, ...answer))
        return
      }
      case 'none':
        return this.#json(call, response, ...this.#regular(call))
    }
  }

  #later(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      work()
    }, ms)
    this.#timers.add(timer)
  }

  /** Does what a call asks for, and tells of it as the API does; undefined where it only reads, or nothing is there. */
  #perform(call: Call, gaveUpAt = Date.now()): object | undefined {
    if (call.kind === 'create') return { ulid: this.#create(call, gaveUpAt).ulid }
    if (call.kind === 'upload') return { token: this.#uploads.put(call.body) }
    const ticket = this.#at(call.path)
    if (!ticket || !change(ticket.on, call.path, call.body)) return undefined
    this.longestLag = Math.max(this.longestLag, Date.now() - gaveUpAt)
    return { ulid: ticket.ulid }
  }

  #create(call: Call, gaveUpAt: number): Stored {
    const createdAt = Date.now()
    const ticket = JSON.parse(call.body) as Ticket
    const stored: Stored = {
      ulid: aUlid(),
      reference: call.reference,
      ticket,
      createdAt,
      visibleAt: createdAt + this.staleMs(call),
      on: {
        ...structuredClone(NOTHING_ON_IT),
        files: (ticket.message.attachment_ids ?? []).map((token) => this.#uploads.take(token)),
      },
    }
    this.longestLag = Math.max(this.longestLag, stored.visibleAt - gaveUpAt)
    this.tickets.push(stored)
    this.emit('created', stored)
    return stored
  }

  #regular(call: Call): [status: number, body: unknown] {
    if (call.kind === 'channel') return [200, { data: { ulid: call.path.split('/')[2] } }]
    if (call.kind === 'search') return [200, this.#search(call)]
    if (call.kind !== 'open') {
      const data = this.#perform(call)
      return data ? [201, { data }] : [404, { message: 'Not found.' }]
    }
    const found = this.#at(call.path)
    if (!found) return [404, { message: 'Not found.' }]
    const createdAt = new Date(found.createdAt)
    const message = { type: 'inbound', body_html: found.ticket.message.body, created_at: createdAt }
    const notes = found.on.notes.map((body) => ({ type: 'note', body_html: body, created_at: createdAt }))
    const { channel, subject, from_contact: contact } = found.ticket
    const messages = [message, ...notes]
    const ticket = { ulid: found.ulid, subject, channel: { ulid: channel }, contact, messages }
    return [200, { data: { ...ticket, created_at: createdAt } }]
  }

  #search(call: Call): object {
    const parameters = new URL(call.path, 'http://x').searchParams
    const query = parameters.get('filter[search]') ?? ''
    const size = Number(parameters.get('per_page') ?? 25)
    const page = Number(parameters.get('page') ?? 1)
    const hits = [...this.mails, ...this.tickets].filter(
      ({ ticket, visibleAt }) => visibleAt <= call.at && ticket.message.body.includes(query),
    )
    return {
      data: hits.slice((page - 1) * size, page * size).map(({ ulid }) => ({ ulid })),
      meta: { current_page: page, last_page: Math.max(1, Math.ceil(hits.length / size)), total: hits.length },
    }
  }

  #json(call: Call, response: ServerResponse, status: number, body: unknown, retryAfter?: string): void {
    response.writeHead(status, {
      'Content-Type': 'application/json',
      ...(retryAfter !== undefined && { 'Retry-After': retryAfter }),
    })
    response.end(JSON.stringify(body), () => this.emit('answered', call))
  }
}

/** A helpdesk that listens until the test is over. */
export async function aDesk(options: DeskOptions = {}): Promise<Desk> {
  const desk = new Desk(options)
  await desk.listen()
  onTestFinished(() => desk.close())
  return desk
}
