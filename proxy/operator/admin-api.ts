/**
 * The operator's view of the queue, as routes of their own: served on a socket that only the proxy's user can open,
 * and called in process by the command line when no proxy runs. Tells nothing that a visitor wrote unless asked.
 */
import { Hono } from 'hono'
import { z } from 'zod'
import { filesOf } from '../store/sqlite/attachments.ts'
import { dropUndelivered, eraseEmail } from '../store/sqlite/erasure.ts'
import type { Readiness } from './readiness.ts'
import { gateRoutes } from './shared-gate.ts'
import { RETRY, STUCK } from '../store/sqlite/schema.ts'
import type { StepState } from '../store/sqlite/follow-ups.ts'
import type { Row, Sql } from '../store/sqlite/database.ts'
import type { StoredSubmission, State } from '../store/records.ts'

/** One submission as the operator sees it. Times are ISO 8601. */
export interface QueueRow {
  id: string
  reference: string
  site: string
  state: State
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
  why?: string
}

/**
 * Which rows `outbox list --state` shows. `partial` are delivered ones of which a follow-up step failed for good, `stuck`
 * those that wait after many tries.
 */
export const STATES = ['pending', 'sending', 'unsure', 'delivered', 'dead', 'partial', 'stuck'] as const

const PAGE = 500

/** Ids of submissions whose ticket lacks a step. */
const PARTIAL = `SELECT submission FROM step WHERE state = 'failed'`

/** What is listed under a state. */
function listed(state: (typeof STATES)[number] | undefined): string {
  if (state === undefined) return ''
  if (state === 'partial') return `AND id IN (${PARTIAL})`
  return state === 'stuck' ? `AND ${RETRY} AND ${STUCK}` : `AND state = '${state}'`
}

/** What a visitor sent. The mark is for the helpdesk alone: who knows it can pass a ticket off as this one. */
function written(body: string): unknown {
  const { mark: _mark, ...submission } = JSON.parse(body) as StoredSubmission // written by the outbox
  return submission
}

const time = (value: unknown) => new Date(Number(value)).toISOString()

function queueSteps(sql: Sql, submission: string): QueueStep[] {
  const rows = sql.all('SELECT * FROM step WHERE submission = ? ORDER BY place', submission)
  return rows.map((row): QueueStep => {
    const { kind, target, why } = row
    const step: QueueStep = {
      kind: String(kind),
      state: row['state'] as StepState, // the column's CHECK allows nothing else
      attempts: Number(row['attempts']),
    }
    if (kind !== 'note' && typeof target === 'string') step.target = target
    if (typeof why === 'string') step.why = why
    return step
  })
}

function queueRow(sql: Sql, row: Row, withBody: boolean): QueueRow {
  const steps = queueSteps(sql, String(row['id']))
  const files = filesOf(sql, String(row['id'])).map(({ name, type, size }) => ({ name, type, size }))
  const { id, reference, site, ticket, why, body } = row
  const state = row['state'] as State // the column's CHECK allows nothing else
  return {
    id: String(id),
    reference: String(reference),
    site: String(site),
    state,
    acceptedAt: time(row['accepted_at']),
    changedAt: time(row['changed_at']),
    ...((state === 'pending' || state === 'unsure') && { dueAt: time(row['due_at']) }),
    attempts: Number(row['attempts']),
    ...(typeof ticket === 'string' && { ticket }),
    ...(typeof why === 'string' && { why }),
    ...(steps.length > 0 && { steps }),
    ...(withBody && typeof body === 'string' && { submission: written(body) }),
    ...(withBody && files.length > 0 && { files }),
  }
}

const Listing = z.object({
  state: z.enum(STATES).optional(),
  after: z.string().default(''),
  body: z.literal('1').optional(),
})
const Erasure = z.strictObject({ email: z.string().includes('@'), dead: z.boolean().default(false) })
const Retry = z.union([
  z.strictObject({ id: z.string(), unsure: z.boolean().default(false) }),
  z.strictObject({ allDead: z.literal(true) }),
  z.strictObject({ allPartial: z.literal(true) }),
])

const Drop = z.strictObject({ id: z.string(), yes: z.boolean().default(false) })

/** Why a message cannot be sent again. */
function unretried(state: string): string {
  const why = `It is ${state}: only what is dead, pending or partial can be retried.`
  if (state !== 'unsure') return why
  return `${why} It may be in the helpdesk, and is looked for. When you have looked there yourself in vain, add --unsure; if it is there, it will be there twice.`
}

/** Why a message is not dropped (yet). */
function undropped({ reference, state, attempts, why }: QueueRow): string {
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
  sql: Sql
  now: () => number
  /** Tells the delivery loop, where one runs, that there is work. */
  wake: () => void
  /** Removes files from the spool. */
  dropFiles: (files: string[]) => void
  /** How things stand, where a proxy runs. */
  readiness?: () => Readiness
  /** Where its calls to the helpdesk are counted, likewise. */
  gate?: Parameters<typeof gateRoutes>[0]
}

/** Routes: `GET /readiness`, `GET /outbox` (pages of 500, `after` the last id), `GET /outbox/ID`, `POST /retry`, `POST /drop`,
 * `POST /erase`, `POST /gate/…`. */
export function createOperator({ sql, now, wake, dropFiles, readiness, gate }: OperatorOptions): Hono {
  const app = new Hono()
  if (gate) app.route('/gate', gateRoutes(gate))
  const find = (id: string) =>
    sql.get('SELECT * FROM submission WHERE id = ?', id.toLowerCase()) ??
    sql.get('SELECT * FROM submission WHERE reference = ?', id.toUpperCase())

  const again = (where: string, ...params: string[]) =>
    sql.run(
      `UPDATE submission SET state = 'pending', attempts = 0, why = NULL, due_at = ?, changed_at = ? WHERE ${where}`,
      now(),
      now(),
      ...params,
    )

  /** Lets failed steps be tried again; a note whose text has been erased cannot be. Returns how many tickets gain. */
  const againSteps = (where: string, ...params: string[]) => {
    const which = `state = 'failed' AND target IS NOT NULL AND ${where}`
    const found = sql.get(`SELECT count(DISTINCT submission) AS n FROM step WHERE ${which}`, ...params)?.['n']
    // A note may have been written by the try that failed last: it is looked for first.
    sql.run(
      `UPDATE step SET state = CASE kind WHEN 'note' THEN 'unsure' ELSE 'pending' END, attempts = 0, why = NULL,
       due_at = ? WHERE ${which}`,
      now(),
      ...params,
    )
    return Number(found)
  }

  app.get('/readiness', (c) =>
    readiness ? c.json(readiness()) : c.json({ message: 'No proxy runs on this data directory.' }, 503),
  )

  app.get('/outbox', (c) => {
    const query = Listing.safeParse(c.req.query())
    if (!query.success) return c.json({ message: `A state is one of: ${STATES.join(', ')}.` }, 400)
    const { state, after, body } = query.data
    const rows = sql.all(
      `SELECT * FROM submission WHERE id > ? ${listed(state)} ORDER BY id LIMIT ${PAGE}`,
      after,
    )
    return c.json({ rows: rows.map((row) => queueRow(sql, row, body === '1')), more: rows.length === PAGE })
  })

  app.get('/outbox/:id', (c) => {
    const row = find(c.req.param('id'))
    if (!row) return c.json({ message: 'There is no submission with that id or reference.' }, 404)
    return c.json(queueRow(sql, row, c.req.query('body') === '1'))
  })

  app.post('/retry', async (c) => {
    const request = Retry.safeParse(await c.req.json())
    if (!request.success) return c.json({ message: 'Name an id, or all that are dead.' }, 400)
    if ('allDead' in request.data) {
      const retried = again(`state = 'dead'`)
      wake()
      return c.json({ retried })
    }
    if ('allPartial' in request.data) {
      const retried = againSteps('1 = 1')
      wake()
      return c.json({ retried })
    }
    const row = find(request.data.id)
    if (!row) return c.json({ message: 'There is no submission with that id or reference.' }, 404)
    // Sending a delivered one again would make a second ticket, and so may an unsure one.
    const which = request.data.unsure ? `'dead', 'pending', 'unsure'` : `'dead', 'pending'`
    const id = String(row['id'])
    const retried = again(`id = ? AND state IN (${which})`, id) + againSteps('submission = ?', id)
    if (retried === 0) return c.json({ message: unretried(String(row['state'])) }, 409)
    wake()
    return c.json({ retried })
  })

  app.post('/drop', async (c) => {
    const request = Drop.safeParse(await c.req.json())
    if (!request.success) return c.json({ message: 'Name an id.' }, 400)
    const row = find(request.data.id)
    if (!row) return c.json({ message: 'There is no submission with that id or reference.' }, 404)
    const known = queueRow(sql, row, false)
    if (!request.data.yes || known.state === 'delivered' || known.state === 'sending')
      return c.json({ message: undropped(known) }, 409)
    dropFiles(dropUndelivered(sql, known.id))
    return c.json({ dropped: known.reference })
  })

  app.post('/erase', async (c) => {
    const request = Erasure.safeParse(await c.req.json())
    if (!request.success) return c.json({ message: 'Name an e-mail address.' }, 400)
    const { files, ...erased } = eraseEmail(sql, request.data.email, request.data.dead)
    dropFiles(files)
    return c.json(erased)
  })

  app.onError((error, c) => c.json({ message: error.message }, 500))
  return app
}
