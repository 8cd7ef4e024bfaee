/** What is said of the methods of a path: to a preflight, and to whoever uses another one. */
import type { Context } from 'hono'
import { Refusal } from '../refusal.ts'

/** Answers a preflight: only programs in pages need one, the widget sends a simple request. */
export function preflight(c: Context): Response {
  c.header('Access-Control-Allow-Methods', 'GET, POST')
  c.header('Access-Control-Allow-Headers', 'Content-Type, Accept')
  c.header('Access-Control-Max-Age', '600')
  return c.body(null, 204)
}

/** Answers a path under `/api` that is known, but not for this method. */
export function wrongMethod(allowed: string) {
  return (c: Context): never => {
    c.header('Allow', allowed)
    throw new Refusal('method_not_allowed', `Use ${allowed}.`)
  }
}
