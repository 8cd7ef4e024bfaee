/**
 * What people without a script see after a message was sent: the same as `/api/conversation` and `/api/requests` tell,
 * drawn. Whatever fails is said on the page, and nothing that the visitor has or wrote is lost by it.
 */
import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import type { Site } from '../../config/config.ts'
import { REQUEST_KEY } from '../../contract/conversation/conversation.ts'
import type { ShownConversation } from '../../contract/conversation/conversation.ts'
import { replyFor } from '../../contract/office-hours.ts'
import type { Accepted } from '../../contract/problems.ts'
import { maskedAddress } from '../../conversation/masked-address.ts'
import type { Proofs } from '../../email/proofs.ts'
import { newSecret } from '../../embed/embed.ts'
import type { Embed } from '../../embed/embed.ts'
import { isForVisitor, noCodeNotice, noticeOf, unshownNotice } from '../../embed/notices.ts'
import type { Html, Scene } from '../../embed/page.ts'
import type { Typed } from '../../embed/typed-values.ts'
import type { AgainForm, Around, Carried, CodeBox } from '../../embed/conversation/forms.ts'
import { conversationPage, requestsPage, retryPage } from '../../embed/conversation/pages.ts'
import type { RatingSaid } from '../../embed/conversation/rating.ts'
import type { ConversationPage } from '../../embed/conversation/pages.ts'
import { HOLD_MS } from '../../intake/confirmation.ts'
import type { Refusal } from '../../refusal.ts'
import { cleanEmail } from '../../contract/email/address.ts'
import { cleanName } from '../../contract/files/file-names.ts'
import { show } from '../documents.ts'
import { listOf, lookAt } from './reading.ts'
import type { ReadingOptions, Seen, Visit } from './reading.ts'

export interface PagesOptions extends ReadingOptions {
  /** Undefined: nothing is configured that sends codes. */
  proofs?: Proofs | undefined
  embed: Embed
}

/** What has just happened to a code. */
export interface CodeOutcome {
  isSent?: boolean
  done?: 'confirmed'
  /** Why nothing was sent, or the code was not taken. */
  refusal?: Refusal
  /** What was entered. */
  code?: string
  problems?: CodeBox['problems']
}

/** A code confirms what was sent so long ago at most. */
const CONFIRMED_MS = 86_400_000

/** Refusals after which a message can only be sent as a new one. */
const ENDED: ReadonlySet<string> = new Set(['unknown_conversation', 'no_follow_up', 'not_found'])

/** What a message that goes on from another has named: a receipt, or the key of a request. */
const named = (follows: string): Carried =>
  REQUEST_KEY.test(follows) ? { key: follows } : { receipt: follows }

export class ConversationPages {
  readonly #options: PagesOptions

  constructor(options: PagesOptions) {
    this.#options = options
  }

  /** One conversation, or the requests of whoever named none. */
  async answer(c: Context, visit: Visit, outcome: CodeOutcome = {}): Promise<Response> {
    const { receipt, key } = visit.carried
    if (receipt === undefined && key === undefined) return this.requests(c, visit, outcome)
    const seen = await lookAt(this.#options, c, visit)
    const { refusal } = seen
    // One of the requests, and the session is over: nothing opens it but another code.
    if (refusal?.code === 'proof_required') {
      const { browser } = visit.carried
      return this.requests(c, { ...visit, carried: { browser } }, { refusal, ...outcome })
    }
    return this.#conversation(c, visit, seen, { outcome })
  }

  /** The conversation after an answer was rated, or with what was said of it and not taken. */
  async rated(c: Context, visit: Visit, refusal?: Refusal, said?: RatingSaid): Promise<Response> {
    const seen = await lookAt(this.#options, c, visit)
    return this.#conversation(c, visit, seen, { ...(refusal && said && { refusal, rating: said }) })
  }

  /** All requests, or the way to prove an address. */
  async requests(c: Context, visit: Visit, outcome: CodeOutcome = {}): Promise<Response> {
    const seen = await listOf(this.#options, c, visit)
    const { carried, told } = seen
    const refusal = outcome.refusal ?? seen.refusal
    const code = told || !this.#options.proofs ? undefined : this.#codeBox(visit, 'requestsWhy', outcome)
    return this.#draw(c, visit, refusal, (scene) =>
      requestsPage(scene, this.#around(visit, carried), {
        told,
        code,
        done: outcome.done,
        notice: this.#notice(scene, outcome, seen),
      }),
    )
  }

  /** The conversation in place of the form that was just sent; undefined when there is none to show. */
  async afterSending(
    c: Context,
    site: Site,
    { values }: Typed,
    { reference }: Accepted,
  ): Promise<Response | undefined> {
    const { follows, receipt, session, browser, locale, topic, email } = values
    const handle = follows === undefined ? { receipt } : named(follows)
    const visit = { site, locale, carried: { ...handle, session, browser } }
    if (!handle.receipt && !('key' in handle)) return undefined
    const seen = await lookAt(this.#options, c, visit)
    // What was sent is safe, and must not be answered as if it were not.
    if (!seen.told) return undefined
    const isFirst = follows === undefined
    // As it was just written: the conversation's own is not for whoever has a receipt only.
    const sent = { reference, isFirst, email: email && cleanEmail(email) }
    return this.#conversation(c, visit, seen, { sent, topic })
  }

  /** The conversation with a further message that was refused; undefined for one that is none, or cannot be any more. */
  async refusedAgain(
    c: Context,
    site: Site,
    refusal: Refusal,
    { values }: Typed,
    fileNames: readonly string[],
  ): Promise<Response | undefined> {
    const { follows, session, browser, locale } = values
    if (follows === undefined || ENDED.has(refusal.code)) return undefined
    const isOver = refusal.code === 'proof_required'
    const handle = named(follows)
    // Nothing else opens one of the requests.
    if (isOver && handle.key !== undefined) return undefined
    const visit = { site, locale, carried: { ...handle, browser, session: isOver ? undefined : session } }
    const seen = await lookAt(this.#options, c, visit)
    const { fields: problems = {}, code } = refusal
    const conflict = code === 'conflict'
    const mendable = isForVisitor(problems)
    const again = ({ words }: Scene): AgainForm => ({
      // Under its old id, a message that was changed after it had arrived would be refused for ever.
      id: (!conflict && problems['id'] === undefined && values['id']) || randomUUID(),
      values,
      problems,
      fileNames: fileNames.map(cleanName),
      button: conflict ? 'sendAnyway' : mendable ? 'send' : 'retry',
      asksEmail: seen.told !== undefined && seen.email === undefined,
      ...(!mendable && {
        notice: {
          ...noticeOf(refusal, words, true, site.form.files !== undefined),
          contactEmail: site.form.contactEmail,
        },
      }),
    })
    return this.#conversation(c, visit, seen, { again, refusal })
  }

  /** In place of a page that cannot be drawn: why, and what was posted, to be posted again. */
  unshown(
    c: Context,
    site: Site,
    refusal: Refusal,
    fields: Readonly<Record<string, string>>,
  ): Promise<Response> {
    const { pathname, search } = new URL(c.req.url)
    // Relative: the proxy need not know the address that browsers reach it at.
    const action = pathname.slice(pathname.lastIndexOf('/') + 1) + search
    return this.#draw(c, { site, locale: fields['locale'], carried: {} }, refusal, (scene) =>
      retryPage(scene, unshownNotice(refusal, scene.words), { action, fields }),
    )
  }

  #conversation(
    c: Context,
    visit: Visit,
    seen: Seen<ShownConversation>,
    extra: {
      outcome?: CodeOutcome
      sent?: ConversationPage['sent']
      topic?: string | undefined
      again?: (scene: Scene) => AgainForm
      rating?: RatingSaid
      refusal?: Refusal
    },
  ): Promise<Response> {
    const { outcome = {}, sent, topic, again = () => this.#emptyAgain(seen) } = extra
    const { told, carried } = seen
    const why = told && this.#whyCode(visit.site, carried, told)
    const to = seen.email === undefined ? undefined : maskedAddress(seen.email)
    const code = why && this.#codeBox(visit, to === undefined ? 'requestsWhy' : why, outcome, to)
    const refusal = extra.refusal ?? outcome.refusal ?? seen.refusal
    return this.#draw(c, visit, refusal, (scene) =>
      conversationPage(scene, this.#around(visit, carried, topic), {
        told,
        sent,
        code,
        done: outcome.done,
        notice: this.#notice(scene, outcome, extra.refusal ? {} : seen),
        again: told?.mayFollowUp === true || extra.again ? again(scene) : undefined,
        rating: extra.rating,
      }),
    )
  }

  #emptyAgain({ email }: Seen<ShownConversation>): AgainForm {
    const id = randomUUID()
    return { id, values: {}, problems: {}, fileNames: [], button: 'send', asksEmail: email === undefined }
  }

  #draw(
    c: Context,
    { site, locale }: Visit,
    refusal: Refusal | undefined,
    body: (scene: Scene) => Html,
  ): Promise<Response> {
    const { retryAfter, status = 200 } = refusal ?? {}
    if (retryAfter !== undefined) c.header('Retry-After', String(retryAfter))
    return show(c, this.#options.embed.draw(c.req.raw, site, status, { locale, body }))
  }

  #around({ site }: Visit, carried: Carried, topic?: string): Around {
    const { proofs, embed } = this.#options
    const reply = replyFor(site.form, topic)
    const browser = proofs && (carried.browser ?? newSecret())
    return {
      definition: { ...site.form, ...(reply && { reply }) },
      token: embed.token(site),
      carried: { ...carried, browser },
    }
  }

  #notice({ words }: Scene, { refusal, problems }: CodeOutcome, seen: Partial<Seen<unknown>>) {
    if (refusal && !problems) return noCodeNotice(refusal, words)
    if (seen.isOver) return { title: words.say('proofOver'), texts: [] }
    return seen.refusal && unshownNotice(seen.refusal, words)
  }

  /** What a code would be good for; undefined where none can be asked for, or nothing is gained by one. */
  #whyCode(site: Site, carried: Carried, told: ShownConversation): CodeBox['why'] | undefined {
    if (!this.#options.proofs || carried.session !== undefined) return undefined
    const { confirm, copy } = site.confirm
    const own = told.messages.filter(({ from }) => from === 'visitor')
    const isWithin = (ms: number) => (message: (typeof own)[number]) =>
      Date.now() - Date.parse(message.at) < ms
    const waits = own.some(
      (one) => one.from === 'visitor' && one.state === 'queued' && isWithin(HOLD_MS)(one),
    )
    if (confirm === 'before' && carried.browser !== undefined && waits) return 'waitsWhy'
    if (site.conversation.conversation === 'confirmed' && !told.isProven) return 'proofWhy'
    const wanted = confirm !== 'off' || copy
    return wanted && carried.browser !== undefined && own.some(isWithin(CONFIRMED_MS))
      ? 'confirmWhy'
      : undefined
  }

  #codeBox(
    { email = '' }: Visit,
    why: CodeBox['why'],
    { isSent = false, problems = {}, code: typed = '' }: CodeOutcome,
    to?: string,
  ): CodeBox {
    return { why, to, email, id: randomUUID(), isSent, problems, typed }
  }
}
