/**
 * The proxy: everything is wired here and nowhere else. Configuration → store → delivery → routes. Imported by what
 * serves it (`main.ts`, the development server, tests).
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import { getPath } from 'hono/utils/url'
import { createApp } from './http/app.ts'
import { keepAssets } from './http/assets/asset-archive.ts'
import { createAssets } from './http/assets/assets.ts'
import { keepingAssets } from './http/assets/assets-in-memory.ts'
import { largestUpload } from './config/largest-upload.ts'
import type { Config } from './config/config.ts'
import { openDatabaseStore } from './store/open-database.ts'
import { openStore } from './store/open.ts'
import type { Store } from './store/store.ts'
import { atMostEvery } from './store/at-most-every.ts'
import { Delivery } from './delivery/delivery.ts'
import { demoPage } from './http/html-page.ts'
import { openAdmission } from './admission/create-admission.ts'
import { Embed } from './embed/embed.ts'
import type { EmbedFiles } from './embed/embed.ts'
import { steadyNow as now } from './store/boot-clock.ts'
import { RateGate } from './helpdesk/rate-gate.ts'
import { createReadGate, LAST_SHARE } from './helpdesk/read-gate.ts'
import { helpdeskOf, openSandbox } from './open-helpdesk.ts'
import { openOperations } from './open-operations.ts'
import type { Operations } from './open-operations.ts'
import type { RunningSandbox } from './open-helpdesk.ts'
import type { Articles } from './articles/articles.ts'
import type { Log } from './log.ts'
import { openConversations } from './conversation/open-conversations.ts'
import { createHandles } from './conversation/handles.ts'
import type { HandleMaker } from './conversation/handles.ts'
import { openMail } from './email/open-mail.ts'
import type { Proofs } from './email/proofs.ts'
import { compressDocuments, readableAddress } from './http/guards.ts'
import { createPreview } from './http/preview.ts'
import { withoutTrailingSlash } from './http/trailing-slash.ts'
import { openUpload } from './http/node-server.ts'
import { createTokens } from './embed/form-token.ts'

const DAY_MS = 86_400_000

/** Each answer of `/ready` costs a commit. */
const READY_EVERY_MS = 1000

export interface ProxyOptions {
  config: Config
  log: Log
  /** The folder of the build, with `public/` and `inbox/`. */
  root: string
  /** Whether to keep the database from other processes. Not for development, which opens it again and again. */
  exclusive: boolean
  /** What needs an operator beside what the proxy knows itself, such as a log that cannot be written. */
  notices?: readonly (() => string | undefined)[]
  /** What the documents are made of, when they are not read from the build under `root`. */
  embed?: EmbedFiles
}

export interface Proxy {
  fetch: (request: Request, env?: object) => Response | Promise<Response>
  /**
   * Ends answers that would go on for ever (the inbox's live updates) and takes no new work; resolves when the call
   * in flight is settled. Submissions are accepted until `close()`.
   */
  quiesce: () => Promise<void>
  /** Closes the store. */
  close: () => Promise<void>
}

/** The documents of `/embed/SITE`. */
function openEmbed({ config }: ProxyOptions, files: EmbedFiles, store: Store, key: string): Embed {
  const { sites, publicUrl } = config
  return new Embed({
    files,
    sites,
    tokens: createTokens(key, now),
    find: (reference) => store.find(reference),
    now,
    publicUrl,
  })
}

/** What the widget's build left for the documents; nothing before the first build. */
function embedFiles(root: string): EmbedFiles | undefined {
  const file = join(root, 'embed.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as EmbedFiles) : undefined // as: our own build
}

/** Codes by e-mail, where there is a way for mails: without a helpdesk, into the tray of the sandbox. */
function openCodes(
  { config, log }: ProxyOptions,
  sandbox: RunningSandbox | undefined,
  files: EmbedFiles | undefined,
  store: Store,
  key: string,
) {
  const way = config.mail ?? (sandbox && { way: 'tray' as const, put: sandbox.deliverMail })
  return way && files && openMail({ way, store, key, languages: files.languages, now, log })
}

/** Everything that is served, in front of `app`. */
function openRoutes(
  { config, root }: ProxyOptions,
  sandbox: RunningSandbox | undefined,
  app: Proxy['fetch'],
  archive: string,
  { metrics, statusPage }: Operations,
): Proxy['fetch'] {
  const files = join(root, 'public')
  const all = new Hono<{ Bindings: object }>()
  all.use(readableAddress())
  all.use(compressDocuments())
  all.use('/preview/*', withoutTrailingSlash())
  all.route('/', createAssets(files, archive))
  if (sandbox) {
    // `env` holds the socket, which a fault may have to break.
    all.all('/sandbox/*', (c) => sandbox.fetch(c.req.raw, c.env))
    all.get('/', demoPage(join(files, 'index.html')))
  }
  if (metrics) all.all('/metrics', (c) => metrics(c.req.raw))
  if (statusPage) {
    all.use('/operator/*', withoutTrailingSlash())
    all.route('/operator', statusPage)
  }
  if (config.preview) all.route('/', createPreview(join(files, 'preview'), [...config.sites.keys()]))
  all.all('*', (c) => app(c.req.raw, c.env))
  const beside = keepingAssets((request, env) => all.fetch(request, env), [files, archive], now)
  // Messages go by the short way: each layer of what is served beside them would look at every one.
  return (request, env) => (getPath(request).startsWith('/api/') ? app(request, env) : beside(request, env))
}

/** The store in the data directory, or in the database that several proxies share. */
async function openTheStore({ config, exclusive, log }: ProxyOptions): Promise<Store> {
  const { dataDir, databaseUrl: url, spoolBytes, retentionDays, dedupeDays, helpdeskTimeoutMs } = config
  const kept = { retentionMs: retentionDays * DAY_MS, dedupeMs: dedupeDays * DAY_MS, spoolBytes }
  if (url === undefined) return openStore({ dataDir, exclusive, ...kept, now, log })
  return openDatabaseStore({ url, callMs: helpdeskTimeoutMs, ...kept })
}

/** What answers visitors about their messages, in a lane of its own at the helpdesk. */
function openReading(
  { config, log }: ProxyOptions,
  mail: { proofs: Proofs } | undefined,
  {
    store,
    sandbox,
    ...rest
  }: {
    store: Store
    sandbox: RunningSandbox | undefined
    handles: HandleMaker
    secret: string
  },
) {
  const { rate, readToken } = config
  const inLane = (apart: boolean, token?: string) => {
    const gate = createReadGate({ calls: store.calls, rate, apart, now })
    return helpdeskOf(config, sandbox, gate, { lane: 'reading', token })
  }
  return openConversations({
    store: store.conversations,
    helpdesk: inLane(readToken !== undefined, readToken),
    writer: inLane(false),
    provenAddress: mail && (({ site, session }) => mail.proofs.addressOf(site, session)),
    everyMs: config.readEveryMs,
    ...rest,
    now,
    log,
  })
}

/** Help articles, where a site shows some: read behind all other calls, by whichever token reads. */
async function openArticles(
  { config, log }: ProxyOptions,
  sandbox: RunningSandbox | undefined,
  store: Store,
): Promise<Articles | undefined> {
  const { rate, readToken: token, sites } = config
  if ([...sites.values()].every(({ brains }) => brains.length === 0)) return undefined
  const { Articles: Shown } = await import('./articles/articles.ts')
  const apart = token !== undefined
  const gate = createReadGate({ calls: store.calls, rate, apart, share: LAST_SHARE, now })
  const articles = new Shown({
    sites,
    helpdesk: helpdeskOf(config, sandbox, gate, { lane: 'reading', token }),
    log,
  })
  articles.start()
  return articles
}

/** Wires a proxy that is ready to be served; its delivery loop runs from here on. */
export async function createProxy(options: ProxyOptions): Promise<Proxy> {
  const { config, log, root, exclusive } = options
  const { dataDir, sites, settleDelayMs } = config
  const store = await openTheStore(options)
  const sandbox = config.helpdesk ? undefined : await openSandbox(options)
  const gate = new RateGate(store.calls, config.rate)
  const helpdesk = helpdeskOf(config, sandbox, gate, { lane: 'tickets' })
  const storeKey = await store.signingKey()
  const key = config.challengeSecret ?? storeKey
  const files = options.embed ?? embedFiles(root)
  const mail = openCodes(options, sandbox, files, store, key)
  const { random } = Math
  const delivery = new Delivery({ store, gate, helpdesk, sites, settleDelayMs, now, random, log })
  // Not before the answer has left: the loop's first commits would keep it waiting.
  const wake = () => void setImmediate(() => delivery.wake())
  const notices = [...(options.notices ?? []), () => mail?.delivery.notice()]
  const operations = await openOperations({
    config,
    log,
    store,
    sandbox,
    gate,
    key: storeKey,
    delivery,
    wake,
    notices,
  })
  const waiting = () => store.waiting()
  const guards = await openAdmission({ config, counters: store.counters, key, waiting, now, log })
  const archive = join(dataDir, 'assets')
  const closing = new AbortController()
  // Development has no build of its own.
  const archiving =
    exclusive && keepAssets({ from: join(root, 'public'), to: archive, now, log, signal: closing.signal })
  const handles = createHandles(storeKey)
  const reading = openReading(options, mail, { store, sandbox, handles, secret: storeKey })
  const bodies = { upload: largestUpload(sites), timeoutMs: config.requestTimeoutMs }
  const articles = await openArticles(options, sandbox, store)
  const { admission, asking, searches } = guards
  const app = createApp({
    sites,
    store,
    admission,
    asking,
    searches,
    articles,
    conversations: reading.conversations,
    handles,
    bodies,
    openUpload,
    wake,
    readiness: atMostEvery(READY_EVERY_MS, now, operations.readiness),
    log,
    proofs: mail?.proofs,
    embed: files && openEmbed(options, files, store, key),
  })
  const fetch = openRoutes(options, sandbox, app.fetch, archive, operations)
  delivery.start()
  return {
    fetch,
    async quiesce() {
      operations.close()
      closing.abort()
      await archiving
      await guards.close()
      await Promise.all([delivery.stop(), mail?.delivery.stop()])
      await Promise.all([reading.close(), articles?.stop()])
      sandbox?.close()
    },
    close() {
      sandbox?.closeStore()
      return store.close()
    },
  }
}
