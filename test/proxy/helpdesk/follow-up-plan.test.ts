/** Routing, and what follows a ticket: each step once, inside the gate, whatever goes wrong. */
import { describe, expect, it } from 'vitest'
import { referenceOf } from '../../../proxy/reference.ts'
import { aSubmission, CHANNEL, json } from '../../harness/proxy/builders.ts'
import { aFollowing, aRefund, SETTLE, TICKET, ulid } from '../../harness/proxy/a-delivery.ts'

describe('a ticket', () => {
  it('goes to the channel of its topic, with its prefix, and with fields by their labels', async () => {
    const { outbox, run, ticket } = await aFollowing()
    await outbox.accept(aRefund({ subject: 'Money back' }))
    await run()
    expect(ticket()).toMatchObject({ channel: ulid('3'), subject: '[Refund] Money back' })
    const { body } = ticket().message
    expect(body).toContain('<tr><td>Order number</td><td>A1</td></tr>')
    expect(body).toContain('<tr><td>Reasons</td><td>Broken, Late</td></tr>')
    expect(body).toContain('<tr><td>Topic</td><td>Refund</td></tr>')
  })

  it('without a topic goes to the channel of its site', async () => {
    const { outbox, run, ticket, called } = await aFollowing()
    await outbox.accept(aSubmission({ subject: 'Hi' }))
    await run()
    expect(ticket()).toMatchObject({ channel: CHANNEL, subject: '[Shop] Hi' })
    expect(called().slice(1)).toEqual([
      `POST /tickets/${TICKET}/tags/${ulid('1')}`,
      `PUT /tickets/${TICKET}/team`,
      `POST /tickets/${TICKET}/note`,
    ])
  })

  it('is followed by every step once: tags of site and topic, team, assignee, note', async () => {
    const { outbox, run, called, notes, desk } = await aFollowing()
    const submission = aRefund()
    await outbox.accept(submission)
    await run()
    expect(called()).toEqual([
      'POST /tickets',
      `POST /tickets/${TICKET}/tags/${ulid('1')}`,
      `POST /tickets/${TICKET}/tags/${ulid('4')}`,
      `PUT /tickets/${TICKET}/team`,
      `PUT /tickets/${TICKET}/assignee`,
      `POST /tickets/${TICKET}/note`,
    ])
    expect(desk.calls.map(({ body }) => body).slice(3, 5)).toEqual([
      JSON.stringify({ team_ulid: ulid('2') }),
      JSON.stringify({ assignee_ulid: ulid('5') }),
    ])
    expect(notes).toEqual([
      expect.stringMatching(/^<p>Answer in Dutch.<\/p><p>Check the order first.<\/p><p>[0-9A-Z]{20}<\/p>$/),
    ])
  })

  it('spends the gate for every call', async () => {
    const { outbox, run, called, gate, clock } = await aFollowing(() => {}, { rate: 4 })
    await outbox.accept(aRefund())
    await run()
    expect(called()).toHaveLength(4)
    expect(await gate.wait()).toBeGreaterThan(0)
    clock.pass(61_000)
    await run()
    expect(called()).toHaveLength(6)
  })
})

describe('what the page says of the visitor', () => {
  const told = { context: { plan: '<b>pro</b>' }, facts: { title: 'Basket' } }

  it('stands under the message, marked as not verified, by default', async () => {
    const { outbox, run, ticket } = await aFollowing()
    await outbox.accept(aSubmission(told))
    await run()
    expect(ticket().message.body).toContain(
      '<p><strong>Told by the page, not verified</strong></p><table><tr><td>title</td><td>Basket</td></tr>' +
        '<tr><td>plan</td><td>&lt;b&gt;pro&lt;/b&gt;</td></tr></table>',
    )
  })

  it('stands in an internal note where the site wants that', async () => {
    const { outbox, run, ticket, notes } = await aFollowing(() => {}, { site: { context: 'note' } })
    await outbox.accept(aSubmission(told))
    await run()
    expect(ticket().message.body).not.toContain('Basket')
    expect(notes.join()).toContain('not verified')
    expect(notes.join()).toContain('Basket')
  })
})

describe('a step', () => {
  it('that is refused for good leaves the ticket delivered, and is reported', async () => {
    const { outbox, run, called, clock, readiness, lines } = await aFollowing((call, response) => {
      if (call.path.includes('/tags/')) json(response, 404, { message: 'Not found.' })
    })
    await outbox.accept(aRefund())
    await run()
    // Not believed at once: what stands in between may say so.
    expect((await readiness()).attention).toEqual([])
    for (let turn = 0; turn < 10; turn++) {
      clock.pass(300_000)
      await run()
    }
    expect(outbox.counts()).toMatchObject({ delivered: 1, dead: 0 })
    // Each refusal is looked into by one cheap call.
    expect(called().filter((call) => call.includes('/channels/'))).toHaveLength(16)
    expect(called().filter((call) => call.endsWith('/note'))).toHaveLength(1)
    expect((await readiness()).attention).toEqual([expect.stringContaining('outbox list --state partial')])
    expect(lines.filter((line) => line.includes('"state":"failed"'))).toHaveLength(2)
  })

  it('waits while the token is refused, and is not lost', async () => {
    let refused = true
    const { outbox, store, run, called, clock, readiness } = await aFollowing((call, response) => {
      if (refused && call.path !== '/tickets') json(response, 401, {})
    })
    await outbox.accept(aRefund())
    await run()
    expect(await store.calls.closure()).toBe('misconfigured')
    refused = false
    clock.pass(600_000)
    await run()
    expect(called().filter((call) => call.includes('/tags/'))).toHaveLength(3)
    expect(called().filter((call) => call.endsWith('/note'))).toHaveLength(1)
    expect((await readiness()).attention).toEqual([])
  })

  it.each([302, 401, 403, 404, 409])(
    'that is refused once (%i) is done, and a note is there once',
    async (status) => {
      const refused = new Set<string>()
      const { outbox, run, clock, notes, readiness } = await aFollowing((call, response) => {
        const { method, path, body } = call
        if (!/(tags|team|assignee|note)/.test(path) || refused.has(path) || method === 'GET') return
        refused.add(path)
        // As by something that looks at answers: what was asked for was done.
        if (path.endsWith('/note')) notes.push((JSON.parse(body) as { body: string }).body)
        json(response, status, {})
      })
      await outbox.accept(aRefund())
      for (let turn = 0; turn < 5; turn++) {
        await run()
        clock.pass(SETTLE)
      }
      expect(refused.size).toBe(5)
      expect(notes).toHaveLength(1)
      expect(outbox.steps.nextDue()).toBeUndefined()
      expect((await readiness()).attention).toEqual([])
    },
  )

  it('that obeys a 429 costs no attempt', async () => {
    let limited = 3
    const { outbox, run, clock, readiness } = await aFollowing((call, response) => {
      if (call.path.includes('/tags/') && limited-- > 0) json(response, 429, {}, { 'Retry-After': '5' })
    })
    await outbox.accept(aRefund())
    for (let turn = 0; turn < 5; turn++) {
      await run()
      clock.pass(6000)
    }
    expect((await readiness()).attention).toEqual([])
    expect(outbox.steps.due()).toBeUndefined()
  })

  it('that never answers is given up in the end; the ticket is made once', async () => {
    const { outbox, run, called, clock, readiness } = await aFollowing((call, response) => {
      if (call.path.includes('/tags/')) json(response, 500, {})
    })
    await outbox.accept(aRefund())
    for (let turn = 0; turn < 60; turn++) {
      await run()
      clock.pass(900_000)
    }
    expect(called().filter((call) => call === 'POST /tickets')).toHaveLength(1)
    expect(called().filter((call) => call.endsWith(`/tags/${ulid('1')}`))).toHaveLength(20)
    expect((await readiness()).attention).toHaveLength(1)
  })
})

describe('a note', () => {
  it('that was written although the answer was lost is found, and not written again', async () => {
    const { outbox, run, called, clock, notes } = await aFollowing((call, response) => {
      if (!call.path.endsWith('/note')) return
      notes.push((JSON.parse(call.body) as { body: string }).body)
      response.destroy()
    })
    await outbox.accept(aRefund())
    await run()
    expect(notes).toHaveLength(1)
    clock.pass(SETTLE - 1)
    await run()
    expect(called().at(-1)).toContain('/note')
    clock.pass(60_000)
    await run()
    expect(called().at(-1)).toBe(`GET /tickets/${TICKET}`)
    clock.pass(900_000)
    await run()
    expect(notes).toHaveLength(1)
  })

  it('that was not written is written after it has been looked for', async () => {
    let lost = true
    const { outbox, run, clock, notes } = await aFollowing((call, response) => {
      if (call.path.endsWith('/note') && lost) {
        lost = false
        response.destroy()
      }
    })
    await outbox.accept(aRefund())
    await run()
    expect(notes).toHaveLength(0)
    clock.pass(SETTLE + 60_000)
    await run()
    expect(notes).toHaveLength(1)
  })

  it('that was not written is not taken for one that quotes what the visitor may know or the ticket says', async () => {
    let lost = true
    const { outbox, run, clock, notes, desk } = await aFollowing((call, response) => {
      if (!call.path.endsWith('/note') || !lost) return
      lost = false
      const created = JSON.parse(desk.calls[0]!.body) as { message: { body: string } }
      notes.push(`${created.message.body}<p>${referenceOf(submission.id)}N</p>`)
      response.destroy()
    })
    const submission = aRefund()
    await outbox.accept(submission)
    await run()
    clock.pass(SETTLE + 60_000)
    await run()
    expect(notes).toHaveLength(2)
  })

  it('is not kept longer than it is needed', async () => {
    const { outbox, run, sql } = await aFollowing()
    await outbox.accept(aRefund())
    await run()
    expect(sql.all(`SELECT target FROM step WHERE kind = 'note'`).map(({ target }) => target)).toEqual([null])
  })
})
