/** The operator's routes for sessions of proven addresses: `GET /sessions` (by the page), `POST /sessions/revoke`. */
import { Hono } from 'hono'
import { z } from 'zod'
import type { KeptSession, SessionStore } from '../store/email/email-store.ts'

/** One session as the operator sees it. Times are ISO 8601. */
export interface SessionRow {
  /** What it is revoked by; whoever reads it cannot use it. */
  id: string
  site: string
  openedAt: string
  usedAt: string
  /** Only when asked for. */
  email?: string
}

const Query = z.object({ after: z.string().default(''), email: z.literal('1').optional() })

/** Of a name so much that it means one session. */
const NAME = /^[\da-f]{12,64}$/

const Revocation = z.union([
  z.strictObject({ email: z.string().includes('@') }),
  z.strictObject({ hash: z.string().regex(NAME) }),
])

const time = (ms: number) => new Date(ms).toISOString()

const rowOf = ({ hash, site, email, openedAt, usedAt }: KeptSession, withEmail: boolean): SessionRow => ({
  id: hash,
  site,
  openedAt: time(openedAt),
  usedAt: time(usedAt),
  ...(withEmail && { email }),
})

/** The routes, to be mounted at `/sessions`. */
export function sessionRoutes(sessions: SessionStore): Hono {
  const app = new Hono()
  app.get('/', async (c) => {
    const { after, email } = Query.parse(c.req.query())
    const page = await sessions.list(after)
    return c.json({ rows: page.sessions.map((one) => rowOf(one, email === '1')), more: page.more })
  })
  app.post('/revoke', async (c) => {
    const request = Revocation.safeParse(await c.req.json())
    if (!request.success)
      return c.json({ message: 'Name an e-mail address, or a session by its first 12 characters.' }, 400)
    return c.json({ revoked: await sessions.revoke(request.data) })
  })
  return app
}
