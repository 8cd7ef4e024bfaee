/**
 * The sandbox: an emulator of the documented There There API with an inbox page. `createSandbox` returns one
 * fetch handler for everything below `/sandbox`; the proxy calls it in process, `main.ts` serves it alone.
 */
import { Hono } from 'hono'
import type { Sql } from '../store/sqlite/database.ts'
import { authenticate, enter } from './api/auth.ts'
import { attachmentRoutes } from './api/attachments.ts'
import { changeRoutes } from './api/ticket-changes.ts'
import { contactRoutes } from './api/contacts.ts'
import { seedDemo } from './data/demo-seed.ts'
import { createDesk, type Desk } from './data/desk.ts'
import { ApiError } from './api/errors.ts'
import { createFaults, isConnectionLost, type Faults } from './faults.ts'
import { knownHosts } from './hosts.ts'
import { IMPORT_PATH, importRoutes } from './api/imports.ts'
import { mountInbox } from './inbox/inbox.ts'
import { createLimiter } from './api/rate-limit.ts'
import { messageRoutes } from './api/messages.ts'
import { mountRoutes, type ApiGate, type Route } from './api/router.ts'
import { seedWorkspace, type ExtraChannel } from './data/workspace-seed.ts'
import { ticketRoutes } from './api/tickets.ts'
import { workspaceRoutes } from './api/workspace.ts'
import { brainRoutes } from './api/collections/brains.ts'
import { quickReplyRoutes } from './api/collections/quick-replies.ts'
import { savedViewRoutes } from './api/collections/saved-views.ts'
import { tagRoutes } from './api/collections/tags.ts'
import { teamRoutes } from './api/collections/teams.ts'
import { workflowRoutes } from './api/collections/workflows.ts'
import { createMailTray, type TrayMail } from './data/mail-tray.ts'
import { describeApi } from './openapi/description.ts'
import { watchOverdue } from './workflows/overdue-clock.ts'

export { namesOf } from './hosts.ts'
export { SANDBOX_CHANNEL, SANDBOX_TOKEN } from './data/workspace-seed.ts'

export interface SandboxOptions {
  /** Opened by the caller, who also closes it, after `close()`. */
  sql: Sql
  /** Folder of the built inbox page. Without it the API works all the same. */
  page: string
  /** Milliseconds since the epoch. */
  now?: () => number
  random?: () => number
  /** Requests a minute for each token. */
  rate?: number
  /** Imports a minute for each token: the helpdesk's 300. */
  importRate?: number
  /** Tickets to begin with; none by default. */
  seed?: 'demo'
  /** Names of hosts that it answers to, beside this machine's own and addresses. */
  hosts?: readonly string[]
  /** Further channels, with ULIDs taken as they are. */
  channels?: readonly ExtraChannel[]
}

export interface Sandbox {
  /** `env` is what @hono/node-server hands over; with it, a reset is a reset of the socket. */
  fetch: (request: Request, env?: object) => Response | Promise<Response>
  /** Puts a mail into the tray of the inbox page. It is sent to nobody. */
  deliverMail: (mail: TrayMail) => void
  /** Ends waiting requests, timers and live updates. The database stays open. */
  close: () => void
}

const IMPORTS_A_MINUTE = 300

const ROUTES: readonly Route[] = [
  ...workspaceRoutes,
  ...importRoutes,
  ...ticketRoutes,
  ...changeRoutes,
  ...messageRoutes,
  ...contactRoutes,
  ...attachmentRoutes,
  ...tagRoutes,
  ...teamRoutes,
  ...quickReplyRoutes,
  ...savedViewRoutes,
  ...workflowRoutes,
  ...brainRoutes,
]

/** Makes a sandbox on a database. Throws when SQLite refuses. */
export function createSandbox(options: SandboxOptions): Sandbox {
  const { sql, page, now = Date.now, random = Math.random, rate = 60, hosts = [], channels = [] } = options
  const { importRate = IMPORTS_A_MINUTE } = options
  const desk = createDesk(sql, now, random)
  seedWorkspace(sql, now(), channels)
  if (options.seed === 'demo') seedDemo(desk)
  const faults = createFaults()
  const api = new Hono()
  api.onError(serverError)
  // As every server's answers have it (RFC 9110, 6.6.1): in process nobody else adds it.
  api.use(async (context, next) => {
    await next()
    context.header('Date', new Date(now()).toUTCString())
  })
  mountRoutes(api, '/sandbox/api', ROUTES, apiGate(desk, faults, { rate, importRate }))
  const app = new Hono()
  app.onError(serverError)
  app.use(knownHosts(hosts))
  const overdue = watchOverdue(desk, serverError)
  const tray = createMailTray(desk)
  app.use('/sandbox/*', (_, next) => {
    overdue.look()
    return next()
  })
  app.get('/sandbox/api/openapi.yaml', (context) => describeApi(ROUTES, new URL(context.req.url).origin))
  const closeInbox = mountInbox(app, { desk, faults, routes: ROUTES, rate, page, tray })
  app.all('/sandbox/api/*', (context) =>
    faults.around(context.req.raw, context.env, (request) => api.fetch(request)),
  )
  return {
    fetch: (request, env) => app.fetch(request, env),
    deliverMail: tray.put,
    close() {
      overdue.stop()
      faults.close()
      closeInbox()
    },
  }
}

/** Calls a minute for each token. */
interface ApiRates {
  rate: number
  importRate: number
}

/** Token, rate limit, workspace: in this order, as Laravel's middleware (introduction page, "Rate limits"). */
function apiGate(desk: Desk, faults: Faults, { rate, importRate }: ApiRates): ApiGate {
  const hit = createLimiter(desk.now)
  return {
    desk,
    staleSearchMs: () => faults.settings().staleSearchMs,
    admit(request, route) {
      const token = authenticate(request)
      const limit = faults.settings().rate ?? rate
      const importing = route.path === IMPORT_PATH
      const verdict = importing ? hit(`import ${token}`, importRate) : hit(token, limit)
      const headers = {
        'X-RateLimit-Limit': String(verdict.limit),
        'X-RateLimit-Remaining': String(verdict.remaining),
      }
      if (!verdict.allowed) {
        throw new ApiError(429, 'Too Many Attempts.', {
          headers: { ...headers, 'Retry-After': String(verdict.retryAfter) },
        })
      }
      return { who: enter(desk, token, request.headers.get('X-Workspace-Id')), headers }
    },
  }
}

/** A bug of ours or a database that refuses: answered as Laravel would, and told on the console. */
function serverError(error: Error): Response {
  // A broken connection on demand is no error of ours: in process it must reach the caller as fetch's rejection.
  if (isConnectionLost(error)) throw error
  process.stderr.write(`${JSON.stringify({ level: 'error', event: 'sandbox', error: error.stack })}\n`)
  return new ApiError(500, 'Server Error').toResponse()
}
