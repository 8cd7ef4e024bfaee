/**
 * The proxy: everything is wired here and nowhere else. Configuration → store → delivery → routes. Imported by what
 * serves it (`main.ts`, the development server, tests).
 */
import { existsSync, openAsBlob, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import { createApp } from './http/app.ts'
import type { AppOptions } from './http/app.ts'
import { keepAssets } from './http/asset-archive.ts'
import { createAssets } from './http/assets.ts'
import type { Config } from './config/config.ts'
import { openData, openFiles, openOutbox } from './store/open.ts'
import { atMostEvery } from './store/at-most-every.ts'
import { createPresence } from './store/presence.ts'
import { openNote } from './store/promised.ts'
import { Delivery } from './delivery/delivery.ts'
import { demoPage } from './http/html-page.ts'
import { openEntrance } from './admission/create-admission.ts'
import { Embed } from './embed/embed.ts'
import { createLookup } from './store/sqlite/lookup.ts'
import type { EmbedFiles } from './embed/embed.ts'
import { bootTime, steadyNow as now } from './helpdesk/boot-clock.ts'
import { Gate } from './helpdesk/rate-gate.ts'
import { Helpdesk } from './helpdesk/client.ts'
import type { Log } from './log.ts'
import { createOperator } from './operator/admin-api.ts'
import { Outbox } from './store/sqlite/outbox.ts'
import { readableAddress } from './http/guards.ts'
import { createPreview } from './http/preview.ts'
import { createReadiness, createWatch } from './operator/readiness.ts'
import { openUpload } from './http/node-server.ts'
import { listen, socketPath } from './operator/admin-socket.ts'
import type { Sql } from './store/sqlite/database.ts'
import { createTokens, signingKey } from './embed/form-token.ts'
import type { StoredFile } from './store/records.ts'

const DAY_MS = 86_400_000
const ERASE_EVERY_MS = 3_600_000
const WATCH_EVERY_MS = 60_000
const NOTE_EVERY_MS = 1000

/** Each answer of `/ready` costs a commit. */
const READY_EVERY_MS = 1000

/** A clock that is adjusted now and then is no news. */
const CLOCK_DRIFT_MS = 5000

export interface ProxyOptions {
  config: Config
  log: Log
  /** The folder with `public/`. */
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
  /** Closes the database. */
  close: () => void
}

/** Every channel that tickets can go to, by a name that says whose it is. */
function channelsOf(sites: Config['sites']): { ulid: string; name: string }[] {
  const channels = []
  for (const { id, channel, desk } of sites.values()) {
    channels.push({ ulid: channel, name: `Widget (${id})` })
    for (const [topic, { channel: ulid }] of desk.topics)
      if (ulid !== undefined) channels.push({ ulid, name: `Widget (${id}, ${topic})` })
  }
  return channels
}

/** The sandbox in this process, loaded only when there is no token. */
async function openSandbox({ config, exclusive }: ProxyOptions) {
  const { createSandbox, namesOf, SANDBOX_TOKEN } = await import('./sandbox/sandbox.ts')
  const sql = openData({ dataDir: config.dataDir, exclusive }, 'sandbox.db')
  const sandbox = createSandbox({
    sql,
    rate: config.sandboxRate,
    hosts: namesOf(config.host, config.publicUrl),
    channels: channelsOf(config.sites),
  })
  const call = (input: string | URL | Request, init?: RequestInit) =>
    Promise.resolve(sandbox.fetch(new Request(input, init)))
  return { ...sandbox, token: SANDBOX_TOKEN, call, closeStore: () => sql.close() }
}

/** Most bytes that the files of one message may have, of whichever site. */
function largestUpload(sites: Config['sites']): number {
  return Math.max(
    0,
    ...[...sites.values()].map(({ form: { files } }) => (files ? files.max * files.maxBytes : 0)),
  )
}

/** The documents of `/embed/SITE`. */
function openEmbed({ config, root, embed }: ProxyOptions, sql: Sql, key: string): Embed | undefined {
  const files = embed ?? embedFiles(root)
  if (!files) return undefined
  const { sites, publicUrl } = config
  return new Embed({
    files,
    sites,
    tokens: createTokens(key, now),
    find: createLookup(sql),
    now,
    publicUrl,
  })
}

/** What the widget's build left for the documents; nothing before the first build. */
function embedFiles(root: string): EmbedFiles | undefined {
  const file = join(root, 'embed.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as EmbedFiles) : undefined // as: our own build
}

/** The outbox as requests see it: it promises nothing while the data directory is not there. */
function storedThere(outbox: Outbox, misplaced: () => string | undefined): AppOptions['outbox'] {
  return {
    recognise: (submission) => outbox.recognise(submission),
    knows: (id) => outbox.knows(id),
    accept(submission, spend) {
      const why = misplaced()
      return why === undefined ? outbox.accept(submission, spend) : Promise.reject(new Error(why))
    },
  }
}

/** Wires a proxy that is ready to be served; its delivery loop runs from here on. */
export async function createProxy(options: ProxyOptions): Promise<Proxy> {
  const { config, log, root, exclusive } = options
  const { sql, lostLog } = openOutbox({ dataDir: config.dataDir, exclusive }, log)
  const sandbox = config.helpdesk ? undefined : await openSandbox(options)
  const { spool, dropFiles, sweep, setAside } = openFiles(config, sql, log)
  const outbox = new Outbox(sql, {
    now,
    dropFiles,
    retentionMs: config.retentionDays * DAY_MS,
    dedupeMs: config.dedupeDays * DAY_MS,
  })
  sweep()
  const { dataDir, dedupeDays } = config
  const newest = openNote(dataDir)
  const lost = newest.missing((id) => outbox.knows(id), now() - dedupeDays * DAY_MS)
  if (lost !== undefined) log('error', 'messages_missing', { why: lost })
  const misplaced = createPresence(config.dataDir, 'outbox.db', now)
  const gate = new Gate(sql, config.rate, now, bootTime)
  if (Math.abs(gate.clockSet) > CLOCK_DRIFT_MS)
    log('warn', 'clock_set', {
      ms: gate.clockSet,
      why: 'the clock of this machine was set since the last run',
    })
  const helpdesk = new Helpdesk({
    url: config.helpdesk?.url ?? 'http://sandbox.invalid/sandbox/api',
    token: config.helpdesk?.token ?? sandbox?.token ?? '',
    workspaceId: config.helpdesk?.workspaceId,
    timeoutMs: config.helpdeskTimeoutMs,
    fetch: sandbox?.call ?? fetch,
    now: Date.now,
    gate,
  })
  const { sites, settleDelayMs } = config
  const key = config.challengeSecret ?? signingKey(sql)
  const { random } = Math
  const openFile = ({ file, type }: StoredFile) => openAsBlob(spool.path(file), { type })
  const delivery = new Delivery({ outbox, gate, helpdesk, sites, openFile, settleDelayMs, now, random, log })
  const readiness = createReadiness({
    sql,
    outbox,
    gate,
    now,
    stuckAfterMs: config.stuckAfterMs,
    filled: () => spool.filled,
    failingSince: () => delivery.failingSince,
    misplaced,
    notices: [() => lostLog, () => lost, () => setAside, ...(options.notices ?? [])],
  })
  const watch = createWatch(readiness, log)
  // Not before the answer has left: the loop's first commits would keep it waiting.
  const wake = () => void setImmediate(() => delivery.wake())
  const operator = await listen(
    socketPath(config.dataDir),
    createOperator({ sql, now, wake, dropFiles, readiness, gate }).fetch,
  )
  const clean = () => {
    try {
      outbox.erase()
      outbox.forget()
      sweep()
    } catch (error) {
      log('error', 'cleaning_failed', { why: error instanceof Error ? error.message : 'unknown' })
    }
  }
  const entrance = openEntrance({ config, sql, key, waiting: () => outbox.waiting(), now, log })
  const archive = join(config.dataDir, 'assets')
  // Development has no build of its own.
  if (exclusive) keepAssets({ from: join(root, 'public'), to: archive, now, log })
  const noteNewest = () => {
    try {
      if (exclusive && misplaced() === undefined) newest.write(outbox.newest())
    } catch (error) {
      log('warn', 'note_not_written', { why: error instanceof Error ? error.message : 'unknown' })
    }
  }
  const timers = [
    setInterval(clean, ERASE_EVERY_MS),
    setInterval(watch, WATCH_EVERY_MS),
    setInterval(noteNewest, NOTE_EVERY_MS),
  ]
  const app = new Hono<{ Bindings: object; Variables: { requestId: string } }>()
  app.use(readableAddress())
  app.route('/', createAssets(join(root, 'public'), archive))
  if (sandbox) {
    // `env` holds the socket, which a fault may have to break.
    app.all('/sandbox/*', (c) => sandbox.fetch(c.req.raw, c.env))
    app.get('/', demoPage(join(root, 'public', 'index.html')))
  }
  if (config.preview) app.route('/', createPreview(join(root, 'public', 'preview'), [...sites.keys()]))
  const bodies = { upload: largestUpload(sites), timeoutMs: config.requestTimeoutMs }
  const { admission } = entrance
  const embed = openEmbed(options, sql, key)
  app.route(
    '/',
    createApp({
      sites,
      outbox: storedThere(outbox, misplaced),
      spool,
      admission,
      bodies,
      openUpload,
      wake,
      readiness: atMostEvery(READY_EVERY_MS, now, readiness),
      log,
      embed,
    }),
  )
  delivery.start()
  return {
    fetch: (request, env) => app.fetch(request, env),
    async quiesce() {
      for (const timer of timers) clearInterval(timer)
      entrance.close()
      operator.close()
      await delivery.stop()
      sandbox?.close()
    },
    close() {
      noteNewest()
      sandbox?.closeStore()
      sql.close()
    },
  }
}
