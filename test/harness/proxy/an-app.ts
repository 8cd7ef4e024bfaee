/** The app on a real database, spoken to as a browser would. */
import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import type { Challenge } from 'altcha-lib/types'
import { createSearches } from '../../../proxy/admission/asking.ts'
import { createAddresses } from '../../../proxy/admission/client/client-address.ts'
import { createAdmission } from '../../../proxy/admission/admission.ts'
import { withoutConversations } from './without-conversations.ts'
import { createApp } from '../../../proxy/http/app.ts'
import { createChallenges } from '../../../proxy/admission/challenge.ts'
import { loadConfig } from '../../../proxy/config/config.ts'
import type { Articles } from '../../../proxy/articles/articles.ts'
import type { FormRules, FormAnswer } from '../../../proxy/contract/form.ts'
import { BODY_MAX } from '../../../proxy/contract/limits.ts'
import { RateLimits } from '../../../proxy/admission/rate-limits.ts'
import type { Limits } from '../../../proxy/admission/kinds.ts'
import { createLog } from '../../../proxy/log.ts'
import type { Sql } from '../../../proxy/store/sqlite/database.ts'
import type { Store } from '../../../proxy/store/store.ts'
import { shedLoad } from '../../../proxy/admission/load-shedding.ts'
import { createTokens } from '../../../proxy/embed/form-token.ts'
import { anEmbed } from './an-embed.ts'
import { openMail } from '../../../proxy/email/open-mail.ts'
import type { TrayMail } from '../../../proxy/sandbox/data/mail-tray.ts'
import { languages } from '../../../widget/i18n/all-texts.ts'
import { aStore } from './a-store.ts'
import type { CountedOutbox } from './a-store.ts'
import { aClock, CHANNEL, ORIGIN } from './builders.ts'
import type { Problem } from '../../../proxy/contract/problems.ts'

/** Two sites, one of which requires every standard field. */
export const SITES = {
  sites: {
    shop: { channel: CHANNEL, origins: [ORIGIN] },
    strict: { channel: CHANNEL, origins: [ORIGIN], name: 'required', subject: 'required' },
  },
}

/** The same sites, for tests in which a program sends message after message. */
export const WITHOUT_CHALLENGES = {
  sites: {
    shop: { ...SITES.sites.shop, challenge: 'off' },
    strict: { ...SITES.sites.strict, challenge: 'off' },
  },
}

/** The app on a real database, and functions that speak to it as a browser would. */
export function anApp(
  options: {
    sites?: object
    /** The form of site `shop`, not checked as the sites file is. */
    form?: FormRules
    store?: Partial<Pick<Store, 'accept' | 'recognise'>>
    conversations?: Partial<Pick<Store['conversations'], 'byReceipt'>>
    limits?: Partial<Limits>
    spoolBytes?: number
    folder?: string
    sql?: Sql
    retentionMs?: number
    trusted?: string[]
    late?: () => number
    env?: Record<string, string>
    clock?: ReturnType<typeof aClock>
    /** With the documents of `/embed/SITE`, and answers for people. */
    documents?: boolean
    /** Help articles, already read. */
    articles?: Articles
    /** With codes by e-mail, which come into `mails`. */
    codes?: boolean
  } = {},
) {
  const config = loadConfig({ THERE_THERE_TOKEN: 't', SITES_FILE: 'x', ...options.env }, () =>
    JSON.stringify(options.sites ?? SITES),
  )
  const { limits } = config
  const sites = new Map(
    [...config.sites].map(([id, site]) => [id, { ...site, form: { ...site.form, ...options.form } }]),
  )
  const clock = options.clock ?? aClock()
  const { now } = clock
  const { retentionMs = 1e9, spoolBytes: maxBytes = 1e9 } = options
  const { store, outbox, spool, sql, folder } = aStore({
    ...(options.folder !== undefined && { folder: options.folder }),
    ...(options.sql && { sql: options.sql }),
    now,
    retentionMs,
    maxBytes,
  })
  const lines: string[] = []
  const log = createLog((line) => lines.push(line))
  const waiting = () => store.waiting()
  const rateLimits = new RateLimits({
    limits: { ...limits, ...options.limits },
    counters: store.counters,
    waiting,
    now,
    log,
  })
  const clientOf = createAddresses(options.trusted ?? [], (trouble) => log('warn', trouble))
  let woken = 0
  const mails: TrayMail[] = []
  const put = (mail: TrayMail) => void mails.push(mail)
  const mail = options.codes
    ? openMail({ way: { way: 'tray', put }, store, key: 'key', languages, now, log })
    : undefined
  const app = createApp({
    ...withoutConversations(options.conversations),
    proofs: mail?.proofs,
    sites,
    store: {
      accept: (submission, dues) => store.accept(submission, dues),
      recognise: (submission) => store.recognise(submission),
      knows: (id) => store.knows(id),
      files: store.files,
      ...options.store,
    },
    bodies: { upload: 100_000_000, timeoutMs: 30_000 },
    admission: createAdmission({
      rateLimits,
      challenges: createChallenges('a-secret-of-the-proxy', now),
      clientOf,
      shed: shedLoad(options.late ?? (() => 0), BODY_MAX),
      now,
    }),
    searches: createSearches(clientOf, now),
    articles: options.articles,
    wake: () => woken++,
    readiness: async () => ({ status: 'ready', why: [], attention: [] }),
    log,
    embed: options.documents
      ? anEmbed({ sites, tokens: createTokens('key', now), store, now, publicUrl: undefined })
      : undefined,
  })
  /** Requests that come over a reverse proxy at 10.0.0.1, which says whose they are. */
  const env = (network: string | undefined) =>
    network === undefined
      ? undefined
      : { incoming: { headers: { 'x-forwarded-for': network }, socket: { remoteAddress: '10.0.0.1' } } }
  const post = async (body: BodyInit, headers: Record<string, string> = {}) =>
    app.request(
      '/api/tickets',
      { method: 'POST', body, headers: { Origin: ORIGIN, ...headers } },
      env(headers['X-Forwarded-For']),
    )
  const form = async (headers: Record<string, string> = {}, site = 'shop') => {
    const init = { headers: { Origin: ORIGIN, ...headers } }
    const response = await app.request(`/api/form?site=${site}`, init, env(headers['X-Forwarded-For']))
    return (await response.json()) as FormAnswer
  }
  const postJson = (body: unknown, headers = {}) =>
    post(JSON.stringify(body), { 'Content-Type': 'application/json', ...headers })
  const postForm = (fields: Record<string, string>) => {
    const body = new FormData()
    for (const [name, value] of Object.entries(fields)) body.append(name, value)
    return post(body)
  }
  return {
    app,
    store,
    outbox,
    spool,
    folder,
    rateLimits,
    lines,
    clock,
    sql,
    mails,
    proofs: mail?.proofs,
    woken: () => woken,
    post,
    postJson,
    postForm,
    form,
  }
}

/** The payload that solves a challenge, made by the library's own solver. */
export async function solved(text: string | undefined): Promise<string> {
  const challenge = JSON.parse(text!) as Challenge
  const solution = await solveChallenge({ challenge, deriveKey })
  return btoa(JSON.stringify({ challenge, solution }))
}

/** An error answer, with its status. */
export async function problemOf(response: Response): Promise<Problem & { status: number }> {
  return { ...((await response.json()) as Problem), status: response.status }
}

/** The submission that the outbox holds. */
export const stored = (outbox: CountedOutbox) => outbox.due(true)?.submission
