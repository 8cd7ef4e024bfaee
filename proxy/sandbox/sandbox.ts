/**
 * The sandbox: an emulator of the documented There There API with an inbox page. `createSandbox` returns one
 * fetch handler for everything below `/sandbox`; the proxy calls it in process, `main.ts` serves it alone.
 */
import { Hono } from 'hono'
import type { Sql } from '../sqlite.ts'
import { authenticate, enter } from './access.ts'
import { attachmentRoutes } from './attachments.ts'
import { createDesk } from './desk.ts'
import { ApiError } from './errors.ts'
import { createLimiter } from './limiter.ts'
import { mountRoutes, type Gate } from './router.ts'
import { seedWorkspace, type ExtraChannel } from './seed.ts'
import { ticketRoutes } from './tickets.ts'
import { workspaceRoutes } from './workspace.ts'

export { SANDBOX_CHANNEL, SANDBOX_TOKEN } from './seed.ts'

export interface SandboxOptions {
  /** Opened by the caller, who also closes it, after `close()`. */
  sql: Sql
  /** Milliseconds since the epoch. */
  now?: () => number
  random?: () => number
  /** Requests a minute for each token. */
  rate?: number
  /** Tickets to begin with; none by default. */
  seed?: 'demo'
  /** Further channels, with ULIDs taken as they are. */
  channels?: readonly ExtraChannel[]
}

export interface Sandbox {
  /** `env` is what @hono/node-server hands over; with it, a reset is a reset of the socket. */
  fetch: (request: Request, env?: object) => Response | Promise<Response>
  /** Ends waiting requests, timers and live updates. The database stays open. */
  close: () => void
}

const IMPORTS_A_MINUTE = 300

/** Makes a sandbox on a database. Throws when SQLite refuses. */
export function createSandbox(options: SandboxOptions): Sandbox {
  const { sql, now = Date.now, random = Math.random, rate = 60, channels = [] } = options
  const desk = createDesk(sql, now, random)
  seedWorkspace(sql, now(), channels)
  const hit = createLimiter(now)
  const api: Gate = {
    desk,
    staleSearchMs: () => 0,
    admit(request, route) {
      const token = authenticate(request)
      const importing = route.path === '/tickets/import'
      const verdict = hit(importing ? `import ${token}` : token, importing ? IMPORTS_A_MINUTE : rate)
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
  const app = new Hono()
  mountRoutes(app, '/sandbox/api', [...workspaceRoutes, ...ticketRoutes, ...attachmentRoutes], api)
  return { fetch: (request, env) => app.fetch(request, env), close: () => undefined }
}
