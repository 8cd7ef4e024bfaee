/**
 * The proxy's routes. A `fetch` function that knows nothing of sockets, files or the helpdesk.
 */
import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { Hono } from 'hono'
import type { Context } from 'hono'
import type { Admission } from './admission.ts'
import { parseSubmission, readBody } from './body.ts'
import type { BodyLimits } from './body.ts'
import type { Site } from './config.ts'
import type { Accepted } from './contract.ts'
import { checkFilled } from './filled.ts'
import type { Filled } from './filled.ts'
import { checkOrigin, limitBody, readableAnswers } from './guards.ts'
import { take } from './intake.ts'
import type { Arrival, IntakeOptions } from './intake.ts'
import { BODY_MAX } from './limits.ts'
import type { Log } from './log.ts'
import type { Receipt } from './outbox.ts'
import { Refusal } from './problem.ts'
import type { Readiness } from './readiness.ts'

export interface AppOptions extends IntakeOptions {
  sites: ReadonlyMap<string, Site>
  admission: Admission
  bodies: Pick<BodyLimits, 'upload' | 'timeoutMs'>
  /** The stream of a body with files, of what the runtime tells of the connection; see `BodyLimits`. */
  openUpload?: (env: unknown) => Readable | undefined
  /** Tells the delivery loop that there is work. */
  wake: () => void
  /** What `/ready` answers. */
  readiness: () => Readiness
  log: Log
}

type Variables = { Variables: { requestId: string } }
type Ctx = Context<Variables>

/** The site that a request names, or the only one there is. */
function siteNamed(sites: ReadonlyMap<string, Site>, id: string | undefined): Site {
  const site = id === undefined && sites.size === 1 ? [...sites.values()][0] : sites.get(id ?? '')
  if (site) return site
  throw new Refusal(
    'unknown_site',
    id === undefined
      ? 'Name the site: this proxy serves several.'
      : "This proxy has no site of that name. Compare data-site with the proxy's configuration.",
  )
}

/** Stores what has arrived; an error that is not a refusal is the store's. */
async function store(options: AppOptions, arrival: Arrival): Promise<Receipt> {
  try {
    return await take(options, arrival)
  } catch (error) {
    if (error instanceof Refusal) throw error
    options.log('error', 'store_failed', { why: error instanceof Error ? error.message : 'unknown' })
    const text = 'The message could not be stored. Send it again with the same id.'
    throw new Refusal('store_unavailable', text, undefined, 10)
  }
}

async function accept(options: AppOptions, c: Ctx): Promise<Response> {
  const { sites, wake, log } = options
  const openUpload = () => options.openUpload?.(c.env)
  const { fields, files, drain } = await readBody(c.req.raw, { ...options.bodies, openUpload })
  let submission: Filled
  let receipt: Receipt
  try {
    const given = parseSubmission(fields)
    const site = siteNamed(sites, given.site)
    checkOrigin(site, c.req.header('Origin'))
    submission = checkFilled(site.form, given, Date.now())
    receipt = await store(options, { submission, site, files, env: c.env })
  } catch (error) {
    await drain()
    throw error
  }
  if (receipt.type === 'conflict')
    throw new Refusal('conflict', 'This id was used for another message. Send a new message with a new id.')
  if (receipt.fresh) {
    log('info', 'submission', {
      id: submission.id,
      reference: receipt.reference,
      site: submission.site,
      state: 'pending',
    })
    wake()
  }
  const accepted: Accepted = {
    reference: receipt.reference,
    state: receipt.state === 'delivered' ? 'delivered' : 'queued',
  }
  return c.json(accepted, 202)
}

/** Answers a preflight: only programs in pages need one, the widget sends a simple request. */
function preflight(c: Ctx): Response {
  c.header('Access-Control-Allow-Methods', 'GET, POST')
  c.header('Access-Control-Allow-Headers', 'Content-Type, Accept')
  c.header('Access-Control-Max-Age', '600')
  return c.body(null, 204)
}

/** Answers a path under `/api` that is known, but not for this method. */
function wrongMethod(allowed: string) {
  return (c: Ctx): never => {
    c.header('Allow', allowed)
    throw new Refusal('method_not_allowed', `Use ${allowed}.`)
  }
}

function answerError(log: Log, error: Error, c: Ctx): Response {
  const requestId = c.get('requestId')
  if (error instanceof Refusal && error.retryAfter !== undefined)
    c.header('Retry-After', String(error.retryAfter))
  if (error instanceof Refusal) return c.json(error.problem(requestId), error.status)
  log('error', 'bug', {
    requestId,
    method: c.req.method,
    path: c.req.path,
    why: error.stack ?? error.message,
  })
  const refusal = new Refusal('internal', 'Something broke in the proxy; its log has the request id.')
  return c.json(refusal.problem(requestId), refusal.status)
}

/** The proxy as a Hono app; its `fetch` is all that a runtime needs. */
export function createApp(options: AppOptions): Hono<Variables> {
  const { sites, admission, readiness, log } = options
  const app = new Hono<Variables>()
  app.use(async (c, next) => {
    c.set('requestId', randomUUID())
    c.header('X-Request-Id', c.get('requestId'))
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Cross-Origin-Resource-Policy', 'cross-origin')
    await next()
  })
  app.use('/api/*', readableAnswers())
  app.options('/api/*', preflight)
  app.get('/api/form', (c) => {
    const site = siteNamed(sites, c.req.query('site'))
    const origin = c.req.header('Origin')
    // Same-origin reads carry no Origin header, and a form's definition is no secret.
    if (origin !== undefined) checkOrigin(site, origin)
    return c.json(site.form)
  })
  app.all('/api/form', wrongMethod('GET'))
  app.post('/api/tickets', admission.shed, limitBody(BODY_MAX, options.bodies.upload), (c) =>
    accept(options, c),
  )
  app.all('/api/tickets', wrongMethod('POST'))
  app.get('/health', (c) => c.json({ status: 'ok' }))
  app.get('/ready', (c) => {
    const answer = readiness()
    return c.json(answer, answer.status === 'ready' ? 200 : 503)
  })
  app.notFound((c) => {
    const refusal = new Refusal('not_found', 'There is nothing at this address.')
    return c.json(refusal.problem(c.get('requestId')), refusal.status)
  })
  app.onError((error, c) => answerError(log, error, c))
  return app
}
