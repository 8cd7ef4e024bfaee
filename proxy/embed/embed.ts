/**
 * The documents of `/embed/SITE`: iframe and form without JavaScript in one. Decides what is shown; knows neither
 * routes nor sockets.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import type { Site } from '../config/config.ts'
import { asksTopic } from './fields.ts'
import { acceptedLanguages, negotiate, wordsOf } from './texts.ts'
import type { Found } from '../store/records.ts'
import type { Languages, Words } from './texts.ts'
import { documentHeaders } from './headers.ts'
import { isForVisitor, leavesForm, noticeOf } from './notices.ts'
import { formPage, noticePage, sentPage } from './page.ts'
import type { Assets, FormState, Html, Scene } from './page.ts'
import { typedOf } from './typed-values.ts'
import type { Typed } from './typed-values.ts'
import { accentStyle, readView, viewQuery } from './view-options.ts'
import type { View } from './view-options.ts'
import { RECEIPT_BYTES } from '../contract/conversation/conversation.ts'
import { cleanName } from '../contract/files/file-names.ts'
import { Refusal } from '../refusal.ts'
import type { Tokens } from './form-token.ts'
import { replyFor } from '../contract/office-hours.ts'

/** What the widget's build tells the proxy: `embed.json`. */
export interface EmbedFiles extends Assets {
  languages: Languages
}

export interface EmbedOptions {
  files: EmbedFiles
  sites: ReadonlyMap<string, Site>
  tokens: Tokens
  /** The submission with this id or reference, if there is one; its text is kept for a while only. */
  find: (key: string) => Promise<Found | undefined>
  now: () => number
  /** Address that browsers reach the proxy at, if it is known. */
  publicUrl: string | undefined
}

/** Where a request says that it comes from. */
export interface Provenance {
  origin: string | undefined
  /** `Sec-Fetch-Site`: no page can set it. */
  fetchSite: string | undefined
  /** Address of the request. */
  url: string
}

/** An answer, for whatever runtime. */
export interface Page {
  status: number
  body: string
  headers: Record<string, string>
}

/** How long an open form can be sent: longer than anybody writes, shorter than a token is worth keeping. */
const FORM_LIFE_MS = 24 * 3_600_000

/** How long the page that confirms a message shows the visitor's address: then its own address is history. */
const SENT_LIFE_MS = 3_600_000

/** Longest time in which the same text from the same page without an id counts as pressed twice, in ms; half at least. */
const TWICE_MS = 2 * 3_600_000

/** A secret that a browser would make if it had a script: a receipt, or what codes count for. */
export const newSecret = (): string => randomBytes(RECEIPT_BYTES).toString('base64url')

/** Path from a document to the proxy's address. */
function rootOf(request: Request): string {
  return '../'.repeat(new URL(request.url).pathname.split('/').length - 2) || './'
}

/** The documents of all sites. */
export class Embed {
  readonly #options: EmbedOptions
  constructor(options: EmbedOptions) {
    this.#options = options
  }

  /** The empty form. */
  form(request: Request, site: Site): Promise<Page> {
    const scene = this.#scene(request, site)
    const form = this.#formState(site, scene.words, typedOf({ page: this.#origin(request, site) }))
    return this.#page(request, site, 200, formPage(scene, form), true)
  }

  /** A fresh token for a form that has been open for long: for the script of the form. */
  token(site: Site): string {
    return this.#options.tokens.mint('form', site.id, FORM_LIFE_MS)
  }

  /** The empty form that looks like the request. */
  formAddress(request: Request, site: Site): string {
    return `${rootOf(request)}embed/${site.id}${viewQuery(this.#view(request))}`
  }

  /** A document about something that was sent, which nobody keeps; `locale`: of the form that it was sent with. */
  async draw(
    request: Request,
    site: Site,
    status: number,
    { locale, body }: { locale: string | undefined; body: (scene: Scene) => Html },
  ): Promise<Page> {
    return this.#page(request, site, status, body(this.#scene(request, site, locale)))
  }

  /** What to show in place of an accepted form: an address that proves itself and names nobody. */
  sentAddress(request: Request, site: Site, reference: string): string {
    const key = this.#options.tokens.mint('sent', `${site.id}/${reference}`, SENT_LIFE_MS)
    return `${rootOf(request)}embed/${site.id}/sent/${reference}${viewQuery(this.#view(request), { key })}`
  }

  /** The confirmation. @throws Refusal `not_found` for an address that this proxy did not make. */
  async sent(request: Request, site: Site, reference: string): Promise<Page> {
    const { tokens, find } = this.#options
    const key = new URL(request.url).searchParams.get('key') ?? ''
    const state = tokens.check('sent', `${site.id}/${reference}`, key)
    if (state === 'invalid') throw new Refusal('not_found', 'This address confirms nothing.')
    // What confirms a message is the key: told that nobody is sure, its visitor would send it again.
    const found = state === 'valid' ? await find(reference).catch(() => undefined) : undefined
    const scene = this.#scene(request, site)
    const reply = replyFor(site.form, found?.topic)
    const definition = { ...site.form, ...(reply && { reply }) }
    return this.#page(request, site, 200, sentPage(scene, definition, { reference, email: found?.email }))
  }

  /**
   * The form again, with everything that was written and what is wrong with it; or why there is none.
   * @param typed Nothing when it could not be read.
   * @param fileNames What the files are called that came with it: they have to be chosen anew.
   */
  refused(
    request: Request,
    site: Site | undefined,
    refusal: Refusal,
    typed: Typed | undefined,
    fileNames: readonly string[] = [],
  ): Promise<Page> {
    const scene = this.#scene(request, site, typed?.values['locale'])
    const { code, status, fields: problems = {} } = refusal
    const notice = {
      ...noticeOf(refusal, scene.words, typed !== undefined, site?.form.files !== undefined),
      contactEmail: site?.form.contactEmail,
    }
    if (!site || !typed || !leavesForm(refusal))
      return this.#page(request, site, status, noticePage(scene, notice))
    const conflict = code === 'conflict'
    // Under its old id, a message that was changed after it had arrived would be refused for ever; its receipt opens the
    // first of the two.
    const state = this.#formState(site, scene.words, typed, {
      ...problems,
      ...(conflict && { id: 'duplicate', receipt: 'duplicate' }),
    })
    const form = { ...state, fileNames: fileNames.map(cleanName) }
    const button = conflict ? 'sendAnyway' : 'retry'
    const page = formPage(scene, isForVisitor(problems) ? form : { ...form, notice, button })
    return this.#page(request, site, status, page)
  }

  /**
   * The id of a message from a plain form, which can make none: the same text sent twice within an hour or two is
   * one message.
   */
  async idOf({ values, answers }: Typed): Promise<string> {
    const { now, find, tokens } = this.#options
    const content = [
      ...['site', 'email', 'name', 'subject', 'message', 'topic'].map((key) => values[key] ?? ''),
      answers,
    ]
    const half = Math.floor(now() / (TWICE_MS / 2))
    const [current = '', before = ''] = [half, half - 1].map((period) => {
      // The id outlives what was written, which nobody must find out by trying.
      const hex = tokens.hash(JSON.stringify([period, ...content]))
      // UUID version 8, for ids of one's own making (RFC 9562 §5.8).
      return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5')
    })
    return (await find(before)) ? before : current
  }

  /**
   * Whether a request can come from one of our documents. Where its `Origin` names nobody, it is the browser that says
   * so: pages of others can hide theirs, and their servers can fetch a token.
   */
  mayBeOurs({ origin, fetchSite, url }: Provenance): boolean {
    if (fetchSite === 'same-origin' && (origin === undefined || origin === 'null')) return true
    // Browsers that are so old that they say neither.
    if (origin === undefined) return fetchSite === undefined
    const { publicUrl } = this.#options
    if (publicUrl !== undefined) return origin === new URL(publicUrl).origin
    // Without its public address the proxy knows the host only: TLS may end before it.
    return URL.canParse(origin) && new URL(origin).host === new URL(url).host
  }

  /** Whether a token is of a form of this site, and still valid. */
  holdsForm(site: Site, token: string): boolean {
    return this.#options.tokens.check('form', site.id, token) === 'valid'
  }

  /** @throws Refusal `bad_token`. */
  checkToken(site: Site, token: string): void {
    if (this.holdsForm(site, token)) return
    throw new Refusal('bad_token', `Load /embed/${site.id} again: its form holds the token to send.`)
  }

  #formState(
    site: Site,
    { locale }: Words,
    { values, answers }: Typed,
    problems: FormState['problems'] = {},
  ): FormState {
    // What is wrong with what nobody sees, nobody could mend.
    const kept = (name: string) => (problems[name] === undefined && values[name]) || ''
    const { conversation, confirm } = site
    const secret = (name: string) => kept(name) || newSecret()
    return {
      definition: site.form,
      hidden: {
        site: site.id,
        id: kept('id') || randomUUID(),
        token: this.token(site),
        receipt: conversation.conversation === 'off' ? '' : secret('receipt'),
        browser: confirm.confirm === 'off' && !confirm.copy ? '' : secret('browser'),
        locale,
        page: kept('page'),
        // One that can be chosen is a field of the form.
        topic: asksTopic(site.form, kept('topic')) ? '' : kept('topic'),
      },
      values,
      answers,
      problems,
      fileNames: [],
      button: 'send',
    }
  }

  /** Where the visitor comes from: what browsers tell of it by default, if it is one of the site's pages. */
  #origin(request: Request, site: Site): string {
    const referrer = request.headers.get('Referer') ?? ''
    const origin = URL.canParse(referrer) ? new URL(referrer).origin : ''
    return origin !== '' && site.origins.allows(origin) ? `${origin}/` : ''
  }

  #view(request: Request): View {
    return readView(new URL(request.url).searchParams)
  }

  #words(request: Request, site: Site | undefined, more: string): Words {
    const { languages } = this.#options.files
    const wanted = [
      this.#view(request).locale ?? more,
      ...acceptedLanguages(request.headers.get('Accept-Language') ?? ''),
      site?.form.locale ?? '',
    ]
    return wordsOf(languages, negotiate(wanted, Object.keys(languages)) ?? 'en', site)
  }

  #scene(request: Request, site: Site | undefined, locale = ''): Scene {
    return {
      words: this.#words(request, site, locale),
      view: this.#view(request),
      assets: this.#options.files,
      root: rootOf(request),
      focus: request.headers.get('Sec-Fetch-Dest') !== 'iframe',
      now: this.#options.now(),
    }
  }

  async #page(
    request: Request,
    site: Site | undefined,
    status: number,
    body: Html,
    empty = false,
  ): Promise<Page> {
    const accent = accentStyle(this.#view(request))
    // A site that there is not has nothing to protect, and its owner must be able to read that.
    const ancestors = site ? site.origins.sources : ['*']
    const captures = site?.form.files !== undefined
    const headers = documentHeaders({ ancestors, styles: accent ? [accent.hash] : [], empty, captures })
    // Waited for here: what a template promises and does not keep would end the process.
    return { status, body: String(await body), headers }
  }
}
