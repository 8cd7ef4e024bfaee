/** An address that is nothing but for the slash at its end, as people and site builders write it: `/embed/shop/`. */
import { createMiddleware } from 'hono/factory'

/**
 * Sends reads of such an address to the one without. The way there is a relative one: a server in front may have put
 * a folder before the path, and knows better than we whether it is `https:`.
 */
export function withoutTrailingSlash() {
  return createMiddleware(async (c, next) => {
    await next()
    if (c.res.status !== 404 || !/^(GET|HEAD)$/.test(c.req.method)) return
    const { pathname, search } = new URL(c.req.url)
    // By hand: a pattern that ends in `/+$` begins anew at each of 16,000 characters, and took seconds for one address.
    let end = pathname.length
    while (pathname[end - 1] === '/') end--
    const last = pathname.slice(pathname.lastIndexOf('/', end - 1) + 1, end)
    if (end === pathname.length || last === '') return
    const up = '../'.repeat(pathname.length - end)
    // What the 404 said of itself, such as that it may not be kept, holds for this answer too.
    c.res = new Response(null, { status: 308, headers: { Location: `${up}${last}${search}` } })
  })
}
