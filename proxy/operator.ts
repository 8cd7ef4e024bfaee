/**
 * The operator's view of the queue, as routes of their own: served on a socket that only the proxy's user can open,
 * and called in process by the command line when no proxy runs. Tells nothing that a visitor wrote unless asked.
 */
import { Hono } from 'hono'
import { z } from 'zod'
import { eraseEmail } from './erasure.ts'
import type { State } from './outbox.ts'
import type { Row, Sql } from './sqlite.ts'

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
  /** What the visitor sent; only when asked for, and only until it is erased. */
  submission?: unknown
}

/**
 * Which rows `outbox list --state` shows. `partial` is kept for deliveries whose follow-up steps failed.
 */
export const STATES = ['pending', 'sending', 'unsure', 'delivered', 'dead'] as const

const PAGE = 500

const time = (value: unknown) => new Date(Number(value)).toISOString()

function queueRow(row: Row, withBody: boolean): QueueRow {
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
    ...(withBody && typeof body === 'string' && { submission: JSON.parse(body) as unknown }),
  }
}

const Listing = z.object({
  state: z.enum(STATES).optional(),
  after: z.string().default(''),
  body: z.literal('1').optional(),
})
const Erasure = z.strictObject({ email: z.string().includes('@') })
const Retry = z.union([z.strictObject({ id: z.string() }), z.strictObject({ allDead: z.literal(true) })])

export interface OperatorOptions {
  sql: Sql
  now: () => number
  /** Tells the delivery loop, where one runs, that there is work. */
  wake: () => void
  /** Removes files from the spool. */
  dropFiles: (files: string[]) => void
}

/** Routes: `GET /outbox` (pages of 500, `after` the last id), `GET /outbox/ID`, `POST /retry`, `POST /erase`. */
export function createOperator({ sql, now, wake, dropFiles }: OperatorOptions): Hono {
  const app = new Hono()
  const find = (id: string) =>
    sql.get('SELECT * FROM submission WHERE id = ? OR reference = ?', id.toLowerCase(), id.toUpperCase())

  const again = (where: string, ...params: string[]) =>
    sql.run(
      `UPDATE submission SET state = 'pending', attempts = 0, why = NULL, due_at = ?, changed_at = ? WHERE ${where}`,
      now(),
      now(),
      ...params,
    )

  app.get('/outbox', (c) => {
    const query = Listing.safeParse(c.req.query())
    if (!query.success) return c.json({ message: `A state is one of: ${STATES.join(', ')}.` }, 400)
    const { state, after, body } = query.data
    const rows = sql.all(
      `SELECT * FROM submission WHERE id > ? AND (? IS NULL OR state = ?) ORDER BY id LIMIT ${PAGE}`,
      after,
      state ?? null,
      state ?? null,
    )
    return c.json({ rows: rows.map((row) => queueRow(row, body === '1')), more: rows.length === PAGE })
  })

  app.get('/outbox/:id', (c) => {
    const row = find(c.req.param('id'))
    if (!row) return c.json({ message: 'There is no submission with that id or reference.' }, 404)
    return c.json(queueRow(row, c.req.query('body') === '1'))
  })

  app.post('/retry', async (c) => {
    const request = Retry.safeParse(await c.req.json())
    if (!request.success) return c.json({ message: 'Name an id, or all that are dead.' }, 400)
    if ('allDead' in request.data) {
      const retried = again(`state = 'dead'`)
      wake()
      return c.json({ retried })
    }
    const row = find(request.data.id)
    if (!row) return c.json({ message: 'There is no submission with that id or reference.' }, 404)
    // Sending an unsure or delivered one again would make a second ticket.
    const retried = again(`id = ? AND state IN ('dead', 'pending')`, String(row['id']))
    if (retried === 0)
      return c.json(
        { message: `It is ${String(row['state'])}: only what is dead or pending can be retried.` },
        409,
      )
    wake()
    return c.json({ retried })
  })

  app.post('/erase', async (c) => {
    const request = Erasure.safeParse(await c.req.json())
    if (!request.success) return c.json({ message: 'Name an e-mail address.' }, 400)
    const { files, ...erased } = eraseEmail(sql, request.data.email)
    dropFiles(files)
    return c.json(erased)
  })

  app.onError((error, c) => c.json({ message: error.message }, 500))
  return app
}
