/** Speaks with the proxy and says honestly what came of it. Knows nothing of the form. */
import { SEND_TIMEOUT_MS } from '../../../proxy/contract/limits.ts'
import type { FieldProblem, Problem, Accepted } from '../../../proxy/contract/problems.ts'
import { bare } from '../../api/bare.ts'
import type { FormDefinition, FormAnswer } from '../../../proxy/contract/form.ts'

/** What is sent: fields of the contract's `Submission`. Empty ones are left out. */
export type SubmissionFields = Record<string, string>

/**
 * A way to send a request: `fetch`, or one that tells of progress by calling `alive`, which gives the request its
 * time anew.
 */
export type Transport = (address: string, init: RequestInit, alive: () => void) => Promise<Response>

/** Why something could not be done. Words for visitors are in i18n, by `type`. */
export type Failure =
  /** The browser says it has no network. */
  | { type: 'offline' }
  /** No answer within SEND_TIMEOUT_MS: what was sent may have arrived. */
  | { type: 'timeout' }
  /** No readable answer: blocked by a filter or policy, DNS, connection reset. */
  | { type: 'unreachable' }
  | { type: 'too_large' }
  /** The body did not arrive in time, or there is no room for its files: certainly not sent. */
  | { type: 'too_slow' | 'no_room' }
  /** Too many requests; wait this many seconds when the proxy said so. */
  | { type: 'limited'; seconds?: number | undefined }
  /** The proxy could not store it, and says so: certainly not sent. */
  | { type: 'unavailable'; seconds?: number | undefined }
  /** The proxy is in trouble, or something else answered in its place. May have arrived. */
  | { type: 'broken'; seconds?: number | undefined }
  /** The id was used for another content: an earlier version has arrived. */
  | { type: 'conflict' }
  /** The site is unknown or this page is not on its list: only the site's owner can help. */
  | { type: 'refused' }
  /** The page says who the visitor is, and its proof is wrong or has expired. */
  | { type: 'unverified' }
  /** No message has this receipt, or not any more. */
  | { type: 'gone' }
  /** A code is wrong, or the session that one has opened is over. */
  | { type: 'unproven' }

/** The fields must be mended first. */
type Invalid = { type: 'invalid'; fields: Record<string, FieldProblem> }

/** What came of sending. Only `accepted` means that the message is safe. */
export type SendResult = { type: 'accepted'; reference: string } | Invalid | Failure

/** What an answer other than success says; `asked`: the proxy wants work first, this challenge solved. */
type Refused = Failure | Invalid | { type: 'asked'; challenge: string }

/** What the client needs of its surroundings. */
export interface ClientDeps {
  /** Address of the proxy with a trailing slash. */
  base: string
  fetch: Transport
  online: () => boolean
  /** Seconds that a visitor has to wait, of a header `Retry-After`; 0 when it says nothing. */
  wait: (header: string) => Promise<number>
  /** Tells the site's owner what is wrong with the configuration. */
  warn: (message: string) => void
  /** Solves a challenge; empty when that is ended. */
  solve: (challenge: string) => Promise<string>
  /** Gives up all that is under way. */
  end: AbortSignal
}

/** Most bytes sent with `keepalive`, which lets a request outlive its page; browsers refuse 64 kB. */
const KEEPALIVE_MAX = 60_000

/** How often one sending may be asked for work: once for what changed while somebody wrote, and once more. */
const ASKED_MAX = 2

/** What is not in an answer is not read from a polluted `Object.prototype`, where it would draw links of whoever put it there. */
const alone = (_: string, value: unknown): unknown =>
  Array.isArray(value) ? value : value && Object.setPrototypeOf(value, null)

function parse(text: string): unknown {
  try {
    return JSON.parse(text, alone)
  } catch {
    return undefined
  }
}

/** What only the proxy itself can say, by its code. Inherits nothing: a code may be any word. */
const TYPES = bare<Partial<Record<string, Failure['type']>>>({
  conflict: 'conflict',
  too_slow: 'too_slow',
  no_room: 'no_room',
  store_unavailable: 'unavailable',
  overloaded: 'unavailable',
  origin_denied: 'refused',
  unknown_site: 'refused',
  identity_invalid: 'unverified',
  unknown_conversation: 'gone',
  code_wrong: 'unproven',
  proof_required: 'unproven',
})

/** What a status and body other than success mean. */
export function classify(status: number, body: unknown, seconds?: number): Refused {
  const problem = bare(body as Partial<Problem>) // as: as far as it is one
  if (problem.challenge) return { type: 'asked', challenge: problem.challenge }
  if (status === 422 && problem.fields) return { type: 'invalid', fields: problem.fields }
  // By code, not by status: a firewall's own 403 says nothing about the site's configuration.
  const known = TYPES[problem.code ?? ''] ?? 'broken'
  const type = status === 413 ? 'too_large' : status === 429 ? 'limited' : known
  return { type, ...(seconds && { seconds }) }
}

/** The proxy, seen from the form. */
export interface Client {
  /** Asks for anything else that the proxy tells. Never throws. */
  ask: (path: string, init: RequestInit) => Promise<ProxyAnswer>
  /**
   * Sends a message, to whose body `fill` may add, and does what work the proxy asks for. Never throws.
   */
  send(
    fields: SubmissionFields,
    fill?: (body: FormData) => Transport | undefined,
    asked?: number,
  ): Promise<SendResult>
  /** Somebody writes: works on the form's challenge, so that sending need not wait for it. */
  prepare(): void
  /** What the form of a site looks like. Never throws. */
  form(site: string): Promise<FormDefinition | Failure>
}

/** Status and body of an answer, or why there is none. */
export type ProxyAnswer = Refused | { type: 'ok'; body: unknown }

/** Asks for status and body of an answer, or why there is none. The time limit includes reading the body. */
function createRequest(deps: ClientDeps) {
  let warned = false
  return async (path: string, init: RequestInit, transport = deps.fetch): Promise<ProxyAnswer> => {
    const controller = new AbortController()
    const { signal } = controller
    let timedOut = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const alive = () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        timedOut = true
        controller.abort()
      }, SEND_TIMEOUT_MS)
    }
    alive()
    deps.end.addEventListener('abort', () => controller.abort(), { signal })
    try {
      // The browser, too, reads what it inherits.
      const told = bare({
        ...init,
        headers: { Accept: 'application/json' },
        credentials: 'omit',
        signal,
      } as const)
      const response = await transport(deps.base + path, told, alive)
      const body = parse(await response.text())
      if (response.ok) return { type: 'ok', body }
      const header = response.headers.get('Retry-After')
      const failure = classify(response.status, body, header ? await deps.wait(header) : 0)
      if (['refused', 'unverified'].includes(failure.type) && !warned) {
        warned = true
        deps.warn((body as Problem).message) // as: only a Problem is classified as refused
      }
      return failure
    } catch {
      if (timedOut) return { type: 'timeout' }
      return { type: deps.online() ? 'unreachable' : 'offline' }
    } finally {
      clearTimeout(timer)
      // Takes the listener away as well.
      controller.abort()
    }
  }
}

/** A client of the proxy at `deps.base`. */
export function createClient(deps: ClientDeps): Client {
  const request = createRequest(deps)
  let challenge: string | undefined
  let solving: Promise<string> | undefined

  const prepare = () => {
    if (challenge) solving ??= deps.solve(challenge).catch(() => '')
  }

  const client: Client = {
    ask: request,
    prepare,
    async send(fields, fill, asked = 0) {
      prepare()
      const proof = await solving
      // Without the work the same question would come again.
      if (asked > (proof ? ASKED_MAX : 0)) return { type: 'unavailable' }
      const body = new FormData()
      for (const [name, value] of Object.entries({ ...fields, challenge: proof }))
        if (value) body.append(name, value)
      const transport = fill?.(body)
      let bytes = 0
      // 200: the framing of one part, generously.
      for (const [, value] of body) bytes += new Blob([value]).size + 200
      const keepalive = bytes < KEEPALIVE_MAX
      const answer = await request('api/tickets', { keepalive, method: 'POST', body }, transport)
      if (answer.type !== 'ok' && answer.type !== 'asked') return answer
      solving = undefined
      if (answer.type === 'asked') {
        challenge = answer.challenge
        return client.send(fields, fill, asked + 1)
      }
      challenge = undefined
      const { reference } = bare(answer.body as Partial<Accepted>) // as: checked in the next line
      return typeof reference === 'string' && reference ? { type: 'accepted', reference } : { type: 'broken' }
    },
    async form(site) {
      const answer = await request('api/form' + (site && '?site=' + encodeURIComponent(site)), {})
      if (answer.type !== 'ok') return answer as Failure // as: of a message only, fields or work are asked
      const form = bare(answer.body as FormAnswer) // as: the proxy's own; a stranger's fails the test after it
      if (!form.subject) return { type: 'broken' }
      challenge = form.challenge
      return form
    },
  }
  return client
}
