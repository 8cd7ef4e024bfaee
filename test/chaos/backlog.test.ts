import { randomUUID } from 'node:crypto'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { Delivery } from '../../proxy/delivery/delivery.ts'
import { Sleep } from '../../proxy/delivery/sleep.ts'
import { RateGate } from '../../proxy/helpdesk/rate-gate.ts'
import { Helpdesk } from '../../proxy/helpdesk/client.ts'
import { aStore } from '../harness/proxy/a-store.ts'
import { filedReference, referenceOf } from '../../proxy/reference.ts'
import type { Ticket } from '../../proxy/helpdesk/ticket.ts'
import { aClock, aDatabase, aSubmission, CHANNEL } from '../harness/proxy/builders.ts'
import { busiestMinute } from '../harness/chaos/invariants.ts'
import { aDataDir } from '../harness/chaos/world.ts'

const SETTLE_MS = 120_000
const HOUR = 3_600_000
const RATE = 55

const answer = (status: number, body: unknown, headers = {}) =>
  new Response(JSON.stringify(body), { status, headers })

/** A proxy without its sockets, on a clock that only the test moves: a day passes in seconds. */
function aProxy({ clock = aClock(), folder = aDataDir(), rate = RATE } = {}) {
  const calls: number[] = []
  const order: string[] = []
  const desk = {
    create: (reference: string): Response => answer(201, { data: { ulid: `01JAAAAAAAAAAA${reference}` } }),
  }
  const call: typeof fetch = (input, init) => {
    calls.push(clock.time)
    if (new Request(input).url.endsWith(`/channels/${CHANNEL}`))
      return Promise.resolve(answer(200, { data: { ulid: CHANNEL } }))
    if (init?.method !== 'POST') return Promise.resolve(answer(200, { data: [] }))
    const reference = filedReference((JSON.parse(init.body as string) as Ticket).message.body) ?? ''
    const response = desk.create(reference)
    if (response.ok) order.push(reference)
    return Promise.resolve(response)
  }
  const sql = aDatabase(folder)
  // Durability is the subject of other tests; thousands of fsyncs would only take time.
  sql.run('PRAGMA synchronous=OFF')
  onTestFinished(() => sql.close())
  const kept = { retentionMs: 7 * 24 * HOUR, dedupeMs: 90 * 24 * HOUR }
  const { store, outbox } = aStore({ folder, sql, now: clock.now, ...kept })
  const gate = new RateGate(store.calls, rate)
  const { now } = clock
  // In the middle of a step, at the gate.
  const sleep = vi.spyOn(Sleep.prototype, 'for').mockImplementation((ms) => {
    clock.pass(Math.max(1, ms))
    return Promise.resolve()
  })
  onTestFinished(() => sleep.mockRestore())
  const delivery = new Delivery({
    store,
    gate,
    helpdesk: new Helpdesk({ url: 'http://x', token: 't', timeoutMs: 1000, fetch: call, now, gate }),
    sites: new Map([['shop', { id: 'shop', channel: CHANNEL }]]),
    settleDelayMs: SETTLE_MS,
    now,
    random: () => 0.5,
    log: () => {},
  })
  /** Lets the loop work, with time passing as it asks for, until `over` or for `ms`. */
  const work = async (ms: number, over = () => false) => {
    const end = clock.time + ms
    while (clock.time < end && !over())
      clock.pass(Math.max(1, Math.min(await delivery.step(), end - clock.time)))
  }
  return { sql, outbox, gate, work, clock, calls, order, desk, folder }
}

describe('after a day of downtime', () => {
  it('5,000 waiting rows go out in order, nothing new or old is starved, and memory stays flat', async () => {
    const { outbox, work, clock, calls, order, desk } = aProxy()
    const ids: string[] = []
    for (let i = 0; i < 5000; i += 50) {
      const batch = Array.from({ length: 50 }, () => aSubmission({ message: 'm'.repeat(2000) }))
      await Promise.all(batch.map((submission) => outbox.accept(submission)))
      ids.push(...batch.map(({ id }) => id))
      clock.pass((24 * HOUR) / 100)
    }
    // Some of them fail a few times first: the old failures.
    const failing = new Map(ids.filter((_, i) => i % 50 === 7).map((id) => [referenceOf(id), 2]))
    const { create } = desk
    desk.create = (reference) => {
      const left = failing.get(reference) ?? 0
      failing.set(reference, left - 1)
      return left > 0 ? answer(500, {}) : create(reference)
    }
    const start = clock.time
    const late = aSubmission()
    await work(10 * 60_000)
    const before = heap()
    await work(HOUR)
    await outbox.accept(late)
    await work(2 * HOUR, () => order.length === 5001)
    const growth = heap() - before
    expect(outbox.counts()).toMatchObject({ delivered: 5001, pending: 0, unsure: 0, dead: 0 })
    expect(new Set(order).size).toBe(5001)
    // In order of acceptance, but for those that failed.
    const smooth = ids.filter((_, i) => i % 50 !== 7).map(referenceOf)
    const expected = new Set(smooth)
    expect(order.filter((reference) => expected.has(reference))).toEqual(smooth)
    expect(busiestMinute(calls)).toBeLessThanOrEqual(RATE)
    // As fast as the limit allows: 5,001 creates, 200 that failed, their searches and looks at the channel.
    expect((clock.time - start) / 60_000).toBeLessThan((5001 + 600) / RATE + 12)
    expect(growth).toBeLessThan(16 * 1024 * 1024)
    console.log(
      `  5,001 rows in ${Math.round((clock.time - start) / 60_000)} simulated minutes, ${calls.length} calls, heap ${Math.round(growth / 1024)} kB`,
    )
  })

  it('a new message waits for none of a thousand old failures', async () => {
    const { outbox, work, clock, order, desk } = aProxy()
    desk.create = () => answer(500, {})
    await Promise.all(Array.from({ length: 1000 }, () => outbox.accept(aSubmission())))
    await work(6 * HOUR)
    const { create } = aProxy().desk
    const fresh = aSubmission()
    desk.create = (reference) => (reference === referenceOf(fresh.id) ? create(reference) : answer(500, {}))
    await outbox.accept(fresh)
    const start = clock.time
    await work(HOUR, () => order.length > 0)
    expect(order).toEqual([referenceOf(fresh.id)])
    expect(clock.time - start).toBeLessThanOrEqual(5 * 60_000)
  })
})

/** Bytes in use, after a collection. */
function heap(): number {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') collect()
  return process.memoryUsage().heapUsed
}

describe('a clock that jumps between two processes', () => {
  it.each([
    ['an hour back', -HOUR],
    ['an hour ahead', HOUR],
  ])(
    '%s makes no second ticket, strands nothing and opens the gate no earlier than a minute',
    async (_, jump) => {
      const folder = aDataDir()
      const clock = aClock()
      const first = aProxy({ folder, clock })
      const ids = Array.from({ length: 20 }, () => randomUUID())
      for (const id of ids) await first.outbox.accept(aSubmission({ id }))
      first.desk.create = () => answer(500, {})
      await first.work(5000)
      const { unsure } = first.outbox.counts()
      expect(unsure).toBeGreaterThan(0)
      first.sql.close()
      const jumpedAt = clock.pass(jump)
      const second = aProxy({ folder, clock })
      second.outbox.recover(SETTLE_MS)
      await second.work(SETTLE_MS - 1)
      // Only those that were never tried: the unsure ones wait the whole delay again.
      expect(second.order).toHaveLength(20 - unsure)
      await second.work(30 * 60_000, () => second.outbox.counts().delivered === 20)
      expect(second.outbox.counts().delivered).toBe(20)
      expect(new Set(second.order).size).toBe(20)
      expect(clock.time - jumpedAt).toBeLessThan(10 * 60_000)
    },
  )
})

describe('the rate', () => {
  it('holds in every minute of a day with restarts, storms of 429 and failures', async () => {
    const folder = aDataDir()
    const clock = aClock()
    const calls: number[] = []
    let n = 0
    for (let restart = 0; restart < 12; restart++) {
      const proxy = aProxy({ folder, clock, rate: 7 })
      proxy.outbox.recover(SETTLE_MS)
      const { create } = proxy.desk
      proxy.desk.create = (reference) => {
        n++
        if (n % 11 === 0) return answer(429, {}, n % 2 === 0 ? { 'Retry-After': '3' } : {})
        return n % 5 === 0 ? answer(502, {}) : create(reference)
      }
      for (let i = 0; i < 30; i++) await proxy.outbox.accept(aSubmission())
      await proxy.work(40_000 + restart * 7000)
      calls.push(...proxy.calls)
      proxy.sql.close()
    }
    expect(calls.length).toBeGreaterThan(60)
    expect(busiestMinute(calls)).toBeLessThanOrEqual(7)
  })
})
