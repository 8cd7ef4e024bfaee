/**
 * A sandbox behind a real HTTP server, and the builders that the sandbox's tests speak with: `startSandbox`.
 */
import { serve } from '@hono/node-server'
import type { AddressInfo } from 'node:net'
import { createSandbox, SANDBOX_CHANNEL, type SandboxOptions } from '../../../proxy/sandbox/sandbox.ts'
import { openSqlite } from '../../../proxy/store/sqlite/database.ts'

/** An answer, read to its end. */
export interface Answer {
  status: number
  headers: Headers
  // Tests look into many shapes; the assertions are the check.
  json: any // oxlint-disable-line typescript/no-explicit-any
  text: string
}

export interface CallOptions {
  token?: string | null
  headers?: Record<string, string>
  signal?: AbortSignal
}

export type TestSandbox = Awaited<ReturnType<typeof startSandbox>>

/** Starts a sandbox with a clock that only the test moves, and a rate that stays out of the way. */
export async function startSandbox(options: Partial<SandboxOptions> = {}) {
  let time = Date.UTC(2026, 5, 1, 10, 30)
  const sql = options.sql ?? openSqlite(':memory:', { exclusive: false })
  const sandbox = createSandbox({ page: 'dist/inbox', now: () => time, rate: 100_000, ...options, sql })
  const server = serve({ fetch: sandbox.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((done) => server.once('listening', done))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const send = async (method: string, path: string, body?: unknown, call: CallOptions = {}) => {
    const headers: Record<string, string> = { Accept: 'application/json', ...call.headers }
    const token = call.token === undefined ? 'sandbox' : call.token
    if (token !== null) headers['Authorization'] = `Bearer ${token}`
    const raw = typeof body === 'string' || body instanceof FormData || body instanceof URLSearchParams
    if (body !== undefined && !raw) headers['Content-Type'] ??= 'application/json'
    const response = await fetch(path.startsWith('http') ? path : origin + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }),
      ...(call.signal ? { signal: call.signal } : {}),
    })
    const text = await response.text()
    const isJson = response.headers.get('Content-Type')?.includes('json') === true
    return {
      status: response.status,
      headers: response.headers,
      json: isJson ? JSON.parse(text) : null,
      text,
    }
  }
  const api = (method: string, path: string, body?: unknown, call?: CallOptions): Promise<Answer> =>
    send(method, `/sandbox/api${path}`, body, call)

  return {
    sandbox,
    sql,
    origin,
    send,
    api,
    /** Moves the clock. */
    advance: (ms: number) => void (time += ms),
    now: () => time,
    /** Creates a ticket and returns it. */
    async ticket(changes: Parameters<typeof aTicket>[0] = {}, call?: CallOptions) {
      const answer = await api('POST', '/tickets', aTicket(changes), call)
      if (answer.status !== 201) throw new Error(answer.text)
      return answer.json.data
    },
    async stop() {
      sandbox.close()
      // A client may hold a connection that never carried a request; the server would wait for it.
      const closed = new Promise((done) => server.close(done))
      if ('closeAllConnections' in server) server.closeAllConnections()
      await closed
      if (!options.sql) sql.close()
    },
  }
}

/** A ticket that the API accepts; `changes` replace parts of it. */
export function aTicket(
  changes: {
    channel?: string
    subject?: string
    email?: string
    name?: string | null
    body?: string
    attachments?: string[]
  } = {},
) {
  return {
    channel: changes.channel ?? SANDBOX_CHANNEL,
    subject: changes.subject ?? 'Cannot connect to the API',
    from_contact: { email: changes.email ?? 'john@customer.example', name: changes.name ?? 'John Doe' },
    message: {
      body: changes.body ?? '<p>I keep getting a 403 error when trying to connect.</p>',
      ...(changes.attachments ? { attachment_ids: changes.attachments } : {}),
    },
  }
}
