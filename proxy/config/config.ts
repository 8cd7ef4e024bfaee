/**
 * Environment and sites file → `Config`. The only reader of the environment. Reports every problem at once.
 */
import { readText, Reader, type Environment, type ReadFile } from './environment.ts'
import { Channel } from './form-schema.ts'
import { readLimits, readTrusted } from './limits.ts'
import { MEGABYTE } from '../contract/limits.ts'
import { conversationOf, environmentConversation, toldOf } from './conversation.ts'
import type { ConversationRules } from './conversation.ts'
import type { IdentityRules } from '../admission/identity.ts'
import type { Limits } from '../admission/kinds.ts'
import { originList, originProblem, type OriginList } from './origin-list.ts'
import type { ChallengeMode } from '../admission/challenge-policy.ts'
import {
  apiToken,
  challengeSecret,
  databaseUrl,
  environmentChallenge,
  environmentIdentity,
  siteIdentity,
} from './secrets.ts'
import { SHOWCASE_ID, showcase } from './demo-site.ts'
import { checkConfirm, confirmOf, environmentConfirm, mailWay, toldOfConfirm } from './mail.ts'
import type { ConfirmRules, MailWay } from './mail.ts'
import { readMetrics, type MetricsRules } from './operation/metrics.ts'
import { readAlerts } from './operation/alerts.ts'
import type { AlertRules } from './operation/alerts.ts'
import { operatorSecret } from './operation/operator.ts'
import { findOverlooked } from './overlooked.ts'
import { definitionOf, deskOf, plainEntry, readSites } from './sites-file.ts'
import type { SiteEntry } from './sites-file.ts'
import type { FormDefinition } from '../contract/form.ts'
import type { SiteRouting } from '../helpdesk/routing.ts'

/** One site: where its tickets go, who may send them, and what its form looks like. */
export interface Site {
  id: string
  channel: string
  origins: OriginList
  form: FormDefinition
  desk: SiteRouting
  identity: IdentityRules
  challenge: ChallengeMode
  conversation: ConversationRules
  confirm: ConfirmRules
  /** Brains whose articles are shown, by ULID or name. */
  brains: readonly string[]
  /** Of the demo page: what names no site never means this one. */
  aside?: true
}

export interface Config {
  /** Absent in sandbox mode. */
  helpdesk: { url: string; token: string; workspaceId: string | undefined } | undefined
  /** Of an administrator, for imports; undefined: they use the token above. */
  importToken: string | undefined
  sites: ReadonlyMap<string, Site>
  /** Token of the calls that read for visitors; undefined: the other one, which makes the tickets. */
  readToken: string | undefined
  /** Calls to the helpdesk in any minute. */
  rate: number
  helpdeskTimeoutMs: number
  settleDelayMs: number
  readEveryMs: number
  sandboxRate: number
  port: number
  /** Address to listen on; undefined is all of them. */
  host: string | undefined
  /** The address that browsers reach the proxy at, without a trailing slash. */
  publicUrl: string | undefined
  dataDir: string
  /** The database that several proxies share; undefined: the data directory has one. */
  databaseUrl: string | undefined
  retentionDays: number
  dedupeDays: number
  /** Most bytes of all stored files. */
  spoolBytes: number
  stuckAfterMs: number
  limits: Limits
  /** Servers whose `X-Forwarded-For` is believed. */
  trustedProxies: readonly string[]
  /** Undefined: the store has one of its own. */
  challengeSecret: string | undefined
  requestTimeoutMs: number
  /** How e-mails leave; undefined: nothing is configured. */
  mail: MailWay | undefined
  /** Where metrics are read; undefined: nowhere. */
  metrics: MetricsRules | undefined
  /** Who is told what needs a person. */
  alerts: AlertRules
  /** What opens the status page; undefined: there is none. */
  operatorSecret: string | undefined
  /** Whether `/preview` is there. */
  preview: boolean
}

/** Thrown when anything is wrong; `problems` has one line for each, naming the variable and an example. */
export class ConfigError extends Error {
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(`The configuration needs attention:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
    this.problems = problems
  }
}

/** The channel of the sandbox's own demo site: stable, so that a fresh data directory works at once. */
export const DEMO_CHANNEL = '01JDEM0CHANNE10000000WEB00'

/** The site of the demo page, which `index.html` names. */
const DEMO_ID = 'demo'

const SHOWCASE_CHANNEL = '01JDEM0CHANNE10000000WEB01'

const CHANNEL_EXAMPLE = '01HX9F3K2M4N5P6Q7R8S9T0V1W'

/** What holds for every site. */
interface Shared {
  /** Whether pages on this machine may send. */
  loopback: boolean
  /** For sites that say nothing of it. */
  challenge: ChallengeMode
  conversation: ConversationRules
  confirm: ConfirmRules
}

function siteOf(id: string, entry: SiteEntry, identity: IdentityRules, shared: Shared): Site {
  const conversation = conversationOf(entry, shared.conversation)
  const confirm = confirmOf(entry, shared.confirm)
  return {
    id,
    channel: entry.channel,
    origins: originList(entry.origins, shared),
    form: { ...definitionOf(id, entry), ...toldOf(conversation), ...toldOfConfirm(confirm) },
    desk: deskOf(entry),
    identity,
    challenge: entry.challenge ?? shared.challenge,
    conversation,
    confirm,
    brains: entry.articles?.brains ?? [],
  }
}

/** The site that `THERE_THERE_CHANNEL` and `ALLOWED_ORIGINS` describe, by each of the names; none without a channel. */
function environmentSites(
  reader: Reader,
  ids: readonly string[],
  channel: string | undefined,
  shared: Shared,
): Site[] {
  const origins = (reader.text('ALLOWED_ORIGINS') ?? '').split(/[\s,]+/).filter(Boolean)
  for (const origin of origins) {
    const problem = originProblem(origin)
    if (problem)
      reader.problem('ALLOWED_ORIGINS', `has "${origin}", which ${problem}`, 'https://www.example.com')
  }
  if (channel === undefined) return []
  const parsed = Channel.safeParse(channel)
  if (!parsed.success)
    reader.problem(
      'THERE_THERE_CHANNEL',
      `is "${channel}" and ${parsed.error.issues[0]?.message}`,
      CHANNEL_EXAMPLE,
    )
  if (origins.length === 0 && !shared.loopback)
    reader.problem('ALLOWED_ORIGINS', 'is missing: no website could send anything', 'https://www.example.com')
  const identity = environmentIdentity(reader)
  return ids.map((id) => siteOf(id, plainEntry(channel, origins), identity, shared))
}

/**
 * The same for the sandbox, which works without either: the demo page's site. Once there is a site of the operator's,
 * that one has the name that it will have in production, and what names no site means it.
 */
function sandboxSites(reader: Reader, shared: Shared): Site[] {
  const channel = reader.text('THERE_THERE_CHANNEL')
  const described = channel !== undefined || reader.text('ALLOWED_ORIGINS') !== undefined
  const ids = [...(described ? ['default'] : []), DEMO_ID]
  const sites = environmentSites(reader, ids, channel ?? DEMO_CHANNEL, shared)
  const demo = sites.find(({ id }) => id === DEMO_ID)
  if (demo && (described || reader.text('SITES_FILE') !== undefined)) demo.aside = true
  return sites
}

function fileSites(reader: Reader, shared: Shared, readFile: ReadFile): Site[] {
  const file = reader.text('SITES_FILE')
  if (file === undefined) return []
  let json: unknown
  try {
    json = JSON.parse(readFile(file))
  } catch (error) {
    const what = error instanceof SyntaxError ? 'is not valid JSON' : 'cannot be read'
    reader.problem(
      'SITES_FILE',
      `names ${file}, which ${what}: ${error instanceof Error ? error.message : ''}`,
      './sites.json',
    )
    return []
  }
  const read = readSites(json)
  if ('sites' in read)
    return read.sites.map(([id, site]) => {
      const identity = siteIdentity(reader, id, site.identitySecrets, site.requireIdentity)
      return siteOf(id, site, identity, shared)
    })
  for (const problem of read.problems) reader.problem('SITES_FILE', `(${file}) ${problem}`, './sites.json')
  return []
}

/** The demo page's site with everything. @throws when its entry is not one, which a test would see. */
function showcaseSite(shared: Shared): Site {
  const read = readSites({ sites: { [SHOWCASE_ID]: showcase(SHOWCASE_CHANNEL) } })
  if (!('sites' in read) || !read.sites[0]) throw new Error('The showcase is no site.')
  const identity = { secrets: [], required: false }
  return { ...siteOf(SHOWCASE_ID, read.sites[0][1], identity, shared), aside: true }
}

/**
 * The configuration that an environment describes.
 * @throws ConfigError listing every problem.
 */
export function loadConfig(environment: Environment, readFile: ReadFile = readText): Config {
  const reader = new Reader(environment, readFile)
  const token = apiToken(reader, 'THERE_THERE_TOKEN')
  const sandbox = token === undefined
  const channel = reader.text('THERE_THERE_CHANNEL')
  if (sandbox && reader.text('NODE_ENV') === 'production')
    reader.problem(
      'THERE_THERE_TOKEN',
      'is missing, and with NODE_ENV=production the sandbox is not used',
      'your API token',
    )
  const shared = {
    loopback: sandbox,
    challenge: environmentChallenge(reader),
    conversation: environmentConversation(reader),
    confirm: environmentConfirm(reader),
  }
  const described = sandbox
    ? sandboxSites(reader, shared)
    : environmentSites(reader, ['default'], channel, shared)
  const filed = fileSites(reader, shared, readFile)
  const own = described.some(({ id }) => id === 'default')
  findOverlooked(
    reader,
    own,
    filed.map(({ id }) => id),
  )
  const sites = [...described, ...filed]
  if (sandbox && !sites.some(({ id }) => id === SHOWCASE_ID)) sites.push(showcaseSite(shared))
  if (sites.length === 0 && reader.text('SITES_FILE') === undefined)
    reader.problem(
      'THERE_THERE_CHANNEL',
      'is missing: tickets need a channel (or set SITES_FILE)',
      CHANNEL_EXAMPLE,
    )
  const mail = mailWay(reader)
  if (!sandbox) {
    checkConfirm(reader, sites, mail)
    // Nobody is offered a code that nothing sends.
    if (!mail) for (const { form } of sites) if (form.conversation === 'confirmed') delete form.conversation
  }
  const workspaceId = reader.text('THERE_THERE_WORKSPACE_ID')
  if (workspaceId !== undefined && !/^\d+$/.test(workspaceId))
    reader.problem('THERE_THERE_WORKSPACE_ID', `is "${workspaceId}" and must be a whole number`, '42')
  const line = {
    port: reader.number('PORT', 8787, 0, 65_535),
    host: reader.text('HOST') ?? (sandbox ? '127.0.0.1' : undefined),
  }
  const url = reader.url('THERE_THERE_URL', 'https://there-there.app/api') ?? 'https://there-there.app/api'
  const config: Config = {
    helpdesk: token === undefined ? undefined : { url, token, workspaceId },
    importToken: apiToken(reader, 'THERE_THERE_IMPORT_TOKEN'),
    sites: new Map(sites.map((site) => [site.id, site])),
    readToken: sandbox ? undefined : apiToken(reader, 'THERE_THERE_READ_TOKEN'),
    rate: reader.number('THERE_THERE_RATE', 55, 1, 10_000),
    helpdeskTimeoutMs: reader.number('HELPDESK_TIMEOUT_MS', 15_000, 100, 120_000),
    readEveryMs: reader.number('READ_EVERY_MS', 15_000, 10, 3_600_000),
    settleDelayMs: reader.number('SETTLE_DELAY_MS', 120_000, 0, 3_600_000),
    sandboxRate: reader.number('SANDBOX_RATE', 60, 1, 1_000_000),
    ...line,
    publicUrl: reader.url('PUBLIC_URL', 'https://support.example.com'),
    dataDir: reader.text('DATA_DIR') ?? './data',
    databaseUrl: databaseUrl(reader),
    retentionDays: reader.number('RETENTION_DAYS', 7, 0, 3650),
    dedupeDays: reader.number('DEDUPE_DAYS', 90, 1, 36_500),
    spoolBytes: reader.number('SPOOL_MEGABYTES', 2000, 1, 1_000_000) * MEGABYTE,
    stuckAfterMs: reader.number('STUCK_AFTER_MINUTES', 30, 1, 100_000) * 60_000,
    limits: readLimits(reader),
    trustedProxies: readTrusted(reader),
    challengeSecret: challengeSecret(reader),
    requestTimeoutMs: reader.number('REQUEST_TIMEOUT_MS', 30_000, 500, 600_000),
    mail,
    metrics: readMetrics(reader, line),
    alerts: readAlerts(reader, mail),
    operatorSecret: operatorSecret(reader),
    preview: sandbox || reader.text('PREVIEW') === '1',
  }
  if (reader.problems.length > 0) throw new ConfigError(reader.problems)
  return config
}
