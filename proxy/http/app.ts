/**
 * The proxy's routes. A `fetch` function that knows nothing of sockets, files or the helpdesk.
 */
import type { Readable } from 'node:stream'
import { Hono } from 'hono'
import type { Asking } from '../admission/asking.ts'
import type { Conversations } from '../conversation/conversations.ts'
import { followingSubmission } from '../conversation/following.ts'
import type { Followed } from '../conversation/following.ts'
import type { HandleMaker } from '../conversation/handles.ts'
import type { Admission } from '../admission/admission.ts'
import { misreadFields } from '../intake/charset.ts'
import { parseSubmission, readBody } from '../intake/body.ts'
import type { BodyLimits } from '../intake/body.ts'
import type { Site } from '../config/config.ts'
import type { Proofs } from '../email/proofs.ts'
import type { Embed } from '../embed/embed.ts'
import { typedOf } from '../embed/typed-values.ts'
import { alsoWrong, checkFilled } from '../intake/check-form.ts'
import {
  checkOrigin,
  checkSender,
  compressDocuments,
  limitBody,
  readableAddress,
  wantsPage,
} from './guards.ts'
import { answerHeaders, apiHeaders, putHeaders, requestIdOf } from './answer-headers.ts'
import { articleRoutes } from './articles/article-routes.ts'
import type { ArticleRoutes } from './articles/article-routes.ts'
import { ARTICLES_PATH } from '../contract/help/articles.ts'
import { conversationRoutes } from './conversations.ts'
import { addDocuments } from './documents.ts'
import type { Ctx, Variables } from './documents.ts'
import { preflight, wrongMethod } from './methods.ts'
import { answerError } from './pages/answer-error.ts'
import { ConversationPages } from './pages/conversation-pages.ts'
import { pageRoutes } from './pages/page-routes.ts'
import { proofRoutes } from './proofs/proof-routes.ts'
import { Sender } from './sender.ts'
import { siteIfAny, siteNamed } from './site-named.ts'
import { withoutTrailingSlash } from './trailing-slash.ts'
import { take } from '../intake/accept.ts'
import { confirmationOf } from '../intake/confirmation.ts'
import { mailStyle } from './proofs/mail-style.ts'
import type { Arrival, IntakeOptions } from '../intake/accept.ts'
import { formAnswer } from './form-answer.ts'
import { CONVERSATION_PATH, REQUESTS_PATH } from '../contract/conversation/conversation.ts'
import { BODY_MAX } from '../contract/limits.ts'
import { messageMoved } from '../happenings.ts'
import type { Log } from '../log.ts'
import { Refusal, storeFailed, stored } from '../refusal.ts'
import type { Readiness } from '../operator/readiness.ts'
import type { Accepted } from '../contract/problems.ts'
import type { CheckedSubmission, Receipt } from '../store/records.ts'

export interface AppOptions extends IntakeOptions {
  sites: ReadonlyMap<string, Site>
  admission: Admission
  /** What visitors see of a message after it was sent. */
  conversations: Conversations
  asking: Asking
  /** Help articles, where a site has some, and how often a client may ask for them. */
  articles?: ArticleRoutes['articles']
  searches: ArticleRoutes['searches']
  /** What messages are found by afterwards. */
  handles: HandleMaker
  bodies: Pick<BodyLimits, 'upload' | 'timeoutMs'>
  /** The stream of a body with files, of what the runtime tells of the connection; see `BodyLimits`. */
  openUpload?: (env: unknown) => Readable | undefined
  /** Codes by e-mail, where something is configured that sends them. */
  proofs?: Proofs | undefined
  /** Tells the delivery loop that there is work. */
  wake: () => void
  /** What `/ready` answers. */
  readiness: () => Promise<Readiness>
  log: Log
  /** The documents of `/embed/SITE`, when the widget has been built. */
  embed?: Embed | undefined
}

/** What was stored, and what its visitor is asked for who has not proven the address. */
interface Kept {
  receipt: Receipt
  asked: Pick<Accepted, 'confirm'>
}

/** Stores what has arrived, with what is done when its address is proven. */
async function keep(options: AppOptions, c: Ctx, arrival: Arrival): Promise<Kept> {
  const { proofs } = options
  const { submission, site } = arrival
  const style = (mails: Proofs) => mailStyle(c, site, submission.locale, mails)
  const confirmation = proofs && (await confirmationOf(submission, site, proofs, style))
  const receipt = await take(options, { ...arrival, confirmation })
  if (!confirmation) return { receipt, asked: {} }
  const { isProven, copy } = confirmation
  if (isProven && copy) proofs?.wake()
  const { confirm } = site.confirm
  return { receipt, asked: isProven || confirm === 'off' ? {} : { confirm } }
}

/** The same; what the store did not do is refused. */
async function store(options: AppOptions, c: Ctx, arrival: Arrival): Promise<Kept> {
  try {
    return await keep(options, c, arrival)
  } catch (error) {
    throw storeFailed(options.log, error, 'The message could not be stored. Send it again with the same id.')
  }
}

/** What a message goes on from, if it names something. Nobody learns what there is by trying: see `Asking`. */
async function followedBy(
  { sites, conversations, asking, embed, log }: AppOptions,
  c: Ctx,
  fields: Readonly<Record<string, unknown>>,
): Promise<Followed | undefined> {
  const { follows, site: id, token } = fields
  if (follows === undefined) return undefined
  const site = siteNamed(sites, typeof id === 'string' ? id : undefined)
  checkSender(site, new Sender(c), typeof token === 'string' ? token : undefined, embed)
  asking.check(c.env)
  try {
    return await stored(log, conversations.follow(site, fields))
  } catch (error) {
    if (error instanceof Refusal && error.code === 'unknown_conversation') asking.countWrong(c.env)
    throw error
  }
}

/** Takes a submission from a request; when this returns, it is on disk. */
async function accept(options: AppOptions, c: Ctx): Promise<{ site: Site; accepted: Accepted }> {
  const { sites, wake, log, embed } = options
  const openUpload = () => options.openUpload?.(c.env)
  const posted = await readBody(c.req.raw, { ...options.bodies, openUpload })
  const { fields, misread, files, fileNames, drain } = posted
  // For the page that answers a person. A program's answer tells nothing of it.
  const typed = wantsPage(c.req) ? typedOf(fields) : undefined
  if (typed) c.set('typed', typed)
  c.set('fileNames', fileNames)
  const sender = new Sender(c)
  let site: Site
  let submission: CheckedSubmission
  let receipt: Receipt
  let asked: Kept['asked']
  try {
    if (misread.length > 0) throw misreadFields(misread)
    // Into both: the form that comes back must have it, or sending that would make a second ticket.
    if (embed && typed && fields['id'] === undefined)
      fields['id'] = typed.values['id'] = await stored(log, embed.idOf(typed))
    const followed = await followedBy(options, c, fields)
    if (followed?.email !== undefined) fields['email'] ??= followed.email
    const given = parseSubmission(fields, (sent, wrong) => {
      const named = siteIfAny(sites, typedOf(sent).values['site'])
      return followed ? {} : alsoWrong(named?.form, sent, wrong)
    })
    site = siteNamed(sites, given.site)
    const { token } = given
    checkSender(site, sender, token, embed)
    const handles = options.handles.of(site, given)
    submission = followed
      ? followingSubmission(site, given, followed, handles ?? {})
      : { ...checkFilled(site.form, given, Date.now()), ...(handles && { handles }) }
    sender.form = token !== undefined && embed?.holdsForm(site, token) === true
    ;({ receipt, asked } = await store(options, c, { submission, site, files, caller: sender }))
  } catch (error) {
    await drain()
    throw error
  }
  if (receipt.type !== 'accepted')
    throw new Refusal('conflict', 'This id was used for another message. Send a new message with a new id.')
  if (receipt.fresh) {
    log('info', 'submission', {
      id: submission.id,
      reference: receipt.reference,
      site: site.id,
      state: 'pending',
    })
    messageMoved.tell({ site: site.id, outcome: 'accepted' })
    wake()
  }
  const accepted: Accepted = {
    reference: receipt.reference,
    state: receipt.state === 'delivered' ? 'delivered' : 'queued',
    ...asked,
  }
  return { site, accepted }
}

/** Answers a submission in the language of its sender: a document to a form, JSON to a program. */
async function answerSubmission(
  options: AppOptions,
  c: Ctx,
  pages: ConversationPages | undefined,
): Promise<Response> {
  const { site, accepted } = await accept(options, c)
  // With plain headers the server writes what it is given: an object of `Headers` costs a message a tenth of its time.
  if (!options.embed || !wantsPage(c.req))
    return new Response(JSON.stringify(accepted), {
      status: 202,
      headers: { ...apiHeaders(c), 'Content-Type': 'application/json' },
    })
  putHeaders(c)
  const conversation = await pages?.afterSending(c, site, c.get('typed'), accepted)
  if (conversation) return conversation
  return c.redirect(options.embed.sentAddress(c.req.raw, site, accepted.reference), 303)
}

/** Where the description of the API is read. */
const OPENAPI_PATH = '/openapi.json'

/** What people and their tools write with a slash at the end. */
const SLASHED = ['/embed/*', '/api/*', '/health/*', '/ready/*']

/** The proxy as a Hono app; its `fetch` is all that a runtime needs. */
export function createApp(options: AppOptions): Hono<Variables> {
  const { sites, admission, readiness, embed } = options
  const app = new Hono<Variables>()
  const pages = embed && new ConversationPages({ ...options, embed })
  app.use(readableAddress())
  app.use(compressDocuments())
  // Before the layers that it can do without.
  app.post('/api/tickets', admission.shed, limitBody(BODY_MAX, options.bodies.upload), (c) =>
    answerSubmission(options, c, pages),
  )
  for (const path of SLASHED) app.use(path, withoutTrailingSlash())
  app.use(answerHeaders())
  app.options('/api/*', preflight)
  app.get('/api/form', async (c) => {
    const site = siteNamed(sites, c.req.query('site'))
    const origin = c.req.header('Origin')
    // Same-origin reads carry no Origin header, and a form's definition is no secret.
    if (origin !== undefined) checkOrigin(site, origin)
    const challenge = await admission.invite(site, new Sender(c))
    return c.json(formAnswer(site.form, Date.now(), challenge))
  })
  app.all('/api/form', wrongMethod('GET'))
  app.route('/', conversationRoutes(options))
  app.route('/', articleRoutes(options))
  app.all(`${ARTICLES_PATH}/*`, wrongMethod('GET'))
  app.route('/api', proofRoutes({ ...options, proofs: options.proofs }))
  if (embed) addDocuments(app, sites, embed)
  if (embed && pages) app.route('/', pageRoutes({ ...options, embed }, pages))
  const own = ['tickets', 'code', 'session', 'sign-out', 'rating'].map((path) => `/api/${path}`)
  for (const path of [...own, CONVERSATION_PATH, REQUESTS_PATH, ARTICLES_PATH])
    app.all(path, wrongMethod('POST'))
  app.get(OPENAPI_PATH, async (c) => c.json((await import('./openapi/document.ts')).API_DESCRIPTION))
  app.get('/health', (c) => c.json({ status: 'ok' }))
  app.get('/ready', async (c) => {
    // The reasons are the operator's: `support-proxy status`.
    const { status } = await readiness()
    return c.json({ status }, status === 'ready' ? 200 : 503)
  })
  app.notFound((c) => {
    const refusal = new Refusal('not_found', 'There is nothing at this address.')
    return c.json(refusal.problem(requestIdOf(c)), refusal.status)
  })
  app.onError((error, c) => answerError({ ...options, pages }, error, c))
  return app
}
