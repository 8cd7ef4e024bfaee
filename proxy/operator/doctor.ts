/**
 * Checks a configuration against the world: the data directory or the shared database, the helpdesk's token, workspace, channels and what
 * tickets are routed to, the clock, the e-mails. Every check says what to do.
 */
import { accessSync, constants, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Config } from '../config/config.ts'
import { Helpdesk } from '../helpdesk/client.ts'
import type { Answer } from '../helpdesk/request.ts'
import type { TopicRouting } from '../helpdesk/routing.ts'
import { reachProxy } from './admin-line.ts'
import { checkDatabase } from './database-check.ts'
import { checkImportToken } from './tokens/import-token.ts'
import { checkReadToken } from './tokens/read-token.ts'
import type { Check } from './database-check.ts'
import { checkAlerts } from './alerts/check.ts'
import { checkMail } from './mail-check.ts'
import { openGate } from './shared-gate.ts'
import { databaseOf, holdsStore } from '../store/open.ts'

/** The clock may differ from the helpdesk's by this much: `Retry-After` dates and log times stay useful. */
const CLOCK_MS = 60_000

function checkDataDir({ dataDir }: Config): Check {
  const check = 'data directory'
  try {
    mkdirSync(dataDir, { recursive: true })
    const probe = join(dataDir, `.doctor-${process.pid}`)
    writeFileSync(probe, 'x')
    rmSync(probe)
    if (holdsStore(dataDir)) accessSync(databaseOf(dataDir), constants.R_OK | constants.W_OK)
    return { check, ok: true, detail: `${dataDir} can be written` }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return { check, ok: false, detail, advice: 'Set DATA_DIR to a folder that this user may write to.' }
  }
}

const ADVICE: Record<number, string> = {
  400: 'The token reaches several workspaces: set THERE_THERE_WORKSPACE_ID to the number of yours.',
  401: 'The token is wrong or was revoked: make a new one in There There and set THERE_THERE_TOKEN.',
  403: 'The token may not do this: use one of a member with access to tickets and channels.',
  404: 'There is no API at this address: correct THERE_THERE_URL.',
  429: 'The helpdesk is limiting this token: wait a minute and run this again.',
}

/** Milliseconds that a call may take. */
const TIMEOUT_MS = 15_000

/** A doctor waits for the gate as long as a minute's calls hold it up; when the helpdesk asked for more, it says so. */
const PATIENCE_MS = 61_000

/** Why no call could be made; `advice` says what to do. */
class Obstacle extends Error {
  readonly advice: string
  constructor(message: string, advice: string) {
    super(message)
    this.advice = advice
  }
}

/** Waits for so many milliseconds. */
export type Pause = (ms: number) => Promise<unknown>

type Answered = Extract<Answer, { type: 'answer' }>
type Get = (path: string) => Promise<Pick<Answered, 'status' | 'body'>>

/** Asks the helpdesk through the gate. @throws Obstacle when no answer came. */
function asking(helpdesk: Helpdesk, url: string, pause: Pause): (path: string) => Promise<Answered> {
  const wait = async (ms: number) => {
    if (ms > PATIENCE_MS)
      throw new Obstacle(
        `the helpdesk takes no calls for another ${Math.ceil(ms / 1000)} s`,
        'Wait so long and run this again.',
      )
    await pause(ms)
    return true
  }
  return async (path) => {
    const answer = await helpdesk.get(path, { wait })
    if (answer?.type === 'answer') return answer
    throw new Obstacle(
      answer?.detail ?? 'no call was made',
      `Let this machine reach ${url} (DNS, firewall, proxy).`,
    )
  }
}

const refused = (check: string, status: number): Check => ({
  check,
  ok: false,
  detail: `the helpdesk answered ${status}`,
  advice: ADVICE[status] ?? 'Compare THERE_THERE_URL with the helpdesk’s address, or try again later.',
})

/** Reads `path` of nested objects; undefined where there is none. */
function dig(value: unknown, ...path: string[]): unknown {
  let current = value
  for (const key of path)
    current =
      typeof current === 'object' && current !== null ? (current as Record<string, unknown>)[key] : undefined
  return current
}

/** Every place of the configuration that names things of the helpdesk: sites, and their topics. */
function placesOf({ sites }: Config): { place: string; channel: string | undefined; desk: TopicRouting }[] {
  const places = []
  for (const { id, channel, desk } of sites.values()) {
    places.push({ place: `site "${id}"`, channel, desk })
    for (const [topic, routing] of desk.topics)
      places.push({ place: `topic "${topic}" of site "${id}"`, channel: routing.channel, desk: routing })
  }
  return places
}

/** What routing names besides channels: where it is listed, and how a place names it. */
const NAMED = [
  { list: 'tags', name: 'tag', of: ({ tags = [] }: TopicRouting) => tags },
  { list: 'teams', name: 'team', of: ({ team }: TopicRouting) => (team === undefined ? [] : [team]) },
  {
    list: 'members',
    name: 'assignee',
    of: ({ assignee }: TopicRouting) => (assignee === undefined ? [] : [assignee]),
  },
] as const

/** Whether the tags, teams and members of the routing exist: one call for each kind that is used. */
async function checkRouting(config: Config, get: Get, advice: (list: string) => string): Promise<Check[]> {
  const findings: Check[] = []
  for (const { list, name, of } of NAMED) {
    const used = placesOf(config).flatMap(({ place, desk }) => of(desk).map((ulid) => ({ place, ulid })))
    if (used.length === 0) continue
    const { status, body } = await get(`/${list}`)
    const there = dig(body, 'data')
    if (status !== 200 || !Array.isArray(there)) {
      findings.push(refused(list, status))
      continue
    }
    // ULIDs appear in both cases.
    const known = new Set(there.map((item) => String(dig(item, 'ulid')).toLowerCase()))
    const missing = used.filter(({ ulid }) => !known.has(ulid.toLowerCase()))
    for (const { place, ulid } of missing)
      findings.push({
        check: `${name} of ${place}`,
        ok: false,
        detail: `there is no ${ulid} in this workspace`,
        advice: advice(list),
      })
    if (missing.length === 0) findings.push({ check: list, ok: true, detail: `${used.length} found` })
  }
  return findings
}

/** Whether the brains whose articles are shown exist, by ULID or name. */
async function checkBrains({ sites }: Config, get: Get): Promise<Check[]> {
  const used = [...sites.values()].flatMap(({ id, brains }) => brains.map((brain) => ({ id, brain })))
  if (used.length === 0) return []
  const { status, body } = await get('/brains')
  const there = dig(body, 'data')
  if (status !== 200 || !Array.isArray(there)) return [refused('brains', status)]
  const known = new Set(
    there.flatMap((one) => [dig(one, 'ulid'), dig(one, 'name')].map((name) => String(name).toLowerCase())),
  )
  const missing = used.filter(({ brain }) => !known.has(brain.toLowerCase()))
  if (missing.length === 0) return [{ check: 'brains', ok: true, detail: `${used.length} found` }]
  return missing.map(({ id, brain }) => ({
    check: `articles of site "${id}"`,
    ok: false,
    detail: `there is no brain "${brain}" in this workspace`,
    advice:
      'Compare the sites file with the helpdesk’s brains: until then the form does without its articles.',
  }))
}

const sandboxAdvice = (list: string) =>
  `The sandbox has ${list} of its own, listed at /sandbox/api/${list} (token: sandbox): a ticket there would lack it.`

/** What the sandbox of the running proxy can tell; nothing while none runs, for it is a part of the proxy. */
async function checkSandbox(config: Config): Promise<Check[]> {
  const detail = 'sandbox: no token is set, tickets stay on this machine'
  const findings: Check[] = [{ check: 'helpdesk', ok: true, detail }]
  const running = await reachProxy(config.dataDir).catch(() => undefined)
  if (!running) return findings
  const get: Get = async (path) => {
    const answer = await running(new Request(`http://socket/sandbox${path}`))
    return { status: answer.status, body: answer.ok ? await answer.json() : undefined }
  }
  return [
    ...findings,
    ...(await checkRouting(config, get, sandboxAdvice)),
    ...(await checkBrains(config, get)),
  ]
}

/** Each channel once, however many sites share it: the list of channels comes in pages, one is one call. */
async function checkChannels(config: Config, get: Get): Promise<Check[]> {
  const statuses = new Map<string, number>()
  const findings: Check[] = []
  for (const { place, channel } of placesOf(config)) {
    if (channel === undefined) continue
    const check = `channel of ${place}`
    const status = statuses.get(channel) ?? (await get(`/channels/${channel}`)).status
    statuses.set(channel, status)
    if (status === 200) findings.push({ check, ok: true, detail: channel })
    else if (status !== 404) findings.push(refused(check, status))
    else
      findings.push({
        check,
        ok: false,
        detail: `the token does not reach ${channel}`,
        advice:
          'Copy the Channel ID from the channel’s settings page, and give the token’s owner access to it.',
      })
  }
  return findings
}

function checkClock(date: number, now: number): Check {
  const check = 'clock'
  const off = Math.round((now - date) / 1000)
  if (Number.isNaN(off)) return { check, ok: true, detail: 'the helpdesk did not tell the time' }
  if (Math.abs(now - date) <= CLOCK_MS) return { check, ok: true, detail: `${off} s from the helpdesk’s` }
  return {
    check,
    ok: false,
    detail: `${off} s from the helpdesk’s`,
    advice: 'Let this machine set its clock by NTP.',
  }
}

/** Everything that the helpdesk can tell, one call after the other. */
async function checkAccount(config: Config, get: ReturnType<typeof asking>): Promise<Check[]> {
  const me = await get('/me')
  // At once: further calls may have to wait for a minute.
  const clock = checkClock(me.date, Date.now())
  if (me.status !== 200) return [refused('token', me.status)]
  const workspace = dig(me.body, 'data', 'workspace', 'name')
  const detail = typeof workspace === 'string' ? `workspace "${workspace}"` : 'accepted'
  return [
    { check: 'token', ok: true, detail },
    ...(await checkReadToken(config, me.body)),
    ...(await checkChannels(config, get)),
    ...(await checkRouting(
      config,
      get,
      (list) => `Compare the sites file with the helpdesk’s ${list}: a ticket would lack it.`,
    )),
    ...(await checkBrains(config, get)),
    clock,
  ]
}

async function checkHelpdesk(config: Config, pause: Pause): Promise<Check[]> {
  if (!config.helpdesk) return checkSandbox(config)
  const { gate, counted, close } = await openGate(config)
  const account = { ...config.helpdesk, timeoutMs: TIMEOUT_MS, fetch, now: Date.now, gate }
  try {
    const findings = await checkAccount(config, asking(new Helpdesk(account), account.url, pause))
    return [{ check: 'rate limit', ok: true, detail: `calls are counted ${counted}` }, ...findings]
  } catch (error) {
    if (!(error instanceof Obstacle)) throw error
    return [{ check: 'helpdesk', ok: false, detail: error.message, advice: error.advice }]
  } finally {
    close()
  }
}

/**
 * Runs every check: one call to the helpdesk for the token, three for that for reading where there is one, one for each channel, one for each kind of routing, and one for brains. They
 * pass the gate of the data directory, and `pause` is asked to wait for it where the proxy has made this minute's calls.
 * @param mailTo Where a mail on trial goes; without it none is sent.
 */
export async function examine(
  config: Config,
  pause: Pause = (ms) => setTimeout(ms),
  mailTo?: string,
): Promise<Check[]> {
  const { databaseUrl } = config
  const store = databaseUrl === undefined ? [checkDataDir(config)] : await checkDatabase(databaseUrl)
  return [
    ...store,
    ...(await checkMail(config, mailTo)),
    ...(await checkAlerts(config)),
    ...(await checkHelpdesk(config, pause)),
    ...(await checkImportToken(config)),
  ]
}
