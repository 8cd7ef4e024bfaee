/**
 * Trouble on demand: `createFaults` keeps what should go wrong, and stands around every API request to let it
 * happen. For tests, and for people who want to see the product cope. Nothing of it survives a restart.
 */
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { HttpBindings } from '@hono/node-server'
import { z } from 'zod'

const MINUTES_10 = 600_000

/** `PUT /sandbox/faults`: what is left out is off. */
export const FaultSettings = z.strictObject({
  /** Every answer of the API comes this much later. */
  latencyMs: z.int().min(0).max(MINUTES_10).default(0),
  /**
   * `hang`: no answer until the client gives up. `reset`: the connection breaks. `status`: the status below,
   * without doing anything. `create-then-…`: the ticket is made, and then the answer fails, hangs or breaks.
   * `late-create`: the status below at once, and the ticket is made `lateMs` later.
   */
  mode: z
    .enum([
      'none',
      'hang',
      'reset',
      'status',
      'create-then-fail',
      'create-then-hang',
      'create-then-reset',
      'late-create',
    ])
    .default('none'),
  /** Which requests `mode` is for: all, `POST /tickets` only, or all but that. */
  on: z.enum(['any', 'create', 'others']).default('any'),
  status: z.int().min(200).max(599).default(500),
  body: z.enum(['json', 'html', 'empty']).default('json'),
  /** Sent as `Retry-After` with the status: seconds, a date, or nonsense. */
  retryAfter: z
    .string()
    .regex(/^[\x20-\x7E]{1,100}$/)
    .nullable()
    .default(null),
  lateMs: z.int().min(0).max(MINUTES_10).default(3000),
  /** Tickets younger than this are missing from lists and searches. */
  staleSearchMs: z.int().min(0).max(MINUTES_10).default(0),
  /** Requests a minute for each token; null: as configured. */
  rate: z.int().min(1).max(1_000_000).nullable().default(null),
  /** How many requests `mode` strikes before it is `none` again; null: all. */
  times: z.int().min(1).max(1_000_000).nullable().default(null),
})
export type FaultSettings = z.infer<typeof FaultSettings>

/** Answers a request; the API behind the faults. */
type Answer = (request: Request) => Response | Promise<Response>

export interface Faults {
  settings: () => FaultSettings
  set: (settings: FaultSettings) => void
  /** Answers a request through `answer`, with what should go wrong on the way. */
  around: (request: Request, env: unknown, answer: Answer) => Promise<Response>
  /** Breaks what hangs and forgets what is late. */
  close: () => void
}

export function createFaults(): Faults {
  const ended = new AbortController()
  let settings = FaultSettings.parse({})
  return {
    settings: () => settings,
    set: (next) => void (settings = next),
    close: () => ended.abort(connectionLost()),
    async around(request, env, answer) {
      const { latencyMs } = settings
      try {
        if (latencyMs > 0) await wait(latencyMs, request, ended.signal)
        const fault = settings
        const strikes = applies(fault, request)
        if (strikes && fault.times !== null) settings = afterOne(fault, fault.times)
        return strikes ? await strike({ ...fault }, request, answer, ended.signal) : await answer(request)
      } catch (error) {
        return lose(env, error)
      }
    },
  }
}

/** The settings when a fault that strikes a number of times has struck once more. */
function afterOne(fault: FaultSettings, times: number): FaultSettings {
  return times > 1 ? { ...fault, times: times - 1 } : { ...fault, mode: 'none', times: null }
}

function applies(fault: FaultSettings, request: Request): boolean {
  const creates = request.method === 'POST' && new URL(request.url).pathname.endsWith('/api/tickets')
  if (fault.mode === 'none') return false
  if (fault.mode.includes('create')) return creates
  return fault.on === 'any' || (fault.on === 'create') === creates
}

async function strike(
  fault: FaultSettings,
  request: Request,
  answer: Answer,
  ended: AbortSignal,
): Promise<Response> {
  switch (fault.mode) {
    case 'none':
      return answer(request)
    case 'hang':
      return hang(request, ended)
    case 'reset':
      throw connectionLost()
    case 'status':
      return failure(fault)
    case 'late-create':
      await later(fault.lateMs, request, answer, ended)
      return failure(fault)
    case 'create-then-fail':
    case 'create-then-hang':
    case 'create-then-reset': {
      const response = await answer(request)
      // A refused ticket was not made, so its refusal is the answer.
      if (!response.ok) return response
      if (fault.mode === 'create-then-hang') return hang(request, ended)
      if (fault.mode === 'create-then-reset') throw connectionLost()
      return failure(fault)
    }
    default:
      return fault.mode satisfies never
  }
}

/** Thrown where a connection breaks; what `fetch` rejects with when a server does that. */
class ConnectionLost extends TypeError {
  constructor(code: string, reason?: unknown) {
    super('fetch failed', { cause: Object.assign(new Error(`read ${code}`, { cause: reason }), { code }) })
  }
}

function connectionLost(): ConnectionLost {
  return new ConnectionLost('ECONNRESET')
}

/** Whether an error is a connection that broke on demand, or a client that gave up waiting. */
export function isConnectionLost(error: unknown): boolean {
  return error instanceof ConnectionLost || (error instanceof DOMException && GAVE_UP.has(error.name))
}

const GAVE_UP = new Set(['AbortError', 'TimeoutError'])

/** Breaks the connection of an HTTP request; in process, where there is none, rejects like `fetch`. */
function lose(env: unknown, error: unknown): Response {
  if (!isHttp(env) || !isConnectionLost(error)) throw error
  env.incoming.socket.resetAndDestroy()
  return RESPONSE_ALREADY_SENT
}

function isHttp(env: unknown): env is HttpBindings {
  return typeof env === 'object' && env !== null && 'incoming' in env && 'outgoing' in env
}

/** Never answers: rejects when the client gives up or the sandbox closes. */
function hang(request: Request, ended: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const signal = AbortSignal.any([request.signal, ended])
    const stop = () =>
      reject(
        signal.reason instanceof Error ? signal.reason : new ConnectionLost('ECONNABORTED', signal.reason),
      )
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
}

async function wait(ms: number, request: Request, ended: AbortSignal): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const passed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  try {
    await Promise.race([passed, hang(request, ended)])
  } finally {
    clearTimeout(timer)
  }
}

/** Keeps a copy of the request and answers it, unseen, after a while. */
async function later(ms: number, request: Request, answer: Answer, ended: AbortSignal): Promise<void> {
  const { url, method, headers } = request
  const copy = new Request(url, { method, headers, body: await request.arrayBuffer() })
  const timer = setTimeout(() => void Promise.resolve(answer(copy)).catch(() => undefined), ms)
  ended.addEventListener('abort', () => clearTimeout(timer), { once: true })
}

function failure({ status, body, retryAfter }: FaultSettings): Response {
  const headers = new Headers(retryAfter === null ? {} : { 'Retry-After': retryAfter })
  if (body === 'json' && ![204, 205, 304].includes(status)) {
    return Response.json({ message: 'Server Error' }, { status, headers })
  }
  if (body !== 'html' || [204, 205, 304].includes(status)) return new Response(null, { status, headers })
  headers.set('Content-Type', 'text/html; charset=UTF-8')
  return new Response(`<!doctype html><title>Error ${status}</title><h1>Error ${status}</h1>`, {
    status,
    headers,
  })
}
