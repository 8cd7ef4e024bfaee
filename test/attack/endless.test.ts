/** Trouble at the helpdesk that does not end: it holds up nobody else, costs less and less, and is told. */
import { describe, expect, it } from 'vitest'
import { aSubmission } from '../harness/proxy/builders.ts'
import { aPromised, isCreate, isOpen, isSearch, reset, SETTLE } from '../harness/proxy/a-promise.ts'
import type { Tamper } from '../harness/proxy/a-promise.ts'

const HOUR = 3_600_000

describe('trouble that does not end', () => {
  /** A message that is looked for in vain, and what the proxy does with another one meanwhile. */
  async function beside(tamper: Tamper, hours = 12) {
    const promised = await aPromised({ rate: 55 })
    const { unsure, network, live, outbox, row, now, sent } = promised
    const { id, reference } = await unsure()
    network.tamper = tamper
    await live(SETTLE)
    const started = now()
    const other = aSubmission({ message: 'Another one.' })
    await outbox.accept(other)
    await live(10 * 60_000, () => row(other.id)['state'] === 'delivered')
    const waited = now() - started
    const before = sent.length
    await live(hours * HOUR)
    return { ...promised, id, reference, waited, calls: sent.length - before }
  }

  it.each([
    ['pages for ever', (page: number) => ({ data: [], meta: { last_page: page + 1 } })],
    [
      'finds thousands',
      (page: number) => ({
        data: Array.from({ length: 100 }, (_, i) => ({
          ulid: `01HX9F3K2M4N5P6Q7R8S${String(page * 100 + i).padStart(6, '0')}`,
        })),
        meta: { last_page: 1000 },
      }),
    ],
    [
      'finds thousands on one page',
      () => ({
        data: Array.from({ length: 2000 }, (_, i) => ({
          ulid: `01HX9F3K2M4N5P6Q7R8S${String(i).padStart(6, '0')}`,
        })),
      }),
    ],
    [
      'tells the same page again and again',
      (page: number) => ({ data: [{ ulid: '01HX9F3K2M4N5P6Q7R8S000000' }], meta: { last_page: page + 1 } }),
    ],
  ])(
    'of a search that %s holds nothing up, rests longer and longer, and is told',
    async (_, list) => {
      const { waited, calls, readiness, row, id } = await beside((sent, pass) => {
        if (isSearch(sent)) {
          const page = Number(new URLSearchParams(sent.path.split('?')[1]).get('page'))
          return Promise.resolve(Response.json(list(page)))
        }
        const other = {
          created_at: '2026-06-01T10:30:00Z',
          messages: [{ type: 'inbound', body_html: 'Hello.' }],
        }
        return isOpen(sent) ? Promise.resolve(Response.json({ data: other })) : pass()
      })
      expect(waited).toBeLessThan(60_000)
      expect((await readiness()).attention).toEqual([expect.stringContaining('outbox list --state stuck')])
      expect(row(id)).toMatchObject({ state: 'unsure' })
      expect(Number(row(id)['attempts'])).toBeGreaterThan(8)
      // Of the 39,600 that the rate would allow.
      expect(calls).toBeLessThan(12_000)
    },
    180_000,
  )

  it('of a message that is always answered with 500 holds nothing up, is tried less and less, and is told', async () => {
    const { waited, calls, readiness, tickets, row, id } = await beside((sent, pass) =>
      isCreate(sent) && sent.body.includes('export button')
        ? Promise.resolve(Response.json({}, { status: 500 }))
        : pass(),
    )
    expect(waited).toBeLessThan(60_000)
    expect((await readiness()).attention).toEqual([expect.stringContaining('outbox list --state stuck')])
    // A create each quarter of an hour, once it is clear that it is no accident, and a look between two at its channel.
    expect(calls).toBeLessThan(260)
    expect(await tickets('Another one.')).toHaveLength(1)
    expect(['pending', 'unsure']).toContain(row(id)['state'])
  })

  it('of the search for one message makes no new one wait, not even right after the next failure', async () => {
    const { unsure, outbox, network, live, row, now, sent } = await aPromised()
    await unsure()
    network.tamper = (call, pass) =>
      isSearch(call) ? Promise.resolve(Response.json({}, { status: 500 })) : pass()
    await live(12 * HOUR)
    const before = sent.filter(isSearch).length
    await live(HOUR, () => sent.filter(isSearch).length > before)
    const other = aSubmission({ message: 'Another one.' })
    await outbox.accept(other)
    const started = now()
    await live(HOUR, () => row(other.id)['state'] === 'delivered')
    expect(now() - started).toBeLessThan(1000)
  })

  it('of an e-mail about a message that is too long to be read is told', async () => {
    const { unsure, mail, live, readiness, row, tickets } = await aPromised()
    const { id, reference } = await unsure()
    await mail(`<p>${reference}</p>${'<p>Hello?</p>'.repeat(100_000)}`)
    await live(3 * HOUR)
    expect(row(id)).toMatchObject({ state: 'unsure' })
    expect(await tickets('export button')).toHaveLength(0)
    expect((await readiness()).attention).toEqual([expect.stringContaining('outbox list --state stuck')])
  })

  it('of hundreds of searches with some candidates each ends: none begins anew for ever', async () => {
    const { outbox, network, live } = await aPromised()
    for (let i = 0; i < 150; i++) await outbox.accept(aSubmission())
    // Each is lost on its way, so each is looked for; the search is inexact.
    network.tamper = (call, pass) => (isCreate(call) ? reset() : pass())
    await live(HOUR, () => outbox.counts().unsure === 150)
    const ulids = Array.from({ length: 8 }, (_, i) => ({ ulid: `01HX9F3K2M4N5P6Q7R8S00000${i}` }))
    const other = { messages: [{ type: 'inbound', body_html: 'Hello.' }] }
    network.tamper = (call, pass) => {
      if (isSearch(call)) return Promise.resolve(Response.json({ data: ulids, meta: { last_page: 1 } }))
      return isOpen(call) ? Promise.resolve(Response.json({ data: other })) : pass()
    }
    await live(HOUR, () => outbox.counts().delivered === 150)
    expect(outbox.counts().delivered).toBe(150)
  })
})
