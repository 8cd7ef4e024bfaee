/** Errors: as JSON for programs, and for people as a page that keeps what they wrote. */
import type { Site } from '../../config/config.ts'
import type { Embed } from '../../embed/embed.ts'
import { typedOf } from '../../embed/typed-values.ts'
import type { Typed } from '../../embed/typed-values.ts'
import { readSmall } from '../../intake/body.ts'
import { requestRefused } from '../../happenings.ts'
import type { Log } from '../../log.ts'
import { Refusal } from '../../refusal.ts'
import { putHeaders, requestIdOf } from '../answer-headers.ts'
import { bug } from './bug.ts'
import { show } from '../documents.ts'
import type { Ctx } from '../documents.ts'
import { mayHaveFormBack, wantsPage } from '../guards.ts'
import { Sender } from '../sender.ts'
import { siteIfAny } from '../site-named.ts'
import type { ConversationPages } from './conversation-pages.ts'

interface ErrorOptions {
  sites: ReadonlyMap<string, Site>
  embed?: Embed | undefined
  /** Where there are documents. */
  pages: ConversationPages | undefined
  log: Log
}

/** Largest form that is read in spite of overload, in bytes: a long message, and far less than a request may have. */
const SPARED = 16 * 1024

/** What was written, for the page that says why it was refused: also when that was before anybody read it. */
async function typedIn(c: Ctx, { code }: Refusal): Promise<Typed | undefined> {
  const typed = c.get('typed')
  if (typed || code !== 'overloaded') return typed
  const length = Number(c.req.header('Content-Length') ?? Infinity)
  return length > SPARED ? undefined : readSmall(c.req.raw).then(typedOf, () => undefined)
}

/** The same answer in words, where a person waits for it. */
async function refuse({ embed, pages, sites }: ErrorOptions, refusal: Refusal, c: Ctx): Promise<Response> {
  if (!embed || !pages || !hasPages(c) || !wantsPage(c.req))
    return c.json(refusal.problem(requestIdOf(c)), refusal.status)
  const typed = await typedIn(c, refusal)
  const site = siteIfAny(sites, typed?.values['site'] ?? c.req.query('site') ?? c.req.param('site'))
  const back = site && mayHaveFormBack(site, embed, new Sender(c)) ? typed : undefined
  if (site && isPagePost(c)) return pages.unshown(c, site, refusal, back?.values ?? {})
  const again = site && back && (await pages.refusedAgain(c, site, refusal, back, c.get('fileNames') ?? []))
  if (again) return again
  return show(c, embed.refused(c.req.raw, site, refusal, back, c.get('fileNames')))
}

/** The answer to whatever a request has ended in. */
export async function answerError(options: ErrorOptions, error: Error, c: Ctx): Promise<Response> {
  const refusal = error instanceof Refusal ? error : bug(options.log, error, c)
  requestRefused.tell({ reason: refusal.code })
  putHeaders(c)
  if (refusal.retryAfter !== undefined) c.header('Retry-After', String(refusal.retryAfter))
  try {
    return await refuse(options, refusal, c)
  } catch (undrawn) {
    // Said once: what kept the page from being drawn keeps the page that says so from it as well.
    const broken = error instanceof Refusal ? bug(options.log, undrawn, c) : refusal
    return c.json(broken.problem(requestIdOf(c)), broken.status)
  }
}

/** Whether a path answers people, not programs only. */
const hasPages = (c: Ctx): boolean => /^\/(embed(\/|$)|api\/tickets$)/.test(c.req.path)

/** Whether it comes from one of the pages after a message was sent. */
const isPagePost = (c: Ctx): boolean => c.req.method === 'POST' && c.req.path.startsWith('/embed/')
