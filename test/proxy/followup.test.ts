/** Routing, and what follows a ticket: each step once, inside the gate, whatever goes wrong. */
import type { ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import { loadConfig } from '../../proxy/config.ts'
import type { StoredFile } from '../../proxy/contract.ts'
import { Delivery } from '../../proxy/delivery.ts'
import { Gate } from '../../proxy/gate.ts'
import { Helpdesk } from '../../proxy/helpdesk.ts'
import { createLog } from '../../proxy/log.ts'
import { Outbox } from '../../proxy/outbox.ts'
import { createReadiness } from '../../proxy/readiness.ts'
import { referenceOf } from '../../proxy/reference.ts'
import type { Ticket } from '../../proxy/ticket.ts'
import { aClock, aDatabase, aHelpdesk, aSubmission, CHANNEL, json, ORIGIN } from './builders.ts'
import type { Call } from './builders.ts'

const ulid = (last: string) => `01HX9F3K2M4N5P6Q7R8S9T0V${last.padStart(2, '0')}`
const TICKET = '01JABCDEFGHJKMNPQRSTVWXYZ0'
const SETTLE = 120_000

const SITE = {
  channel: CHANNEL,
  origins: [ORIGIN],
  subjectPrefix: '[Shop] ',
  tags: [ulid('1')],
  team: ulid('2'),
  note: 'Answer in Dutch.',
  topics: [
    {
      key: 'refund',
      label: { en: 'Refund', nl: 'Terugbetaling' },
      channel: ulid('3'),
      subjectPrefix: '[Refund] ',
      tags: [ulid('1'), ulid('4')],
      assignee: ulid('5'),
      note: 'Check the order first.',
    },
  ],
  fields: [
    { key: 'order', type: 'text', label: 'Order number' },
    {
      key: 'why',
      type: 'checkboxes',
      label: 'Reasons',
      options: [
        { value: 'b', label: 'Broken' },
        { value: 'l', label: 'Late' },
      ],
    },
  ],
}

type Script = (call: Call, response: ServerResponse) => void

/** A delivery for a configured site, against a scripted helpdesk; what the script leaves alone is answered well. */
async function aFollowing(script: Script = () => {}, { site = {}, files = true, rate = 1000 } = {}) {
  const { sites } = loadConfig({ THERE_THERE_TOKEN: 't', SITES_FILE: 'x' }, () =>
    JSON.stringify({ sites: { shop: { ...SITE, ...site } } }),
  )
  const clock = aClock()
  const sql = aDatabase()
  const notes: string[] = []
  let tokens = 0
  const desk = await aHelpdesk((call, response) => {
    script(call, response)
    if (response.writableEnded || response.destroyed) return
    if (call.path === '/attachments') return json(response, 201, { data: { token: `upl_${++tokens}` } })
    if (call.path.endsWith('/note')) notes.push((JSON.parse(call.body) as { body: string }).body)
    if (call.method === 'GET' && call.path.startsWith('/tickets/')) {
      const messages = [
        { type: 'inbound', body_html: '<p>x</p>' },
        ...notes.map((body) => ({ type: 'note', body_html: body })),
      ]
      return json(response, 200, { data: { ulid: TICKET, messages } })
    }
    json(response, call.method === 'POST' ? 201 : 200, { data: { ulid: TICKET } })
  })
  const outbox = new Outbox(sql, { now: clock.now, retentionMs: 1e9, dedupeMs: 1e10 })
  const lines: string[] = []
  const { now } = clock
  const gate = new Gate(sql, rate, now)
  const openFile = (file: StoredFile) =>
    files ? Promise.resolve(new Blob([file.name])) : Promise.reject(new Error('gone'))
  const helpdesk = new Helpdesk({ url: desk.url, token: 't', timeoutMs: 200, fetch, now })
  const delivery = new Delivery({
    outbox,
    gate,
    helpdesk,
    sites,
    openFile,
    settleDelayMs: SETTLE,
    now,
    random: () => 1,
    log: createLog((line) => lines.push(line)),
  })
  /** Steps until there is nothing left to do now. */
  const run = async () => {
    while ((await delivery.step()) <= 0);
  }
  const called = () => desk.calls.map(({ method, path }) => `${method} ${path}`)
  const ticket = () => JSON.parse(desk.calls.findLast(({ path }) => path === '/tickets')!.body) as Ticket
  const readiness = createReadiness({ sql, outbox, gate, now, stuckAfterMs: 1e12 })
  return { clock, sql, desk, outbox, gate, run, called, ticket, notes, lines, readiness, sites }
}

const aRefund = (changes = {}) =>
  aSubmission({ topic: 'refund', fields: { order: 'A1', why: ['b', 'l'] }, ...changes })

const aStored = (name: string): StoredFile => ({ file: name, name, type: 'image/png', size: 5, digest: name })

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
      `<p>Answer in Dutch.</p><p>Check the order first.</p><p>${referenceOf(submission.id)}N</p>`,
    ])
  })

  it('spends the gate for every call', async () => {
    const { outbox, run, called, gate, clock } = await aFollowing(() => {}, { rate: 4 })
    await outbox.accept(aRefund())
    await run()
    expect(called()).toHaveLength(4)
    expect(gate.wait()).toBeGreaterThan(0)
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
    const { outbox, run, called, readiness, lines } = await aFollowing((call, response) => {
      if (call.path.includes('/tags/')) json(response, 404, { message: 'Not found.' })
    })
    await outbox.accept(aRefund())
    await run()
    expect(outbox.counts()).toMatchObject({ delivered: 1, dead: 0 })
    // Each refusal is looked into by one cheap call.
    expect(called().filter((call) => call.includes('/channels/'))).toHaveLength(2)
    expect(called().filter((call) => call.endsWith('/note'))).toHaveLength(1)
    expect(readiness().attention).toEqual([expect.stringContaining('outbox list --state partial')])
    expect(lines.filter((line) => line.includes('"state":"failed"'))).toHaveLength(2)
  })

  it('waits while the token is refused, and is not lost', async () => {
    let refused = true
    const { outbox, run, called, gate, clock, readiness } = await aFollowing((call, response) => {
      if (refused && call.path !== '/tickets') json(response, 401, {})
    })
    await outbox.accept(aRefund())
    await run()
    expect(gate.closure()?.why).toBe('misconfigured')
    refused = false
    clock.pass(600_000)
    await run()
    expect(called().filter((call) => call.includes('/tags/'))).toHaveLength(3)
    expect(called().filter((call) => call.endsWith('/note'))).toHaveLength(1)
    expect(readiness().attention).toEqual([])
  })

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
    expect(readiness().attention).toEqual([])
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
    expect(readiness().attention).toHaveLength(1)
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

  it('is not kept longer than it is needed', async () => {
    const { outbox, run, sql } = await aFollowing()
    await outbox.accept(aRefund())
    await run()
    expect(sql.all(`SELECT target FROM step WHERE kind = 'note'`).map(({ target }) => target)).toEqual([null])
  })
})

describe('the files of a message', () => {
  const withFiles = (...names: string[]) => aSubmission({ files: names.map(aStored) })

  it('are uploaded just before their ticket, which names their tokens', async () => {
    const { outbox, run, called, ticket } = await aFollowing()
    await outbox.accept(withFiles('a.png', 'b.png'))
    await run()
    expect(called().slice(0, 3)).toEqual(['POST /attachments', 'POST /attachments', 'POST /tickets'])
    expect(ticket().message.attachment_ids).toEqual(['upl_1', 'upl_2'])
  })

  it('are uploaded again with every try, because a token is good once', async () => {
    let broken = true
    const { outbox, run, clock, ticket, called } = await aFollowing((call, response) => {
      if (call.path === '/tickets' && broken) json(response, 429, {}, { 'Retry-After': '1' })
      if (call.path === '/tickets') broken = false
    })
    await outbox.accept(withFiles('a.png'))
    await run()
    clock.pass(5000)
    await run()
    expect(ticket().message.attachment_ids).toEqual(['upl_2'])
    expect(called().filter((call) => call === 'POST /tickets')).toHaveLength(2)
  })

  it.each([422, 413, 403])(
    'of which one is refused (%i) do not hold up the message: it names the file',
    async (status) => {
      const { outbox, run, ticket } = await aFollowing((call, response) => {
        if (call.path === '/attachments' && call.body.includes('filename="bad')) json(response, status, {})
      })
      await outbox.accept(withFiles('bad <1>.png', 'good.png'))
      await run()
      expect(ticket().message.attachment_ids).toEqual(['upl_1'])
      expect(ticket().message.body).toContain(
        `<p><strong>File not attached:</strong> bad &lt;1&gt;.png (refused by the helpdesk: ${status})</p>`,
      )
    },
  )

  it('that are gone from the disk are named too', async () => {
    const { outbox, run, ticket } = await aFollowing(() => {}, { files: false })
    await outbox.accept(withFiles('a.png'))
    await run()
    expect(ticket().message.body).toContain('a.png (missing on the disk')
    expect(ticket().message).not.toHaveProperty('attachment_ids')
  })

  it('are waited for while uploads fail, for an hour; then the message goes out without', async () => {
    const { outbox, run, clock, called, ticket } = await aFollowing((call, response) => {
      if (call.path === '/attachments') json(response, 500, {})
    })
    await outbox.accept(withFiles('a.png'))
    const started = clock.time
    while (!called().includes('POST /tickets')) {
      await run()
      clock.pass(60_000)
    }
    expect(clock.time - started).toBeGreaterThan(1_800_000)
    expect(clock.time - started).toBeLessThan(7_200_000)
    expect(ticket().message.body).toContain('a.png (could not be uploaded: upload 500)')
    expect(outbox.counts().delivered).toBe(1)
  })

  it('whose tokens the helpdesk does not take are uploaded once more, then named', async () => {
    const { outbox, run, clock, called, ticket } = await aFollowing((call, response) => {
      if (call.path === '/tickets' && call.body.includes('attachment_ids'))
        json(response, 422, { errors: { 'message.attachment_ids.0': ['invalid'] } })
    })
    await outbox.accept(withFiles('a.png'))
    await run()
    clock.pass(10_000)
    await run()
    expect(called().filter((call) => call === 'POST /attachments')).toHaveLength(2)
    expect(outbox.counts()).toMatchObject({ delivered: 1, dead: 0 })
    expect(ticket().message.body).toContain('a.png (the helpdesk did not accept the upload)')
  })
})
