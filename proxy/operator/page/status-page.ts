/** The status page as routes, to be mounted at `/operator`: everything works without a script, and nothing is done by a link. */
import { Hono } from 'hono'
import type { Site } from '../../config/config.ts'
import type { Log } from '../../log.ts'
import type { TrafficSlice } from '../../store/operation/statistics.ts'
import type { Store } from '../../store/store.ts'
import type { Fetch } from '../admin-http.ts'
import type { Check } from '../database-check.ts'
import type { Standing } from '../readiness.ts'
import { OperatorActions } from './actions.ts'
import { addDoor } from './door.ts'
import { Examining } from './examining.ts'
import { draw, formText, say } from './layout.ts'
import type { OperatorContext, OperatorRequest } from './layout.ts'
import {
  exportQuestion,
  listingOf,
  messageDetail,
  messageList,
  retryAllQuestion,
  retryQuestion,
} from './messages.ts'
import type { ListingCounts } from './messages.ts'
import { overview } from './overview.ts'
import { OperatorSessions } from './session.ts'
import type { OperatorSessionOptions } from './session.ts'
import { sitesPage } from './sites.ts'
import { countIn, DAY_MS, DAYS, HOUR_MS } from './traffic.ts'

export interface StatusPageOptions extends OperatorSessionOptions {
  sites: ReadonlyMap<string, Site>
  statistics: Store['statistics']
  health: Store['health']
  standing: () => Promise<Standing>
  /** The operator's routes. */
  api: Fetch
  /** The doctor. */
  examine: () => Promise<Check[]>
  log: Log
}

/** Counting reads many rows. */
const COUNT_EVERY_MS = 60_000

type App = Hono<OperatorRequest>

function addOverview(app: App, { statistics, standing, sites, now }: StatusPageOptions): void {
  let counted: { at: number; slices: TrafficSlice[] } | undefined
  app.get('/', async (c) => {
    const stands = await standing()
    if (!counted || now() - counted.at > COUNT_EVERY_MS)
      counted = { at: now(), slices: await statistics.traffic(DAYS * DAY_MS, HOUR_MS) }
    const queue = await statistics.queue()
    const { slices } = counted
    const shown = [...sites.values()].filter(({ aside }) => !aside).map(({ id }) => id)
    const names = [...new Set([...shown, ...[...slices, ...queue].map((one) => one.site)])]
    const site = names.find((name) => name === c.req.query('site'))
    const body = overview({ ...counted, standing: stands, queue, sites: names, site })
    return draw(c, { base: 'operator/', title: site ?? 'Overview', current: 'overview' }, body)
  })
}

const UNKNOWN = 'There is no message with that id or reference.'

const MESSAGES = { base: '', title: 'Messages', current: 'messages' } as const

/** How many there are in each list. */
async function countAll({
  health,
  statistics,
}: Pick<StatusPageOptions, 'health' | 'statistics'>): Promise<ListingCounts> {
  const { dead, stuck, partial } = await health()
  const queue = await statistics.queue()
  return { dead, stuck, partial, pending: countIn(queue, 'pending'), unsure: countIn(queue, 'unsure') }
}

/** Does what a form asks for, and says what came of it. */
async function retry(
  c: OperatorContext,
  actions: OperatorActions,
  { health, statistics, log, now }: StatusPageOptions,
) {
  const all = listingOf(formText(c, 'all'))
  const id = formText(c, 'id')
  const what =
    all === 'dead'
      ? { allDead: true as const }
      : all === 'partial'
        ? { allPartial: true as const }
        : { id, unsure: formText(c, 'unsure') === '1' }
  const done = await actions.retry(what)
  log('info', 'operator', { why: `retry ${all ?? 'one'}`, ...(all === undefined && { id }) })
  if (!done.ok) return say(c, 'Nothing was done', done.text, 409)
  const row = all === undefined && (await actions.show(id, false))
  if (row) return draw(c, { ...MESSAGES, title: row.reference }, messageDetail(row, now(), done.text))
  const listing = all ?? 'dead'
  const list = await actions.list(listing, undefined)
  const counts = await countAll({ health, statistics })
  return draw(c, MESSAGES, messageList(listing, list, counts, now(), done.text))
}

/** The list that an address names. */
const asked = (c: OperatorContext) => listingOf(c.req.query('state') ?? c.req.query('all'))

function addMessages(app: App, options: StatusPageOptions): void {
  const { api, now, log } = options
  const actions = new OperatorActions(api)
  app.get('/messages', async (c) => {
    const listing = asked(c) ?? 'dead'
    const page = await actions.list(listing, c.req.query('after'))
    return draw(c, MESSAGES, messageList(listing, page, await countAll(options), now(), undefined))
  })
  app.get('/message', async (c) => {
    const row = await actions.show(c.req.query('id') ?? '', c.req.query('body') === '1')
    if (!row) return say(c, 'Not found', UNKNOWN, 404)
    return draw(c, { ...MESSAGES, title: row.reference }, messageDetail(row, now()))
  })
  app.get('/retry', async (c) => {
    const all = asked(c)
    if (all === 'dead' || all === 'partial') return draw(c, MESSAGES, retryAllQuestion(all, c.get('token')))
    const row = await actions.show(c.req.query('id') ?? '', false)
    return row ? draw(c, MESSAGES, retryQuestion(row, c.get('token'))) : say(c, 'Not found', UNKNOWN, 404)
  })
  app.post('/retry', (c) => retry(c, actions, options))
  app.get('/export', (c) => draw(c, MESSAGES, exportQuestion(asked(c) ?? 'dead', c.get('token'))))
  app.post('/export', (c) => {
    const listing = listingOf(formText(c, 'state')) ?? 'dead'
    log('info', 'operator', { why: `export ${listing}` })
    const day = new Date(now()).toISOString().slice(0, 10)
    return c.body(actions.export(listing), 200, {
      'Content-Type': 'application/x-ndjson; charset=utf-8',
      'Content-Disposition': `attachment; filename="messages-${listing}-${day}.jsonl"`,
    })
  })
}

function addSites(app: App, { sites, publicUrl, examine, now, log }: StatusPageOptions): void {
  const examining = new Examining(examine, now)
  app.get('/sites', (c) => {
    const address = publicUrl ?? new URL(c.req.url).origin
    const shown = [...sites.values()].filter(({ aside }) => !aside)
    const body = sitesPage(shown, address, examining.latest, c.get('token'))
    return draw(c, { base: '', title: 'Sites', current: 'sites' }, body)
  })
  app.post('/check', async (c) => {
    log('info', 'operator', { why: 'check' })
    await examining.begin()
    return c.redirect('sites', 303)
  })
}

/** The page, and what writes to the log, at the end, what is still to be told of it. */
export function createStatusPage(options: StatusPageOptions): { app: App; close: () => void } {
  const app: App = new Hono<OperatorRequest>()
  const close = addDoor(app, new OperatorSessions(options), options.log)
  addOverview(app, options)
  addMessages(app, options)
  addSites(app, options)
  return { app, close }
}
