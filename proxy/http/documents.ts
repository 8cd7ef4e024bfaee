/** The pages that people see without a program of ours: the form of an iframe, which works without JavaScript too. */
import type { Context, Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Site } from '../config/config.ts'
import type { Embed, Page } from '../embed/embed.ts'
import type { Typed } from '../embed/typed-values.ts'
import { wantsPage } from './guards.ts'
import { siteIfAny, siteNamed } from './site-named.ts'

/** What a request tells the answers to its errors. */
export type Variables = { Variables: { typed: Typed; fileNames: readonly string[] } }
export type Ctx = Context<Variables>

/** Answers with a page. */
export async function show(c: Ctx, page: Promise<Page>): Promise<Response> {
  const { status, body, headers } = await page
  return c.body(body, status as ContentfulStatusCode, headers) // as: every status here is of a Refusal, or 200
}

/** Adds the form's document and the one after sending. */
export function addDocuments(app: Hono<Variables>, sites: ReadonlyMap<string, Site>, embed: Embed): void {
  app.use('/embed/*', async (c, next) => {
    c.header('Vary', 'Accept')
    await next()
  })
  app.get('/embed/:site?', async (c) => {
    const site = siteNamed(sites, c.req.param('site'))
    // For the script of a form that has been open for so long that its token has expired.
    if (c.req.header('Accept') === 'application/json') return c.json({ token: embed.token(site) })
    return show(c, embed.form(c.req.raw, site))
  })
  // A form that came back stands at this address, and tabs that were closed are opened again without what they sent.
  app.get('/api/tickets', (c, next) => {
    const site = siteIfAny(sites, c.req.query('site'))
    return site && wantsPage(c.req) ? c.redirect(embed.formAddress(c.req.raw, site), 303) : next()
  })
  app.get('/embed/:site/sent/:reference', (c) =>
    show(c, embed.sent(c.req.raw, siteNamed(sites, c.req.param('site')), c.req.param('reference'))),
  )
}
