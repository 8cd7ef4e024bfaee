/** What every answer says beside its content. */
import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'

/** The name of a request in its answer and in the log, given to it when it is first asked for. */
export function requestIdOf(c: Context): string {
  const known = c.get('requestId') as string | undefined // as: put there in the next lines, and nowhere else
  if (known !== undefined) return known
  const made = randomUUID()
  c.set('requestId', made)
  return made
}

const general = (c: Context): Record<string, string> => ({
  'X-Request-Id': requestIdOf(c),
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  // Tokens, states and refusals are another answer the next time, and also a 404 may be kept unless it says so.
  'Cache-Control': 'no-store',
})

/**
 * Those of an answer of the API: the page that sent a request may read it, refusals included, so that the widget can say
 * what is wrong. This lets nobody in: `checkOrigin` does that. Answers hold no secrets and requests carry no cookies.
 */
export function apiHeaders(c: Context): Record<string, string> {
  const origin = c.req.header('Origin')
  return {
    ...general(c),
    Vary: 'Origin, Accept',
    ...(origin !== undefined && { 'Access-Control-Allow-Origin': origin }),
    'Access-Control-Expose-Headers': 'Retry-After, X-Request-Id',
  }
}

const isApi = (c: Context): boolean => c.req.path.startsWith('/api/')

/** Puts them on the answer that is to come. */
export function putHeaders(c: Context): void {
  for (const [name, value] of Object.entries(isApi(c) ? apiHeaders(c) : general(c))) c.header(name, value)
}

/** The same for every route behind it. */
export function answerHeaders() {
  return createMiddleware((c, next) => {
    putHeaders(c)
    return next()
  })
}
