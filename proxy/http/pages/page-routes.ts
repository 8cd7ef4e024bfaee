/**
 * What the forms of these pages post to, below `/embed/SITE`. All of it by POST: what opens a conversation stands in no
 * address. Whoever comes to one of these addresses otherwise, as a tab does that is opened again, gets the form.
 */
import { Hono } from 'hono'
import type { Context } from 'hono'
import type { Admission } from '../../admission/admission.ts'
import type { Site } from '../../config/config.ts'
import { parseRating } from '../../conversation/ask.ts'
import type { Proofs } from '../../email/proofs.ts'
import { parseFields, readSmall } from '../../intake/body.ts'
import { PageRequest } from '../../intake/page-fields.ts'
import { CodeRequest, SessionRequest, SignOutRequest } from '../../intake/proof-fields.ts'
import { Refusal, stored } from '../../refusal.ts'
import { checkOrigin, checkSender, limitBody, mayAsk } from '../guards.ts'
import { askForCode } from '../proofs/ask-for-code.ts'
import { mailStyle } from '../proofs/mail-style.ts'
import { Sender } from '../sender.ts'
import { siteNamed } from '../site-named.ts'
import type { CodeOutcome, ConversationPages, PagesOptions } from './conversation-pages.ts'
import type { Visit } from './reading.ts'

export interface PageRoutesOptions extends PagesOptions {
  sites: ReadonlyMap<string, Site>
  admission: Pick<Admission, 'admitCode' | 'shed'>
  /** Tells the delivery loop that there is work. */
  wake: () => void
}

/** Largest body, in bytes: secrets, an address, a code. */
const BODY_MAX = 16 * 1024

/** What was posted, and who looks. */
interface Posted extends Visit {
  fields: PageRequest
  sender: Sender
}

/** @throws Refusal of a page that may not ask, or of what it asks. */
async function posted({ sites, embed }: PageRoutesOptions, c: Context): Promise<Posted> {
  const site = siteNamed(sites, c.req.param('site'))
  const fields = parseFields(PageRequest, await readSmall(c.req.raw))
  const sender = new Sender(c)
  if (!mayAsk(site, embed, sender)) checkOrigin(site, sender.origin)
  sender.form = fields.token !== undefined && embed.holdsForm(site, fields.token)
  const { receipt, key, session, browser, asked, locale, email } = fields
  return { site, locale, carried: { receipt, key, session, browser, asked }, email, fields, sender }
}

/** Has a code sent to the address of the conversation, or to the one that was written. */
async function ask(
  options: PageRoutesOptions,
  c: Context,
  proofs: Proofs,
  { site, carried, fields, sender }: Posted,
): Promise<void> {
  const { conversations, asking, admission, embed, log } = options
  checkSender(site, sender, fields.token ?? '', embed)
  asking.check(c.env)
  const { receipt, key, session } = carried
  const isNamed = receipt !== undefined || key !== undefined
  const found = isNamed ? await stored(log, conversations.look(site, { receipt, key, session })) : undefined
  const { id, browser, token, locale } = fields
  const email = found?.email ?? fields.email
  const wish = parseFields(CodeRequest, { id, email, browser, token, locale })
  const wanted = { ...wish, site: site.id, ...mailStyle(c, site, locale, proofs) }
  await askForCode(log, proofs, wanted, () => admission.admitCode(wish, site, sender))
}

/** Takes a code. @throws Refusal `code_wrong`. */
async function enter(
  { embed, log, wake }: PageRoutesOptions,
  proofs: Proofs,
  { site, fields, sender }: Posted,
): Promise<string> {
  checkSender(site, sender, fields.token ?? '', embed)
  const { browser, code } = parseFields(SessionRequest, { browser: fields.browser, code: fields.code })
  const session = await stored(log, proofs.open(site.id, browser, code))
  if (session === undefined) throw new Refusal('code_wrong', 'The code is wrong, or does not count any more.')
  // Messages that have waited for it can leave now.
  wake()
  return session
}

/** What is wrong with the fields of a code, in words of the page. */
function codeProblems({ code, fields }: Refusal): CodeOutcome['problems'] {
  if (code === 'code_wrong') return { code: 'code_wrong' }
  if (code !== 'invalid') return undefined
  if (fields?.['code']) return { code: fields['code'] === 'required' ? 'code_required' : 'code_wrong' }
  return fields?.['email'] && { email: fields['email'] }
}

/** What `act` leads to, as a page tells it. */
async function outcomeOf(visit: Posted, act: () => Promise<Partial<CodeOutcome>>): Promise<CodeOutcome> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const problems = codeProblems(error)
    return { refusal: error, code: visit.fields.code ?? '', ...(problems && { problems }) }
  }
}

/** Has an answer noted as helpful or not. Undefined, or what is told of a refusal. */
async function rate(
  { conversations, asking, embed, log, wake }: PageRoutesOptions,
  c: Context,
  { site, carried, fields, sender }: Posted,
): Promise<Refusal | undefined> {
  checkSender(site, sender, fields.token ?? '', embed)
  const { receipt, key, session } = carried
  const { answer, rating, words } = fields
  try {
    asking.check(c.env)
    await stored(log, conversations.rate(site, parseRating({ receipt, key, session, answer, rating, words })))
    wake()
    return undefined
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.code === 'unknown_conversation') asking.countWrong(c.env)
    return error
  }
}

/** The routes, for the app whose errors and headers they share. */
export function pageRoutes(options: PageRoutesOptions, pages: ConversationPages): Hono {
  const { sites, admission, embed, log } = options
  const app = new Hono()
  const guards = [admission.shed, limitBody(BODY_MAX, 0)] as const
  const codes = (): Proofs => {
    if (options.proofs) return options.proofs
    throw new Refusal('not_found', 'This proxy sends no codes: see docs/mail.md.')
  }

  app.post('/embed/:site/conversation', ...guards, async (c) => pages.answer(c, await posted(options, c)))
  app.post('/embed/:site/requests', ...guards, async (c) => pages.requests(c, await posted(options, c)))
  app.post('/embed/:site/code', ...guards, async (c) => {
    const visit = await posted(options, c)
    const proofs = codes()
    const outcome = await outcomeOf(visit, async () => {
      await ask(options, c, proofs, visit)
      return { isSent: true }
    })
    const asked = outcome.isSent ? '1' : visit.carried.asked
    return pages.answer(c, { ...visit, carried: { ...visit.carried, asked } }, outcome)
  })
  app.post('/embed/:site/session', ...guards, async (c) => {
    const visit = await posted(options, c)
    const proofs = codes()
    const { carried } = visit
    let session = carried.session
    const outcome = await outcomeOf(visit, async () => {
      session = await enter(options, proofs, visit)
      return { done: 'confirmed' }
    })
    const asked = outcome.done ? undefined : ('1' as const)
    return pages.answer(c, { ...visit, carried: { ...carried, session, asked } }, outcome)
  })
  app.post('/embed/:site/rating', ...guards, async (c) => {
    const visit = await posted(options, c)
    const refusal = await rate(options, c, visit)
    const { answer = '', words = '' } = visit.fields
    const problem = refusal?.fields?.['words'] === 'too_long' ? 'rateLong' : 'rateFailed'
    return pages.rated(c, visit, refusal, { answer, words, problem })
  })
  app.post('/embed/:site/sign-out', ...guards, async (c) => {
    const { site, fields, sender } = await posted(options, c)
    checkSender(site, sender, fields.token ?? '', embed)
    const { session } = parseFields(SignOutRequest, { session: fields.session })
    await stored(log, codes().end(site.id, session))
    return c.redirect(embed.formAddress(c.req.raw, site), 303)
  })

  // Requests of an address can be looked up on any device: it is proven there.
  app.get('/embed/:site/requests', async (c) => {
    const site = siteNamed(sites, c.req.param('site'))
    const hasRequests = options.proofs && site.conversation.conversation !== 'off'
    if (!hasRequests) return c.redirect(embed.formAddress(c.req.raw, site), 303)
    return pages.requests(c, { site, carried: {} })
  })
  for (const path of ['conversation', 'code', 'session', 'sign-out', 'rating'])
    app.get(`/embed/:site/${path}`, (c) =>
      c.redirect(embed.formAddress(c.req.raw, siteNamed(sites, c.req.param('site'))), 303),
    )
  return app
}
