/**
 * What a request must pass before it is looked at: each guard is factory(options) → middleware.
 */
import { randomUUID } from 'node:crypto'
import type { Context, MiddlewareHandler, Next } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { createMiddleware } from 'hono/factory'
import type { Site } from '../config/config.ts'
import type { Embed, Provenance } from '../embed/embed.ts'
import { Refusal } from '../refusal.ts'

/**
 * Refuses bodies over `maxSize` bytes before they are read whole. A multipart body may have `upload` bytes more; one
 * without a length is counted by its reader, since bodyLimit() would hold it in memory.
 */
export function limitBody(maxSize: number, upload: number) {
  const tooLarge = () => new Refusal('too_large', `Send at most ${maxSize} bytes.`)
  const limitStream = bodyLimit({
    maxSize,
    onError: () => {
      throw tooLarge()
    },
  })
  const counted = async (c: Context, next: Next) => {
    let whole = false
    try {
      return await limitStream(c, () => {
        whole = true
        return next()
      })
    } catch (error) {
      if (whole || error instanceof Refusal) throw error
      throw new Refusal('bad_body', 'The body broke off.')
    }
  }
  return createMiddleware((c, next) => {
    const length = c.req.header('Content-Length')
    if (upload > 0 && /^multipart\//i.test(c.req.header('Content-Type') ?? '')) {
      if (Number(length ?? 0) > maxSize + upload) throw tooLarge()
      return next()
    }
    // Node ends a body at its announced length, so only a chunked one must be counted. Asking bodyLimit() for both
    // would build a whole Request with a stream each time, which costs more than the rest of the route.
    if (length === undefined || c.req.header('Transfer-Encoding') !== undefined) return counted(c, next)
    if (Number(length) > maxSize) throw tooLarge()
    return next()
  })
}

/**
 * Refuses a request whose page is not on the site's list.
 * @throws Refusal `origin_missing` or `origin_denied`.
 */
export function checkOrigin(site: Site, origin: string | undefined): void {
  if (origin === undefined)
    throw new Refusal('origin_missing', 'Send an Origin header: the address of the website, as browsers do.')
  if (!site.origins.allows(origin))
    throw new Refusal(
      'origin_denied',
      `Add ${origin} to the origins of site "${site.id}" (ALLOWED_ORIGINS or the sites file).`,
    )
}

/**
 * Whether a request comes from a form or an address bar: it gets a document. A program that asks for JSON gets that,
 * and one that does not say what it wants as well.
 */
export function wantsPage(request: { header: (name: string) => string | undefined }): boolean {
  const accept = request.header('Accept') ?? ''
  return accept.includes('text/html') && !accept.includes('application/json')
}

/**
 * Refuses a submission that comes neither from a page on the site's list nor from one of our own documents. Within
 * those the origin is ours and says nothing of the site; their token does.
 * @throws Refusal `origin_missing`, `origin_denied` or `bad_token`.
 */
export function checkSender(
  site: Site,
  from: Provenance,
  token: string | undefined,
  embed: Embed | undefined,
): void {
  if (from.origin !== undefined && site.origins.allows(from.origin)) return
  if (token !== undefined && embed?.mayBeOurs(from)) return embed.checkToken(site, token)
  checkOrigin(site, from.origin)
}

/**
 * Whether a page may see again what it has sent: one of the site's list, or a document of ours. The form that another
 * website has filled in would be one of ours, with a token, and only the button were left to be pressed.
 */
export function mayHaveFormBack(site: Site, embed: Embed, from: Provenance): boolean {
  return (from.origin !== undefined && site.origins.allows(from.origin)) || embed.mayBeOurs(from)
}

/** Whether a page may ask for what is known already: the same; what it has to bring is a secret anyway. */
export const mayAsk = (site: Site, embed: Embed | undefined, from: Provenance): boolean =>
  embed ? mayHaveFormBack(site, embed, from) : from.origin !== undefined && site.origins.allows(from.origin)

/**
 * Compresses documents; the widget's files are compressed by the build. Programs that speak with `/api` get none: to look
 * at what they are answered would cost each message a tenth of its time.
 */
export function compressDocuments() {
  const compressed = compress({ contentTypeFilter: /^text\/html/ })
  return createMiddleware((c, next) =>
    c.req.path.startsWith('/api/') && !wantsPage(c.req) ? next() : compressed(c, next),
  )
}

/**
 * Refuses requests whose `Host` no address can have, such as `a.9`: Node hands them on, and the first to read the
 * address of such a request would break, the answer to that included.
 */
export function readableAddress(): MiddlewareHandler {
  // No `async`: it would give each of the waits for what follows one more turn.
  return (c, next) => {
    if (URL.canParse(c.req.url)) return next()
    const refusal = new Refusal('not_found', 'No address has such a host.')
    const headers = { 'Cache-Control': 'no-store' }
    return Promise.resolve(c.json(refusal.problem(randomUUID()), refusal.status, headers))
  }
}
