/** An error that is no answer of ours: the log says which, and whoever waits that there was one. */
import type { Context } from 'hono'
import type { Log } from '../../log.ts'
import { Refusal } from '../../refusal.ts'
import { requestIdOf } from '../answer-headers.ts'

/** What to say of it; the log says the rest. */
export function bug(log: Log, error: unknown, c: Context): Refusal {
  log('error', 'bug', {
    requestId: requestIdOf(c),
    method: c.req.method,
    path: c.req.path,
    why: error instanceof Error ? (error.stack ?? error.message) : 'unknown',
  })
  return new Refusal('internal', 'Something broke in the proxy; its log has the request id.')
}
