/** Every call to the helpdesk passes the gate, whoever makes it; a 429 to any of them closes it. */
import type { ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import { Helpdesk } from '../../../proxy/helpdesk/client.ts'
import { RateGate } from '../../../proxy/helpdesk/rate-gate.ts'
import { ticketOf } from '../../../proxy/helpdesk/ticket.ts'
import { aStore } from '../../harness/proxy/a-store.ts'
import { aClock, aHelpdesk, aSubmission, CHANNEL, json } from '../../harness/proxy/builders.ts'

const ULID = '01JABCDEFGHJKMNPQRSTVWXYZ0'
const REFERENCE = 'S7K2M9QX4TAB'
const TICKET = ticketOf(aSubmission(), { id: 'shop', channel: CHANNEL }, REFERENCE)
const { email, message } = aSubmission()
const SOUGHT = { reference: REFERENCE, mark: 'MARK', email, message, channel: CHANNEL, acceptedAt: 0 }

interface Answering {
  rate?: number
  status?: number
  headers?: Record<string, string>
  script?: Parameters<typeof aHelpdesk>[0]
}

/** A client, the gate that it asks, and the helpdesk that it calls, which answers everything alike. */
async function aClient({ rate = 1, status = 200, headers = {}, script }: Answering = {}) {
  const clock = aClock()
  const { store } = aStore({ now: clock.now })
  const gate = new RateGate(store.calls, rate)
  const desk = await aHelpdesk(
    script ?? ((_, response) => json(response, status, { data: { ulid: ULID } }, headers)),
  )
  const helpdesk = new Helpdesk({ url: desk.url, token: 't', timeoutMs: 2000, fetch, now: clock.now, gate })
  return { helpdesk, store, gate, clock, desk }
}

/** All that the client can be asked for. */
const CALLS: [string, (helpdesk: Helpdesk) => Promise<unknown>][] = [
  ['a ticket', (helpdesk) => helpdesk.create(TICKET)],
  ['an upload', (helpdesk) => helpdesk.upload(new Blob(['x']), 'a.txt')],
  ['a follow-up', (helpdesk) => helpdesk.follow(ULID, { kind: 'team', target: ULID })],
  ['a look for a note', (helpdesk) => helpdesk.findNote(ULID, '<p>Call them back at once.</p><p>S1N</p>')],
  ['a search', (helpdesk) => helpdesk.search(SOUGHT).next(() => true)],
  ['a check of the configuration', (helpdesk) => helpdesk.misconfiguration(CHANNEL)],
  ['any other reading', (helpdesk) => helpdesk.get('/me')],
]

const DOWNLOAD: (typeof CALLS)[number] = ['a file', (helpdesk) => helpdesk.download('/files/1')]

describe('the gate of the client', () => {
  it.each(CALLS)('counts %s, and lets none through when the minute is used up', async (_, call) => {
    const { helpdesk, gate, desk } = await aClient()
    await call(helpdesk)
    expect(await gate.wait()).toBeGreaterThan(0)
    expect(desk.calls).toHaveLength(1)
    const held = await call(helpdesk)
    expect(held === undefined || held === 'unknown' || (held as { type: string }).type === 'more').toBe(true)
    expect(desk.calls).toHaveLength(1)
  })

  it.each([...CALLS, DOWNLOAD])(
    'is closed by a 429 to %s, for as long as the helpdesk asks',
    async (_, call) => {
      const named = await aClient({ rate: 55, status: 429, headers: { 'Retry-After': '7' } })
      await call(named.helpdesk)
      expect(await named.store.calls.closure()).toBe('limited')
      expect(await named.gate.wait()).toBe(7000)
      const silent = await aClient({ rate: 55, status: 429 })
      await call(silent.helpdesk)
      expect(await silent.gate.wait()).toBe(60_000)
    },
  )

  it.each([
    ['breaks off', (response: ServerResponse) => response.destroy()],
    ['never ends', () => {}],
  ])('is closed by a 429 whose text %s', async (_, end) => {
    const asked = { 'Retry-After': '600', 'Content-Length': '100' }
    const script = (__: unknown, response: ServerResponse) => {
      response.writeHead(429, asked).write('{"message":', () => end(response))
    }
    for (const [, call] of [...CALLS, DOWNLOAD]) {
      const { helpdesk, gate } = await aClient({ rate: 55, script })
      await call(helpdesk)
      expect(await gate.wait()).toBe(600_000)
    }
  })

  it('is waited for by who wants to, and given up by who does not any more', async () => {
    const { helpdesk, gate, clock, desk } = await aClient()
    await gate.close(5000, 'limited')
    const waits: number[] = []
    const wait = (goOn: boolean) => (ms: number) => {
      waits.push(ms)
      clock.pass(goOn ? ms : 0)
      return Promise.resolve(goOn)
    }
    expect(await helpdesk.create(TICKET, { wait: wait(false) })).toBeUndefined()
    expect(desk.calls).toHaveLength(0)
    expect(await helpdesk.create(TICKET, { wait: wait(true) })).toMatchObject({ type: 'delivered' })
    expect(waits).toEqual([5000, 5000])
  })

  it('lets a call be counted by whoever makes it, who may wait and may call it off', async () => {
    const { helpdesk, gate, clock, desk } = await aClient()
    const order: string[] = []
    const wait = (ms: number) => {
      order.push('waits')
      clock.pass(ms)
      return Promise.resolve(true)
    }
    const pass = (leaves: boolean) => async () => {
      const ms = await gate.pass()
      order.push(ms ? 'held' : `through with ${desk.calls.length} before it`)
      return ms || (leaves ? 0 : undefined)
    }
    await gate.close(5000, 'limited')
    expect(await helpdesk.create(TICKET, { pass: pass(true) })).toBeUndefined()
    expect(await helpdesk.create(TICKET, { wait, pass: pass(false) })).toBeUndefined()
    expect(await helpdesk.create(TICKET, { wait, pass: pass(true) })).toMatchObject({ type: 'delivered' })
    const late = ['held', 'waits', 'through with 0 before it']
    expect(order).toEqual(['held', ...late, ...late])
    expect(desk.calls).toHaveLength(1)
  })

  it('goes on with a search where the closed gate has interrupted it', async () => {
    const { helpdesk, clock, gate, desk } = await aClient()
    const search = helpdesk.search(SOUGHT)
    await gate.pass()
    expect(await search.next(() => true)).toEqual({ type: 'more' })
    clock.pass(await gate.wait())
    expect(await search.next(() => true)).not.toEqual({ type: 'more' })
    expect(desk.calls).toHaveLength(1)
  })
})

describe('who looks into what is misconfigured', () => {
  it('does not wait for it to be repaired, but for the limit of the account', async () => {
    const clock = aClock()
    const gate = new RateGate(aStore({ now: clock.now }).store.calls, 2)
    await gate.close(300_000, 'misconfigured')
    expect([await gate.pass(), await gate.passToDiagnose(), await gate.passToDiagnose()]).toEqual([
      300_000, 0, 0,
    ])
    expect(await gate.passToDiagnose()).toBeGreaterThanOrEqual(60_000)
    clock.pass(120_000)
    await gate.close(30_000, 'limited')
    expect(await gate.passToDiagnose()).toBe(30_000)
  })
})

describe('who can wait', () => {
  it('leaves a third of the calls of a minute to visitors, and all of them when they need more', async () => {
    const clock = aClock()
    const gate = new RateGate(aStore({ now: clock.now }).store.calls, 9)
    const all = async (pass: () => Promise<number>, times: number) => {
      const waits = []
      for (let i = 0; i < times; i++) waits.push(await pass())
      return waits.filter((wait) => wait === 0).length
    }
    expect(await all(() => gate.passYielding(), 9)).toBe(6)
    expect(await all(() => gate.pass(), 9)).toBe(3)
    clock.pass(61_000)
    expect(await all(() => gate.pass(), 7)).toBe(7)
    expect(await all(() => gate.passYielding(), 1)).toBe(0)
  })

  it('waits for what the helpdesk has closed', async () => {
    const gate = new RateGate(aStore({ now: aClock().now }).store.calls, 9)
    await gate.close(30_000, 'limited')
    expect(await gate.passYielding()).toBe(30_000)
  })
})
