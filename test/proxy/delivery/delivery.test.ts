import { describe, expect, it } from 'vitest'
import { Delivery } from '../../../proxy/delivery/delivery.ts'
import { RateGate } from '../../../proxy/helpdesk/rate-gate.ts'
import { Helpdesk } from '../../../proxy/helpdesk/client.ts'
import { createLog } from '../../../proxy/log.ts'
import { aStore } from '../../harness/proxy/a-store.ts'
import type { Ticket } from '../../../proxy/helpdesk/ticket.ts'
import { aClock, aHelpdesk, aSubmission, CHANNEL, json } from '../../harness/proxy/builders.ts'
import type { Call } from '../../harness/proxy/builders.ts'
import type { ServerResponse } from 'node:http'

const ULID = '01JABCDEFGHJKMNPQRSTVWXYZ0'
const SETTLE = 120_000

const SITES = new Map([['shop', { id: 'shop', channel: CHANNEL }]])

/** A delivery against a scripted helpdesk, with a clock that only the test moves. */
async function aDelivery(
  answer: (call: Call, response: ServerResponse) => void,
  { rate = 55, sites = SITES } = {},
) {
  const clock = aClock()
  const desk = await aHelpdesk(answer)
  const { store, outbox, sql } = aStore({ now: clock.now })
  const gate = new RateGate(store.calls, rate)
  const lines: string[] = []
  const { now } = clock
  const helpdesk = new Helpdesk({
    url: desk.url,
    token: 't',
    workspaceId: undefined,
    timeoutMs: 20_000,
    fetch,
    now,
    gate,
  })
  const delivery = new Delivery({
    store,
    gate,
    helpdesk,
    sites,
    settleDelayMs: SETTLE,
    now,
    random: () => 1,
    log: createLog((line) => lines.push(line)),
  })
  await delivery.lead()
  return { clock, sql, desk, outbox, store, gate, delivery, lines }
}

const isCreate = (call: Call) => call.method === 'POST' && call.path === '/tickets'
const isCheck = (call: Call) => call.path.startsWith('/channels/')

describe('a step', () => {
  it('delivers what is due, once', async () => {
    const { outbox, desk, delivery } = await aDelivery((_, response) =>
      json(response, 201, { data: { ulid: ULID } }),
    )
    await outbox.accept(aSubmission())
    await delivery.step()
    await delivery.step()
    expect(desk.calls.filter(isCreate)).toHaveLength(1)
    expect(outbox.counts()).toMatchObject({ delivered: 1, pending: 0 })
  })

  it('finds the ticket of a create that answered with an error, and does not create it again', async () => {
    const submission = aSubmission()
    let body = ''
    const { outbox, desk, delivery, clock } = await aDelivery((call, response) => {
      if (isCreate(call)) {
        body = (JSON.parse(call.body) as Ticket).message.body
        return json(response, 500, {})
      }
      if (call.path.startsWith('/tickets?')) return json(response, 200, { data: [{ ulid: ULID }] })
      return json(response, 200, { data: { ulid: ULID, messages: [{ type: 'inbound', body_html: body }] } })
    })
    await outbox.accept(submission)
    await delivery.step()
    expect(outbox.counts().unsure).toBe(1)
    clock.pass(SETTLE - 1)
    await delivery.step()
    expect(desk.calls).toHaveLength(1)
    clock.pass(1)
    await delivery.step()
    expect(outbox.counts().delivered).toBe(1)
    expect(desk.calls.filter(isCreate)).toHaveLength(1)
  })

  it('creates again when the search proves that there is no ticket', async () => {
    let creates = 0
    const { outbox, delivery, clock } = await aDelivery((call, response) => {
      if (isCreate(call))
        return ++creates === 1 ? void response.destroy() : json(response, 201, { data: { ulid: ULID } })
      return json(response, 200, { data: [] })
    })
    await outbox.accept(aSubmission())
    await delivery.step()
    clock.pass(SETTLE)
    await delivery.step()
    await delivery.step()
    expect(creates).toBe(2)
    expect(outbox.counts().delivered).toBe(1)
  })

  it('closes the gate after a 429, for as long as asked, and counts no attempt', async () => {
    const { outbox, delivery, gate, clock } = await aDelivery((_, response) =>
      json(response, 429, {}, { 'Retry-After': '7' }),
    )
    await outbox.accept(aSubmission())
    await delivery.step()
    expect(await gate.wait()).toBe(7000)
    clock.pass(7000)
    expect(outbox.due(true)?.attempts).toBe(0)
  })

  it('keeps a refused submission as dead, and goes on with the next', async () => {
    const { outbox, delivery, lines } = await aDelivery((call, response) =>
      call.body.includes('poison')
        ? json(response, 422, { errors: { subject: ['poison'] } })
        : json(response, 201, { data: { ulid: ULID } }),
    )
    await outbox.accept(aSubmission({ message: 'poison' }))
    await outbox.accept(aSubmission())
    await delivery.step()
    await delivery.step()
    expect(outbox.counts()).toMatchObject({ dead: 1, delivered: 1 })
    const told = lines
      .filter((line) => line.includes('"state":"dead"'))
      .map((line) => JSON.parse(line) as object)
    expect(told).toEqual([expect.objectContaining({ level: 'error', why: '422 subject' })])
    expect(lines.join('')).not.toContain('poison')
  })

  it.each([
    [401, 'pending'],
    [400, 'pending'],
    [403, 'unsure'],
    [404, 'unsure'],
    [303, 'unsure'],
  ] as const)(
    'closes the gate and alarms when a %i means the configuration; the message is kept as %s, no attempt counted',
    async (status, state) => {
      const { outbox, delivery, store, gate, lines, clock } = await aDelivery((_, response) =>
        json(response, status, {}),
      )
      await outbox.accept(aSubmission())
      await delivery.step()
      expect(await store.calls.closure()).toBe('misconfigured')
      expect(lines.join('')).toContain('helpdesk_misconfigured')
      expect(outbox.counts()[state]).toBe(1)
      clock.pass(await gate.wait())
      expect(outbox.due(true)?.attempts).toBe(0)
    },
  )

  it('leaves the gate open when a 403 is about one message, which waits while others are delivered', async () => {
    const { outbox, delivery, store } = await aDelivery((call, response) => {
      if (isCheck(call)) return json(response, 200, { data: {} })
      return call.body.includes('DROP TABLE')
        ? json(response, 403, {})
        : json(response, 201, { data: { ulid: ULID } })
    })
    await outbox.accept(aSubmission({ message: 'DROP TABLE' }))
    await outbox.accept(aSubmission())
    await delivery.step()
    await delivery.step()
    expect(await store.calls.closure()).toBeUndefined()
    expect(outbox.counts()).toMatchObject({ unsure: 1, delivered: 1, dead: 0 })
  })

  it.each([404, 403])('holds back only the site whose channel is answered %i', async (status) => {
    const elsewhere = '01AAAAAAAAAAAAAAAAAAAAAAAA'
    const sites = new Map([
      ['shop', { id: 'shop', channel: CHANNEL }],
      ['blog', { id: 'blog', channel: elsewhere }],
    ])
    const { outbox, delivery, store, desk, lines, clock } = await aDelivery(
      (call, response) =>
        call.path.includes(elsewhere) || call.body.includes(elsewhere)
          ? json(response, status, {})
          : json(response, 201, { data: { ulid: ULID } }),
      { sites },
    )
    for (let i = 0; i < 50; i++) await outbox.accept(aSubmission({ site: 'blog' }))
    await outbox.accept(aSubmission())
    await delivery.step()
    await delivery.step()
    // Of the one that was refused nobody knows.
    expect(outbox.counts()).toMatchObject({ delivered: 1, pending: 49, unsure: 1 })
    expect(desk.calls).toHaveLength(status === 404 ? 3 : 4)
    expect(await store.calls.closure()).toBeUndefined()
    expect(lines.join('')).toContain('helpdesk_misconfigured')
    expect(outbox.nextDue()).toBe(300_000)
    expect(delivery.notice()).toContain(`no channel ${elsewhere}`)
    clock.pass(300_000)
    expect(delivery.notice()).toBeUndefined()
  })

  it('never makes more calls than the rate, searches and checks included', async () => {
    const { outbox, delivery, desk, clock } = await aDelivery(
      (call, response) => (isCreate(call) ? void response.destroy() : json(response, 200, { data: [] })),
      { rate: 5 },
    )
    for (let i = 0; i < 10; i++) await outbox.accept(aSubmission())
    const start = clock.time
    while (clock.time < start + 60_000) {
      const wait = await delivery.step()
      clock.pass(Math.max(1, Math.min(wait, 5000)))
    }
    expect(desk.calls.length).toBeLessThanOrEqual(5)
  })

  it('sends nothing of a message that was dropped while its files were uploaded', async () => {
    const submission = aSubmission({
      files: [{ file: 'f', name: 'a.png', type: 'image/png', size: 1, digest: 'd' }],
    })
    const { outbox, delivery, desk, sql } = await aDelivery((_, response) =>
      json(response, 201, { data: { token: 'upl_1', ulid: ULID } }),
    )
    await outbox.accept(submission)
    const step = delivery.step()
    sql.run('DELETE FROM submission')
    await step
    expect(desk.calls.filter(isCreate)).toHaveLength(0)
    expect(outbox.counts()).toMatchObject({ pending: 0, unsure: 0, delivered: 0 })
  })

  it('buries a row that cannot be read, and goes on with the next', async () => {
    const { outbox, delivery, sql } = await aDelivery((_, response) =>
      json(response, 201, { data: { ulid: ULID } }),
    )
    const torn = aSubmission()
    const erased = aSubmission()
    await outbox.accept(torn)
    await outbox.accept(erased)
    await outbox.accept(aSubmission())
    sql.run(`UPDATE submission SET body = '{"id":' WHERE id = ?`, torn.id)
    sql.run(`UPDATE submission SET body = NULL WHERE id = ?`, erased.id)
    for (let i = 0; i < 3; i++) await delivery.step()
    expect(outbox.counts()).toMatchObject({ dead: 2, delivered: 1 })
    expect(sql.all(`SELECT DISTINCT why FROM submission WHERE state = 'dead'`)).toMatchObject([
      { why: 'unreadable' },
    ])
  })
})

describe('the loop', () => {
  it('delivers as soon as it is woken, and stops after the call in flight', async () => {
    let answerNow = () => {}
    const asked = new Promise<void>((resolve) => {
      answerNow = resolve
    })
    const { outbox, delivery, desk } = await aDelivery((_, response) => {
      answerNow()
      setTimeout(() => json(response, 201, { data: { ulid: ULID } }), 50)
    })
    delivery.start()
    await outbox.accept(aSubmission())
    delivery.wake()
    await asked
    await outbox.accept(aSubmission())
    await delivery.stop()
    expect(outbox.counts()).toMatchObject({ delivered: 1, pending: 1 })
    expect(desk.calls).toHaveLength(1)
  })

  it('lets requests in between rows that need no call, such as those of a removed site', async () => {
    const { outbox, delivery } = await aDelivery(() => {})
    await Promise.all(Array.from({ length: 50 }, () => outbox.accept(aSubmission({ site: 'closed-shop' }))))
    delivery.start()
    await new Promise((resolve) => setImmediate(resolve))
    expect(outbox.due(true)).toBeDefined()
    await delivery.stop()
  })

  it('looks for a ticket whose settlement the database refused, instead of forgetting the row', async () => {
    const { outbox, delivery, sql } = await aDelivery((_, response) =>
      json(response, 201, { data: { ulid: ULID } }),
    )
    sql.run(
      `CREATE TRIGGER full BEFORE UPDATE OF ticket ON submission BEGIN SELECT RAISE(ABORT, 'disk full'); END`,
    )
    await outbox.accept(aSubmission())
    delivery.start()
    await expect.poll(() => outbox.counts().unsure).toBe(1)
    expect(outbox.nextDue()).toBe(SETTLE)
    await delivery.stop()
  })
})
