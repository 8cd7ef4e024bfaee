/** One call to the There There API on plain `fetch`: what came back, or why nothing did. Never throws. */
import { helpdeskCalled } from '../happenings.ts'
import { httpDate, retryAfter } from '../contract/retry-after.ts'

export interface HelpdeskOptions {
  /** Base address, such as `https://there-there.app/api`. */
  url: string
  token: string
  workspaceId?: string | undefined
  timeoutMs: number
  fetch: typeof fetch
  now: () => number
  /** What the calls are for. */
  lane?: 'tickets' | 'reading'
}

/** The headers of every call (the helpdesk's page "Introduction", under "Hello world"). */
export function credentials({ token, workspaceId }: Pick<HelpdeskOptions, 'token' | 'workspaceId'>) {
  return {
    Accept: 'application/json',
    Authorization: `Bearer ${token}`,
    ...(workspaceId !== undefined && { 'X-Workspace-Id': workspaceId }),
  }
}

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

/** The same in the words of the system. */
function detailOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error ? cause.message : String(error)
}

export type Json = Record<string, unknown>

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The resource in an answer: `{data}`, the older `{[name]}`, or the object itself, unless it is a sentence. */
export function resource(body: unknown, name: string): Json | undefined {
  if (!isObject(body)) return undefined
  const inner = body['data'] ?? body[name] ?? (typeof body['message'] === 'string' ? undefined : body)
  return isObject(inner) ? inner : undefined
}

/** Bytes of an answer that are read. A ticket with a long conversation has some tens of kilobytes. */
const ANSWER_MAX = 1024 * 1024

/** The text of an answer; undefined when it is longer than `most` bytes, of which no more is read. */
async function bounded(response: Response, most: number): Promise<string | undefined> {
  const decoder = new TextDecoder()
  const reader = response.body?.getReader()
  let text = ''
  let bytes = 0
  for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
    // A stream's chunks are bytes: fetch makes no others.
    const part = chunk.value as Uint8Array
    bytes += part.byteLength
    if (bytes > most) {
      // Not awaited: the other side may never agree.
      reader?.cancel().catch(() => {})
      return undefined
    }
    text += decoder.decode(part, { stream: true })
  }
  return text + decoder.decode()
}

/**
 * The JSON in an answer; undefined when there is none, or too much of it. That of a 429 is not read: where it breaks off
 * or never ends, nobody would hear how long the helpdesk wants to be left alone.
 */
async function bodyOf(response: Response, most: number): Promise<unknown> {
  if (response.status === 429) {
    // Not awaited: the other side may never agree.
    response.body?.cancel().catch(() => {})
    return undefined
  }
  const text = await bounded(response, most)
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}

/** Whether a body is none, or says that something went wrong, whatever its status says. */
export function isFailure(body: unknown): boolean {
  if (!isObject(body)) return true
  const { error, errors, exception, success } = body
  const named = [error, errors, exception].some((one) =>
    typeof one === 'object' && one !== null ? Object.keys(one).length > 0 : Boolean(one),
  )
  return named || success === false
}

/** What an answer says of time: see `Answer`. */
export function timesOf(
  { headers }: Response,
  now: number,
): { date: number; retryAfterMs: number | undefined } {
  const date = httpDate(headers.get('Date') ?? '')
  // By the helpdesk's own clock where it tells it: ours may be an hour off.
  const wait = retryAfter(headers.get('Retry-After'), date || now)
  return { date, retryAfterMs: wait && wait * 1000 }
}

/** The names of the fields that a 422 complains about; its sentences may quote the visitor. */
export function fieldNames(body: unknown): string {
  const errors = isObject(body) ? body['errors'] : undefined
  return isObject(errors) ? Object.keys(errors).slice(0, 10).join(' ').slice(0, 200) : ''
}

/** What came of a call. */
export type Answer =
  /** `date` is the helpdesk's clock, in milliseconds since the epoch; NaN where it does not tell. */
  | { type: 'answer'; status: number; body: unknown; date: number; retryAfterMs: number | undefined }
  /** `detail` is for an operator. */
  | { type: 'error'; why: string; detail: string; sent: boolean }

/** What a call sends: a form as multipart, anything else as JSON. `extraMs` is added to the time it may take. */
export interface Content {
  body?: object | FormData
  extraMs?: number
  /** Bytes of the answer that are read, where it can be a larger one. */
  answerMax?: number
}

/** Makes one call. */
type Call = (method: string, path: string, content?: Content) => Promise<Answer>

/** A function that calls the helpdesk. */
export function createCall(options: HelpdeskOptions): Call {
  const { url, timeoutMs, now, fetch } = options
  return async (method, path, content) => {
    const { body, extraMs = 0, answerMax = ANSWER_MAX } = content ?? {}
    const form = body instanceof FormData
    const begun = performance.now()
    let answered = false
    const tell = (status: number | 'none') =>
      helpdeskCalled.tell({ method, path, status, ms: performance.now() - begun })
    try {
      const response = await fetch(url + path, {
        method,
        headers: {
          ...credentials(options),
          ...(body !== undefined && !form && { 'Content-Type': 'application/json' }),
        },
        ...(body !== undefined && { body: form ? body : JSON.stringify(body) }),
        // Following a redirect would turn a POST into a GET, or send the token to another host.
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs + Math.ceil(extraMs)),
      })
      answered = true
      tell(response.status)
      return {
        type: 'answer',
        status: response.status,
        body: await bodyOf(response, answerMax),
        ...timesOf(response, now()),
      }
    } catch (error) {
      if (!answered) tell('none')
      const why = causeOf(error)
      return { type: 'error', why, detail: detailOf(error), sent: !NEVER_SENT.test(why) }
    }
  }
}
