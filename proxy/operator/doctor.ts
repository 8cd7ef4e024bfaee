/**
 * Checks a configuration against the world: the data directory, the helpdesk's token, workspace, channels and what
 * tickets are routed to, the clock. Every finding says what to do.
 */
import { accessSync, constants, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config/config.ts'
import { bodyOf, credentials } from '../helpdesk/request.ts'
import type { TopicRouting } from '../helpdesk/routing.ts'

/** One thing that was checked. `advice` is there when it is not in order. */
export interface Finding {
  check: string
  ok: boolean
  detail: string
  advice?: string
}

/** The clock may differ from the helpdesk's by this much: `Retry-After` dates and log times stay useful. */
const CLOCK_MS = 60_000

function checkDataDir({ dataDir }: Config): Finding {
  const check = 'data directory'
  try {
    mkdirSync(dataDir, { recursive: true })
    const probe = join(dataDir, `.doctor-${process.pid}`)
    writeFileSync(probe, 'x')
    rmSync(probe)
    const database = join(dataDir, 'outbox.db')
    if (existsSync(database)) accessSync(database, constants.R_OK | constants.W_OK)
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

interface Answer {
  status: number
  body: unknown
  date: number
}

async function ask(
  helpdesk: NonNullable<Config['helpdesk']>,
  path: string,
  fetcher: typeof fetch,
): Promise<Answer> {
  const response = await fetcher(helpdesk.url + path, {
    headers: credentials(helpdesk),
    redirect: 'manual',
    signal: AbortSignal.timeout(15_000),
  })
  const body = await bodyOf(response)
  return { status: response.status, body, date: Date.parse(response.headers.get('Date') ?? '') }
}

const refused = (check: string, status: number): Finding => ({
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
async function checkRouting(config: Config, get: (path: string) => Promise<Answer>): Promise<Finding[]> {
  const findings: Finding[] = []
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
        advice: `Compare the sites file with the helpdesk’s ${list}: a ticket would lack it.`,
      })
    if (missing.length === 0) findings.push({ check: list, ok: true, detail: `${used.length} found` })
  }
  return findings
}

/** Each channel once, however many sites share it: the list of channels comes in pages, one is one call. */
async function checkChannels(config: Config, get: (path: string) => Promise<Answer>): Promise<Finding[]> {
  const statuses = new Map<string, number>()
  const findings: Finding[] = []
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

function checkClock(date: number, now: number): Finding {
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

async function checkHelpdesk(config: Config, fetcher: typeof fetch): Promise<Finding[]> {
  const { helpdesk } = config
  if (!helpdesk)
    return [{ check: 'helpdesk', ok: true, detail: 'sandbox: no token is set, tickets stay on this machine' }]
  const get = (path: string) => ask(helpdesk, path, fetcher)
  try {
    const me = await get('/me')
    if (me.status !== 200) return [refused('token', me.status)]
    const workspace = dig(me.body, 'data', 'workspace', 'name')
    const detail = typeof workspace === 'string' ? `workspace "${workspace}"` : 'accepted'
    return [
      { check: 'token', ok: true, detail },
      ...(await checkChannels(config, get)),
      ...(await checkRouting(config, get)),
      checkClock(me.date, Date.now()),
    ]
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined
    const detail = cause instanceof Error ? cause.message : String(error)
    const advice = `Let this machine reach ${helpdesk.url} (DNS, firewall, proxy).`
    return [{ check: 'helpdesk', ok: false, detail, advice }]
  }
}

/** Runs every check: one call to the helpdesk for the token, one for each channel, and one for each kind of routing. */
export async function examine(config: Config, fetcher: typeof fetch = fetch): Promise<Finding[]> {
  return [checkDataDir(config), ...(await checkHelpdesk(config, fetcher))]
}
