/** Metrics of a whole proxy, scraped over HTTP and read as a scraper reads them. */
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { loadConfig } from '../../../proxy/config/config.ts'
import { callName } from '../../../proxy/metrics/call-names.ts'
import { FAMILIES, type MetricFamily } from '../../../proxy/metrics/families.ts'
import { metricsAddress, openMetrics } from '../../../proxy/metrics/open-metrics.ts'
import { aStore } from '../../harness/proxy/a-store.ts'
import { aClock, aFolder, aSubmission, UNLIMITED } from '../../harness/proxy/builders.ts'
import { readOpenMetrics } from '../../harness/proxy/open-metrics-text.ts'
import { aServedProxy } from '../../harness/proxy/proxy-in-process.ts'
import { aPort, start } from '../../harness/proxy/proxy-process.ts'

const TOKEN = 'a-token-of-32-random-characters-'
/** What is listened on, and what a person opens for it. */
it.each([
  ['127.0.0.1', 'http://localhost:9464/metrics'],
  ['192.0.2.2', 'http://192.0.2.2:9464/metrics'],
  ['::1', 'http://localhost:9464/metrics'],
  ['2001:db8::1', 'http://[2001:db8::1]:9464/metrics'],
  ['0.0.0.0', 'http://localhost:9464/metrics'],
  ['metrics.internal', 'http://metrics.internal:9464/metrics'],
])('on %s metrics are told to be at %s', (host, url) => {
  expect(metricsAddress(host, 9464)).toBe(url)
})

const RATE = { calls: 55, windowMs: 61_000 }
const bearer = { headers: { Authorization: `Bearer ${TOKEN}` } }

async function scrape(url: string, init: RequestInit = bearer) {
  const answer = await fetch(`${url}/metrics`, init)
  expect(answer.status).toBe(200)
  const text = await answer.text()
  const { families, samples } = readOpenMetrics(text)
  const value = (name: string, labels: Record<string, string> = {}) =>
    samples.find(
      (one) => one.name === name && Object.entries(labels).every(([label, is]) => one.labels[label] === is),
    )?.value
  return { answer, text, families, samples, value }
}

const send = (url: string, body: object) =>
  fetch(`${url}/api/tickets`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: url },
    body: JSON.stringify(body),
  })

const CANARY = {
  name: 'Canary Name',
  email: 'canary.address@example.com',
  message: 'canary words in a message',
}

describe('metrics', () => {
  it('are valid OpenMetrics with every family of the table, and count a message to its ticket', async () => {
    const { url } = await aServedProxy({ ...UNLIMITED, CHALLENGE: 'off', METRICS_TOKEN: TOKEN })
    const before = await scrape(url)
    expect(before.answer.headers.get('Content-Type')).toMatch(/^application\/openmetrics-text; version=1/)
    expect(before.answer.headers.get('Cache-Control')).toBe('no-store')
    const scraped = Object.fromEntries([...before.families].map(([name, { type }]) => [name, type]))
    expect(scraped).toMatchObject(
      Object.fromEntries(
        Object.entries(FAMILIES).map(([name, { type }]) => [name.replace(/_total$/, ''), type]),
      ),
    )
    expect(before.value('support_store_up')).toBe(1)
    // A counter that begins with its first event has no rise: nobody would see the first refused message.
    for (const outcome of ['accepted', 'delivered', 'dead', 'unsure', 'postponed'])
      expect(before.value('support_messages_total', { site: 'demo', outcome }), outcome).toBe(0)
    expect(before.value('support_refusals_total', { reason: 'rate_limited' })).toBe(0)
    expect(before.value('support_gate_calls_total', { lane: 'tickets' })).toBe(0)
    expect((await send(url, { id: randomUUID(), site: 'demo', ...CANARY })).status).toBe(202)
    expect((await send(url, { id: randomUUID(), site: 'demo', email: 'nobody' })).status).toBe(422)
    const delivered = { site: 'demo', outcome: 'delivered' }
    await expect.poll(async () => (await scrape(url)).value('support_messages_total', delivered)).toBe(1)
    const after = await scrape(url)
    expect(after.value('support_messages_total', { site: 'demo', outcome: 'accepted' })).toBe(1)
    expect(after.value('support_delivery_age_seconds_count', { site: 'demo' })).toBe(1)
    expect(after.value('support_delivery_tries_bucket', { le: '1' })).toBe(1)
    expect(after.value('support_refusals_total', { reason: 'invalid' })).toBe(1)
    expect(after.value('support_helpdesk_call_seconds_count', { call: 'POST /tickets', status: '201' })).toBe(
      1,
    )
    expect(after.value('support_gate_calls_total', { lane: 'tickets' })).toBe(1)
    expect(after.value('support_store_commit_seconds_count')).toBe(1)
    expect(after.value('support_store_batch_messages_sum')).toBe(1)
    // Nothing of whoever wrote it, nor its id or ticket.
    expect(after.text).not.toMatch(/canary|example\.com|01[0-9A-HJKMNP-TV-Z]{24}|[0-9a-f]{8}-[0-9a-f]{4}/i)
    const ours: Record<string, { labels: readonly string[] }> = FAMILIES
    for (const { family, labels } of after.samples.filter((one) => one.name.startsWith('support_')))
      for (const label of Object.keys(labels))
        expect([...(ours[family] ?? ours[`${family}_total`])!.labels, 'le'], family).toContain(label)
  })

  it('have a port of their own on this machine alone, where there is nothing else', async () => {
    const port = await aPort()
    const { url } = await aServedProxy({ METRICS_PORT: String(port) })
    const own = `http://127.0.0.1:${port}`
    await scrape(own, {})
    expect((await fetch(`${own}/api/form`)).status).toBe(404)
    expect((await fetch(`${own}/metrics`, { method: 'POST' })).status).toBe(405)
    expect((await fetch(`${url}/metrics`)).status).toBe(404)
  })

  it('are for whoever brings the token, and for nobody else', async () => {
    const { url } = await aServedProxy({ METRICS_TOKEN: TOKEN })
    for (const Authorization of ['', 'Bearer', 'Bearer x', TOKEN, `Bearer ${TOKEN}x`]) {
      const answer = await fetch(`${url}/metrics`, { headers: { Authorization } })
      expect([answer.status, answer.headers.get('WWW-Authenticate')]).toEqual([401, 'Bearer'])
      expect(await answer.text()).not.toContain('support_')
    }
  })

  it('are nowhere, and load nothing, unless they are asked for', async () => {
    const { url } = await aServedProxy()
    expect((await fetch(`${url}/metrics`)).status).toBe(404)
    // Node's loader tells of the file that has the library in it.
    const loaded = async (more: Record<string, string>) => {
      const hook = join(aFolder(), 'hook.mjs')
      const watch = `export const load = (url, c, next) => (url.includes('/open-metrics') && console.log('metrics'), next(url, c))`
      writeFileSync(
        hook,
        `import { register } from 'node:module'; register('data:text/javascript,' + encodeURIComponent(${JSON.stringify(watch)}))`,
      )
      const env = {
        PORT: String(await aPort()),
        DATA_DIR: aFolder(),
        NODE_OPTIONS: `--import ${hook}`,
        ...more,
      }
      const running = await start(env)
      await running.kill('SIGTERM')
      return running.output().includes('metrics\n')
    }
    expect(await loaded({})).toBe(false)
    expect(await loaded({ METRICS_TOKEN: TOKEN })).toBe(true)
  })

  it('tell what waits by site and state, and know sites that have left by one name', async () => {
    const { store, sql } = aStore()
    for (const site of ['shop', 'gone', 'left', 'shop']) await store.accept(aSubmission({ site }))
    await store.calls.close(60_000, 'misconfigured')
    const metrics = await aListener(store)
    const { value } = await scrape(metrics, {})
    expect(value('support_queue_messages', { site: 'shop', state: 'pending' })).toBe(2)
    expect(value('support_queue_messages', { site: 'unknown', state: 'pending' })).toBe(2)
    expect(value('support_gate_closed', { why: 'misconfigured' })).toBe(1)
    expect(value('support_gate_wait_seconds')).toBeGreaterThan(50)
    expect(value('support_gate_limit_calls')).toBe(55)
    expect(value('support_event_loop_lag_seconds', { percentile: '99' })).toBeGreaterThanOrEqual(0)
    sql.run('DROP TABLE probe')
    const without = await scrape(await aListener(store), {})
    expect(without.value('support_store_up')).toBe(0)
    expect(without.samples.filter(({ name }) => name === 'support_queue_messages')).toEqual([])
  })

  it('say nothing of what only the store can tell while it does not answer, and all of it again', async () => {
    const { store } = aStore()
    await store.accept(aSubmission({ site: 'shop' }))
    let isAway = false
    const health = () => (isAway ? Promise.reject(new Error('away')) : store.health())
    const clock = aClock()
    // as: what it does not name is asked of the store itself
    const metrics = await aListener(
      Object.assign(Object.create(store) as typeof store, { health }),
      clock.now,
    )
    const limits = ['support_gate_limit_calls', 'support_spool_limit_bytes']
    const shared = Object.entries(FAMILIES).flatMap(([name, one]: [string, MetricFamily]) =>
      one.shared ? [name] : [],
    )
    const told = async () => {
      clock.pass(2000)
      const { samples } = await scrape(metrics, {})
      return shared.filter((name) => samples.some((sample) => sample.name === name))
    }
    expect(await told()).toEqual(shared)
    isAway = true
    expect(await told()).toEqual(limits)
    isAway = false
    expect(await told()).toEqual(shared)
  })

  it('name calls without ids, and strange ones by one name', () => {
    expect(callName('POST', '/tickets')).toBe('POST /tickets')
    expect(callName('GET', '/tickets?page=2&contact=ada@example.com')).toBe('GET /tickets')
    expect(callName('POST', '/tickets/01HX9F3K2M4N5P6Q7R8S9T0V1W/tags/01HX9F3K2M4N5P6Q7R8S9T0V1W')).toBe(
      'POST /tickets/:id/tags/:id',
    )
    expect(callName('GET', '/ada@example.com')).toBe('other')
    expect(callName('GET', '/tickets/a/b/c/d/e')).toBe('other')
  })

  it('refuse a configuration that would let other machines read them without a token', () => {
    const problem = (env: Record<string, string>) => {
      try {
        return loadConfig(env).metrics
      } catch (error) {
        return String(error)
      }
    }
    expect(problem({})).toBeUndefined()
    expect(problem({ METRICS_PORT: '9464' })).toEqual({
      listen: { port: 9464, host: '127.0.0.1' },
      token: undefined,
    })
    expect(problem({ METRICS_PORT: '9464', METRICS_HOST: '0.0.0.0' })).toContain('METRICS_TOKEN is missing')
    expect(problem({ METRICS_HOST: '0.0.0.0', METRICS_TOKEN: TOKEN })).toContain('METRICS_HOST counts with')
    expect(problem({ METRICS_PORT: '8787' })).toContain('METRICS_PORT is 8787, as PORT is')
    expect(problem({ METRICS_PORT: '9000', PORT: '9000', HOST: '0.0.0.0' })).toContain('as PORT is')
    expect(problem({ METRICS_PORT: '9000', PORT: '9000', HOST: '192.0.2.1' })).toMatchObject({
      listen: { port: 9000 },
    })
    expect(problem({ METRICS_PORT: '0', PORT: '0' })).toMatchObject({ listen: { port: 0 } })
    expect(problem({ METRICS_TOKEN: 'short' })).toContain('at least 16 characters')
    expect(problem({ METRICS_TOKEN: 'short' })).not.toContain('"short"')
  })
})

/** Metrics of a store, on a port. */
async function aListener(store: ReturnType<typeof aStore>['store'], now = Date.now): Promise<string> {
  let port = 0
  const rules = { listen: { port: 0, host: '127.0.0.1' }, token: undefined }
  const sites = new Map([['shop', {}]])
  const ready = (own: number) => void (port = own)
  const metrics = await openMetrics({
    rules,
    store,
    sites,
    rate: RATE,
    spoolBytes: 1000,
    now,
    ready,
  })
  onTestFinished(metrics.close)
  return `http://127.0.0.1:${port}`
}
