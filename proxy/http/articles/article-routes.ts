/**
 * The routes of help articles. What somebody writes stands in a body: an address would be in logs and histories. Nothing
 * of it is kept or logged.
 */
import { Hono } from 'hono'
import type { Context } from 'hono'
import type { Admission } from '../../admission/admission.ts'
import type { ClientCounter } from '../../admission/asking.ts'
import { parseSought } from '../../articles/ask.ts'
import type { Articles } from '../../articles/articles.ts'
import type { Site } from '../../config/config.ts'
import { ARTICLES_PATH } from '../../contract/help/articles.ts'
import type { FoundArticles } from '../../contract/help/articles.ts'
import type { Embed } from '../../embed/embed.ts'
import { readSmall } from '../../intake/body.ts'
import { Refusal } from '../../refusal.ts'
import { checkOrigin, limitBody, mayAsk } from '../guards.ts'
import { Sender } from '../sender.ts'
import { siteNamed } from '../site-named.ts'

export interface ArticleRoutes {
  sites: ReadonlyMap<string, Site>
  admission: Pick<Admission, 'shed'>
  /** Missing where no site has articles. */
  articles?: Pick<Articles, 'find' | 'show'> | undefined
  /** How often a client may ask. */
  searches: ClientCounter
  embed?: Embed | undefined
}

/** Largest ask, in bytes: letters of four bytes, each written as six signs. */
const ASK_MAX = 4 * 1024

const none = () => new Refusal('not_found', 'This site has no such article.')

/** What is known of articles, for a page of the site. @throws Refusal of a page that may not ask, or asks too often. */
function asked({ sites, articles, searches, embed }: ArticleRoutes, c: Context, id: string | undefined) {
  const site = siteNamed(sites, id)
  const sender = new Sender(c)
  // Same-origin reads carry no Origin header, and what everybody may see is no secret.
  const reads = c.req.method === 'GET' && sender.origin === undefined
  if (!reads && !mayAsk(site, embed, sender)) checkOrigin(site, sender.origin)
  searches.check(c.env)
  searches.count(c.env)
  if (!articles || site.brains.length === 0) throw none()
  return { site, articles }
}

/** Both of them, for the app whose errors and headers they share. */
export function articleRoutes(options: ArticleRoutes): Hono {
  const { shed } = options.admission
  return new Hono()
    .post(ARTICLES_PATH, shed, limitBody(ASK_MAX, 0), async (c) => {
      const sought = parseSought(await readSmall(c.req.raw))
      const { site, articles } = asked(options, c, sought.site)
      return c.json({ articles: articles.find(site, sought.text) } satisfies FoundArticles)
    })
    .get(`${ARTICLES_PATH}/:key`, shed, (c) => {
      const { site, articles } = asked(options, c, c.req.query('site'))
      const shown = articles.show(site, c.req.param('key'))
      if (!shown) throw none()
      return c.json(shown)
    })
}
