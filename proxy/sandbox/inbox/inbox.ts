/**
 * What the inbox page lives on, beside the API: `mountInbox` serves the page and its assets, the API once more
 * without token and limit (so that looking at the inbox costs no call of the product under test), live updates,
 * message bodies for the sandboxed frames, attachments, and the faults.
 */
import type { Hono } from 'hono'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { permissionsPolicy } from '../../embed/headers.ts'
import { channelsOf, type Who } from '../api/auth.ts'
import { serveAttachment } from '../api/attachments.ts'
import { int, str, type Desk } from '../data/desk.ts'
import { ApiError, invalid, notFound } from '../api/errors.ts'
import { FaultSettings, type Faults } from '../faults.ts'
import type { MailTray } from '../data/mail-tray.ts'
import { customerRoute } from './customer.ts'
import { eventStreams } from './events.ts'
import { messageDocument } from './message-frame.ts'
import { data, mountRoutes, type Route } from '../api/router.ts'
import { SANDBOX_TOKEN, TOKENS } from '../data/workspace-seed.ts'
import { byPath } from '../api/tickets.ts'
import { clean, isRecord, validate } from '../api/validation.ts'

/** Own scripts and styles only, nothing inline, no other origin; nobody may frame the inbox. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; " +
  "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** The files that the page and the bodies of messages load, by their name below `/sandbox/assets/`, with their types. */
const ASSETS: ReadonlyMap<string, string> = new Map([
  ['inbox.js', 'text/javascript; charset=UTF-8'],
  ['inbox.css', 'text/css; charset=UTF-8'],
  ['message.css', 'text/css; charset=UTF-8'],
  ['icon.svg', 'image/svg+xml'],
])

export interface InboxOptions {
  desk: Desk
  faults: Faults
  routes: readonly Route[]
  /** Requests a minute, as configured. */
  rate: number
  tray: MailTray
  /** Folder of the built page. */
  page: string
}

/** Mounts the inbox on the app. The returned function ends its live updates. */
export function mountInbox(app: Hono, options: InboxOptions): () => void {
  const { desk, faults } = options
  const events = eventStreams(desk)
  const agent = () => agentOf(desk)

  app.use('/sandbox/*', async (context, next) => {
    const refused = crossSite(context.req.raw)
    if (refused) return refused
    return next()
  })
  app.on('GET', ['/sandbox', '/sandbox/'], () => page(options.page))
  app.notFound(() => notFound('Page').toResponse())
  app.get('/sandbox/assets/:name', (context) => asset(options.page, context.req.param('name')))
  app.get('/sandbox/events', () => events.open())
  app.get('/sandbox/faults', () => data(faults.settings()))
  app.put('/sandbox/faults', (context) => setFaults(context.req.raw, faults))
  app.get('/sandbox/mails', () => data(options.tray.list()))
  app.get('/sandbox/about', (context) => about(context.req.url, options.rate))
  app.get('/sandbox/messages/:message', (context) => {
    const row = byPath(desk, 'messages', context.req.param('message'))
    if (!row) return notFound('Message').toResponse()
    return messageDocument(desk, `${new URL(context.req.url).origin}/sandbox`, int(row, 'id'))
  })
  app.get('/sandbox/attachments/:ulid/:secret', (context) =>
    serveAttachment(desk, { ...context.req.param(), download: context.req.query('download') !== undefined }),
  )
  mountRoutes(app, '/sandbox/inbox', [...options.routes, envelopeRoute, customerRoute], {
    desk,
    staleSearchMs: () => 0,
    admit: () => ({ who: agent(), headers: {} }),
  })
  return () => events.close()
}

/** The inbox acts as the administrator of the first workspace. */
function agentOf(desk: Desk): Who {
  const [workspaceId = 1] = TOKENS[SANDBOX_TOKEN]?.workspaces ?? []
  const userId = TOKENS[SANDBOX_TOKEN]?.user ?? 1
  return {
    token: SANDBOX_TOKEN,
    userId,
    workspaceId,
    admin: true,
    channels: channelsOf(desk, workspaceId, userId, true),
  }
}

/**
 * Refuses what another site's page asks for. Developers run this on localhost, where any page they visit could
 * otherwise write into it. The API itself needs no such check: a foreign page cannot send its bearer token
 * without a preflight, which is never granted.
 */
function crossSite(request: Request): Response | undefined {
  const url = new URL(request.url)
  if (url.pathname.startsWith('/sandbox/api/')) return undefined
  const origin = request.headers.get('Origin')
  const site = request.headers.get('Sec-Fetch-Site')
  const foreignOrigin = origin !== null && origin !== url.origin && hostOf(origin) !== url.host
  const writes = request.method !== 'GET' && request.method !== 'HEAD'
  const navigates = request.headers.get('Sec-Fetch-Mode') === 'navigate'
  const foreignSite = site === 'cross-site' || (site === 'same-site' && writes)
  if (foreignSite && (writes || !navigates)) return refusal()
  return foreignOrigin && writes ? refusal() : undefined
}

/** The host of an origin: behind a TLS proxy the scheme that we see differs, the host does not. */
function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : ''
}

function refusal(): Response {
  return new ApiError(403, 'The sandbox takes this request only from its own pages.').toResponse()
}

/** Read anew each time: it is for development and demonstration. */
function page(folder: string): Response {
  const file = join(folder, 'page.html')
  if (!existsSync(file))
    return new ApiError(404, 'The inbox page is not built. Run: npm run build').toResponse()
  const html = readFileSync(file)
  return new Response(html, {
    headers: {
      'Content-Type': 'text/html; charset=UTF-8',
      'Content-Security-Policy': PAGE_POLICY,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Permissions-Policy': permissionsPolicy(false),
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cache-Control': 'no-store',
      'X-Robots-Tag': 'noindex',
    },
  })
}

function asset(folder: string, name: string): Response {
  const type = ASSETS.get(name)
  const file = join(folder, name)
  if (type === undefined || !existsSync(file)) return notFound('Asset').toResponse()
  return new Response(readFileSync(file), {
    headers: {
      'Content-Type': type,
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Cache-Control': 'no-cache',
    },
  })
}

/** `PUT /sandbox/faults`: replaces all settings; 422 in the API's form for what does not fit. */
async function setFaults(request: Request, faults: Faults): Promise<Response> {
  try {
    const input = clean(await request.json().catch(() => null))
    if (!isRecord(input)) throw invalid({ body: ['The body must be a JSON object.'] })
    faults.set(validate(FaultSettings, input))
    return data(faults.settings())
  } catch (error) {
    if (error instanceof ApiError) return error.toResponse()
    throw error
  }
}

/** What a client needs to know to call the API. */
function about(url: string, rate: number): Response {
  return data({
    api: `${new URL(url).origin}/sandbox/api`,
    rate,
    tokens: [
      { token: SANDBOX_TOKEN, about: 'Administrator, one workspace' },
      { token: 'sandbox-member', about: 'Member, not an administrator; does not see Billing' },
      { token: 'sandbox-multi', about: 'Two workspaces: X-Workspace-Id must be 1 or 2' },
    ],
  })
}

/** Who a message went to: the inbox shows it, the documented API does not. */
const envelopeRoute: Route = {
  method: 'GET',
  path: '/tickets/:ticket/recipients',
  handler(call) {
    const ticket = byPath(call.desk, 'tickets', call.param('ticket'))
    const rows = call.desk.sql.all(
      'select ulid, recipients from messages where ticket_id = ? and recipients is not null',
      ticket ? int(ticket, 'id') : 0,
    )
    return data(Object.fromEntries(rows.map((row) => [str(row, 'ulid'), JSON.parse(str(row, 'recipients'))])))
  },
}
