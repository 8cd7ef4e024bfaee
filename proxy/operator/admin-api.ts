/**
 * The operator's view of the queue, as routes of their own: served on a socket that only the proxy's user can open,
 * and called in process by the command line when no proxy runs. Tells nothing that a visitor wrote unless asked.
 */
import { Hono } from 'hono'
import { z } from 'zod'
import { oneSpelling } from '../contract/email/spelling.ts'
import type { Readiness } from './readiness.ts'
import { sessionRoutes } from './session-routes.ts'
import { gateRoutes } from './shared-gate.ts'
import { textOfNote } from '../helpdesk/note-text.ts'
import { LISTINGS, STUCK_TRIES } from '../store/records.ts'
import type { KeptMessage, KeptStep, MessageState, StepState, StoredSubmission } from '../store/records.ts'
import type { SessionStore } from '../store/email/email-store.ts'
import type { OperatorStore } from '../store/store.ts'

/** One submission as the operator sees it. Times are ISO 8601. */
export interface QueueRow {
  id: string
  reference: string
  site: string
  state: MessageState
  acceptedAt: string
  changedAt: string
  /** When the proxy will act on it next; absent once it is settled. */
  dueAt?: string
  attempts: number
  ticket?: string
  why?: string
  /** What follows the ticket, in order. */
  steps?: QueueStep[]
  /** What the visitor sent; only when asked for, and only until it is erased. */
  submission?: unknown
  /** The files that came with it; likewise. */
  files?: { name: string; type: string; size: number }[]
}

/** One follow-up step of a ticket. */
interface QueueStep {
  kind: string
  state: StepState
  attempts: number
  /** ULID; never the text of a note. */
  target?: string
  /** What a note says, such as a visitor's words to an answer; only when asked for, and only until it is written. */
  note?: string
  why?: string
}

/** What a visitor sent. Marks are for the helpdesk alone: who knows one can pass a ticket off as this one. */
function written({ mark: _mark, noteMark: _noteMark, ...submission }: StoredSubmission): unknown {
  return submission
}

const time = (ms: number) => new Date(ms).toISOString()

function queueStep({ kind, target, state, attempts, why }: KeptStep, withBody: boolean): QueueStep {
  return {
    kind,
    state,
    attempts,
    ...(kind !== 'note' && target !== undefined && { target }),
    ...(kind === 'note' && withBody && target !== undefined && { note: textOfNote(target) }),
    ...(why !== undefined && { why }),
  }
}

function queueRow(message: KeptMessage, withBody: boolean): QueueRow {
  const { id, reference, site, state, attempts, ticket, why, submission } = message
  const files = message.files.map(({ name, type, size }) => ({ name, type, size }))
  return {
    id,
    reference,
    site,
    state,
    acceptedAt: time(message.acceptedAt),
    changedAt: time(message.changedAt),
    ...((state === 'pending' || state === 'unsure') && { dueAt: time(message.dueAt) }),
    attempts,
    ...(ticket !== undefined && { ticket }),
    ...(why !== undefined && { why }),
    ...(message.steps.length > 0 && { steps: message.steps.map((step) => queueStep(step, withBody)) }),
    ...(withBody && submission && { submission: written(submission) }),
    ...(withBody && files.length > 0 && { files }),
  }
}

const Query = z.object({
  state: z.enum(LISTINGS).optional(),
  after: z.string().default(''),
  body: z.literal('1').optional(),
  /** How many at most. */
  most: z.coerce.number().int().min(1).max(500).optional(),
  /** Only what this address has sent, in whatever spelling. */
  email: z.string().optional(),
})
const Erasure = z.strictObject({ email: z.string().includes('@'), dead: z.boolean().default(false) })
const Retry = z.union([
  z.strictObject({ id: z.string(), unsure: z.boolean().default(false) }),
  z.strictObject({ allDead: z.literal(true) }),
  z.strictObject({ allPartial: z.literal(true) }),
])

const Drop = z.strictObject({ id: z.string(), yes: z.boolean().default(false) })

/** Why a message cannot be sent again. */
function unretried(state: MessageState): string {
  const why = `It is ${state}: only what is dead, pending or partial can be retried.`
  if (state !== 'unsure') return why
  return `${why} It may be in the helpdesk, and is looked for. When you have looked there yourself in vain, add --unsure; if it is there, it will be there twice.`
}

/** Whether a ticket lacks a step: it was given up, or tried as often as what is called stuck. */
export const isLacking = ({ state, attempts }: Pick<QueueStep, 'state' | 'attempts'>): boolean =>
  state === 'failed' || ((state === 'pending' || state === 'unsure') && attempts >= STUCK_TRIES)

/** What a ticket lacks, by its kinds. */
const lackedBy = ({ steps }: KeptMessage): string[] => steps.filter(isLacking).map(({ kind }) => kind)

/** Why a message is not dropped (yet). */
function undropped(message: KeptMessage): string {
  const { reference, state, attempts, why } = message
  const lacked = lackedBy(message)
  if (lacked.length > 0)
    return `${reference} is delivered, without ${lacked.join(', ')}. Dropping it gives that up, and loses for ever what a note of it says. To read it, and to do by hand what is missing: support-proxy outbox show ${reference} --show-body
Nothing was dropped. To drop it: support-proxy outbox drop ${reference} --yes`
  if (state === 'delivered')
    return `${reference} is delivered. To erase its text: support-proxy outbox erase --email ADDRESS`
  if (state === 'sending') return `${reference} is on its way just now: try again in a minute.`
  const standing = `${reference} (${state}, ${attempts} tries, ${why ?? 'new'})`
  const lost =
    state === 'unsure'
      ? 'may be in the helpdesk, and may not: look for it there first. If it is not, dropping it'
      : 'is not in the helpdesk. Dropping it'
  return `${standing} ${lost} loses for ever what the visitor wrote, who was told that it is safe. To read it, and to answer by hand: support-proxy outbox show ${reference} --show-body
Nothing was dropped. To drop it: support-proxy outbox drop ${reference} --yes`
}

export interface OperatorOptions {
  messages: OperatorStore
  sessions: SessionStore
  /** Tells the delivery loop, where one runs, that there is work. */
  wake: () => void
  /** How things stand, where a proxy runs. */
  readiness?: () => Promise<Readiness>
  /** Where its calls to the helpdesk are counted, likewise. */
  gate?: Parameters<typeof gateRoutes>[0]
  /** Reads from the sandbox that runs in its process, if it has one in place of a helpdesk. */
  sandbox?: ((path: string) => Promise<Response>) | undefined
}

const UNKNOWN = { message: 'There is no submission with that id or reference.' }

/** Routes: `GET /readiness`, `GET /outbox` (by the page, `after` the last id), `GET /outbox/ID`, `POST /retry`, `POST /drop`,
 * `POST /erase`, `POST /gate/…`, `GET /sessions`, `POST /sessions/revoke`, `GET /sandbox/…`. */
export function createOperator({
  messages,
  sessions,
  wake,
  readiness,
  gate,
  sandbox,
}: OperatorOptions): Hono {
  const app = new Hono()
  if (sandbox) app.get('/sandbox/:list', (c) => sandbox(`/${c.req.param('list')}`))
  if (gate) app.route('/gate', gateRoutes(gate))
  app.route('/sessions', sessionRoutes(sessions))

  app.get('/readiness', async (c) =>
    readiness ? c.json(await readiness()) : c.json({ message: 'No proxy runs on this data directory.' }, 503),
  )

  app.get('/outbox', async (c) => {
    const query = Query.safeParse(c.req.query())
    if (!query.success) return c.json({ message: `A state is one of: ${LISTINGS.join(', ')}.` }, 400)
    const { state, after, body, email, most } = query.data
    const page = await messages.list(state, after, most)
    const textless = email === undefined ? undefined : await messages.withoutText(email)
    const isWanted = ({ id, submission }: KeptMessage) =>
      email === undefined ||
      (submission ? oneSpelling(submission.email) === oneSpelling(email) : textless?.has(id))
    const rows = page.messages.filter(isWanted).map((one) => queueRow(one, body === '1'))
    return c.json({ rows, more: page.more, after: page.messages.at(-1)?.id })
  })

  app.get('/outbox/:id', async (c) => {
    const message = await messages.show(c.req.param('id'))
    return message ? c.json(queueRow(message, c.req.query('body') === '1')) : c.json(UNKNOWN, 404)
  })

  app.post('/retry', async (c) => {
    const request = Retry.safeParse(await c.req.json())
    if (!request.success) return c.json({ message: 'Name an id, or all that are dead.' }, 400)
    const { data } = request
    if (!('id' in data)) {
      const retried = await ('allDead' in data ? messages.retryDead() : messages.retryPartial())
      wake()
      return c.json({ retried })
    }
    const message = await messages.show(data.id)
    if (!message) return c.json(UNKNOWN, 404)
    const retried = await messages.retry(message.id, data.unsure)
    if (retried === 0) return c.json({ message: unretried(message.state) }, 409)
    wake()
    return c.json({ retried })
  })

  app.post('/drop', async (c) => {
    const request = Drop.safeParse(await c.req.json())
    if (!request.success) return c.json({ message: 'Name an id.' }, 400)
    const message = await messages.show(request.data.id)
    if (!message) return c.json(UNKNOWN, 404)
    if (request.data.yes && (await messages.drop(message.id))) {
      const steps = lackedBy(message)
      return c.json({ dropped: message.reference, ...(steps.length > 0 && { steps }) })
    }
    // Read again: it may be on its way since.
    return c.json({ message: undropped((await messages.show(message.id)) ?? message) }, 409)
  })

  app.post('/erase', async (c) => {
    const request = Erasure.safeParse(await c.req.json())
    if (!request.success) return c.json({ message: 'Name an e-mail address.' }, 400)
    const { erased, undelivered, unwritten } = await messages.erase(request.data.email, request.data.dead)
    // Each engine finds them in an order of its own.
    return c.json({ erased, undelivered: undelivered.toSorted(), unwritten: unwritten.toSorted() })
  })

  app.onError((error, c) => c.json({ message: error.message }, 500))
  return app
}
