/** A promised message becomes one ticket, whatever others write to the helpdesk and however it answers. */
import { describe, expect, it } from 'vitest'
import { referenceOf } from '../../proxy/reference.ts'
import { aSubmission } from '../harness/proxy/builders.ts'
import {
  aPromised,
  isCreate,
  isOpen,
  opening,
  OTHER_CHANNEL,
  reset,
  rewriting,
} from '../harness/proxy/a-promise.ts'
import type { Told } from '../harness/proxy/a-promise.ts'

const HOUR = 3_600_000
const WORDS = 'The export button does nothing.'

const ofEve = ({ messages, ...ticket }: Told) => ({
  ...ticket,
  contact: { email: 'eve@example.com' },
  messages: messages.map((message) => ({ ...message, sender: { email: 'eve@example.com' } })),
})
const elsewhere = (ticket: Told) => ({ ...ticket, channel: { ulid: OTHER_CHANNEL } })

describe('an e-mail about a message that is looked for', () => {
  it.each([
    [
      'by the visitor, as the confirmation invites to',
      (s: string) => `<p>About ${s}, nobody answered yet.</p>`,
      {},
    ],
    ['by somebody else', (s: string) => `<p>${s}</p>`, { email: 'eve@example.com' }],
    ['in another channel', (s: string) => `<p>${s}</p>`, { channel: OTHER_CHANNEL }],
    [
      'that looks like one of ours',
      (s: string) => `<table><tr><td>Reference</td><td>${s}</td></tr></table>`,
      {},
    ],
  ])('%s does not pass for its ticket', async (_, body, from) => {
    const { unsure, mail, live, tickets, row } = await aPromised()
    const { id, reference } = await unsure()
    const other = await mail(body(reference), from)
    await live(HOUR)
    const made = await tickets(WORDS)
    expect(made).toHaveLength(1)
    expect(row(id)).toMatchObject({ state: 'delivered', ticket: made[0]!.ulid })
    expect(made[0]!.ulid).not.toBe(other.ulid)
  })

  it('does not hide the ticket that is there', async () => {
    const { unsure, mail, live, tickets, row } = await aPromised()
    const { id, reference } = await unsure({}, true)
    await mail(`<p>About ${reference}, nobody answered yet.</p>`)
    await live(HOUR)
    const made = await tickets(WORDS)
    expect(made).toHaveLength(1)
    expect(row(id)).toMatchObject({ state: 'delivered', ticket: made[0]!.ulid })
  })
})

describe('a row of the release before marks', () => {
  async function old(made: boolean, message = WORDS) {
    const promised = await aPromised()
    const { network, outbox, sql, delivery } = promised
    const submission = aSubmission({ message })
    const { reference } = (await outbox.accept(submission)) as { reference: string }
    sql.run(`UPDATE submission SET body = json_remove(body, '$.mark')`)
    network.tamper = async (_, pass) => {
      if (made) await pass()
      return reset()
    }
    await delivery.step()
    network.tamper = (_, pass) => pass()
    return { ...promised, id: submission.id, reference }
  }

  it('is found by its reference, its words, and what agrees', async () => {
    const { live, tickets, row, id } = await old(true)
    await live(HOUR)
    expect(await tickets(WORDS)).toHaveLength(1)
    expect(row(id)).toMatchObject({ state: 'delivered' })
  })

  it('is not lost to an e-mail that quotes its beginning', async () => {
    const message = `${WORDS} It worked on Monday. ${'The list has many rows. '.repeat(20)}The end.`
    const { live, mail, sent, reference, row, id } = await old(false, message)
    await mail(`<p>I wrote "${message.slice(0, 100)}…", and nobody answers. It was ${reference}</p>`)
    await live(HOUR)
    expect(row(id)).toMatchObject({ state: 'unsure', why: expect.stringMatching(/^unreadable ticket/) })
    expect(sent.filter(isCreate)).toHaveLength(1)
  })

  it.each([WORDS, '?! :-('])('that says %j is not lost to an e-mail that mentions it', async (message) => {
    const { live, mail, tickets, reference } = await old(false, message)
    await mail(`<p>Nobody answers. It was ${reference}</p>`)
    await live(HOUR)
    expect(await tickets(message)).toHaveLength(1)
  })

  it.each([
    ['another’s', ofEve],
    ['elsewhere', elsewhere],
  ])('whose ticket is %s is neither delivered nor made again', async (_, change) => {
    const { live, network, tickets, row, id } = await old(true)
    network.tamper = opening(change)
    await live(HOUR)
    expect(await tickets(WORDS)).toHaveLength(1)
    expect(row(id)).toMatchObject({ state: 'unsure', why: expect.stringMatching(/^unreadable ticket/) })
  })
})

describe('a ticket of ours that the helpdesk has changed', () => {
  const texts: [string, (html: string) => object][] = [
    ['to text', (html) => ({ body_html: html.replace(/<[^>]*>/g, ' ') })],
    ['to lower case', (html) => ({ body_html: html.toLowerCase() })],
    ['by breaking its lines', (html) => ({ body_html: html.replace(/\w{10}/g, '$&=\n') })],
    ['by breaking long words', (html) => ({ body_html: html.replace(/\w{10}/g, '$&<wbr>') })],
    ['by cutting its end off', (html) => ({ body_html: html.slice(0, 120) })],
    ['by cutting its beginning off', (html) => ({ body_html: html.slice(-160) })],
    [
      'to an empty HTML beside a text',
      (html) => ({ body_html: '', body_text: html.replace(/<[^>]*>/g, ' ') }),
    ],
    ['to no HTML beside a text', (html) => ({ body_html: null, body_text: html.replace(/<[^>]*>/g, ' ') })],
    ['to the older name', (html) => ({ body_html: undefined, body: html })],
    ['to a type that is not documented', () => ({ type: 'customer' })],
  ]
  it.each(texts)('%s is found, and not made again', async (_, rewrite) => {
    const { unsure, network, live, tickets, row } = await aPromised()
    network.tamper = rewriting(rewrite)
    const { id } = await unsure({}, true)
    await live(HOUR)
    const made = await tickets(WORDS)
    expect(made).toHaveLength(1)
    expect(row(id)).toMatchObject({ state: 'delivered', ticket: made[0]!.ulid })
  })

  it('by cutting the end of a long message off is found, and not made again', async () => {
    const { unsure, network, live, tickets, row } = await aPromised()
    network.tamper = rewriting((html) => ({ body_html: html.slice(0, 2000) }))
    const { id } = await unsure({ message: 'word '.repeat(2000) }, true)
    await live(HOUR)
    expect(await tickets('word')).toHaveLength(1)
    expect(row(id)).toMatchObject({ state: 'delivered' })
  })

  const unreadable: [string, (ticket: Told) => object][] = [
    ['without its messages', (data) => ({ ...data, messages: [] })],
    ['with nothing but a note', (data) => ({ ...data, messages: [{ type: 'note', body_html: 'S' }] })],
    [
      'with an empty message',
      ({ messages: [one], ...data }) => ({ ...data, messages: [{ ...one, body_html: '' }] }),
    ],
    [
      'with a message of tags alone',
      ({ messages: [one], ...data }) => ({ ...data, messages: [{ ...one, body_html: '<p><br></p>' }] }),
    ],
    [
      'with the mark struck out',
      (data) => JSON.parse(JSON.stringify(data).replace(/[0-9A-Z]{20}(?![0-9A-Z])/g, '…')),
    ],
    ['as somebody else’s', ofEve],
    ['as one of another channel', elsewhere],
    ['as one that is older than the message', (data) => ({ ...data, created_at: '2025-01-01T00:00:00Z' })],
    [
      'merged into an older one',
      (data) => ({
        ...data,
        messages: [
          { type: 'inbound', body_html: 'Older.', created_at: '2025-01-01T00:00:00Z' },
          ...data.messages,
        ],
      }),
    ],
  ]
  it.each(unreadable)(
    'and tells %s is neither delivered nor made again, and an operator is told',
    async (_, change) => {
      const { unsure, network, live, tickets, row, readiness } = await aPromised()
      network.tamper = opening(change)
      const { id } = await unsure({}, true)
      await live(HOUR)
      expect(await tickets(WORDS)).toHaveLength(1)
      expect(row(id)).toMatchObject({ state: 'unsure', why: expect.stringMatching(/^unreadable ticket/) })
      expect((await readiness()).attention).toEqual([expect.stringContaining('outbox list --state stuck')])
      network.tamper = (_sent, pass) => pass()
      await live(24 * HOUR)
      expect(row(id)).toMatchObject({ state: 'delivered' })
      expect(await tickets(WORDS)).toHaveLength(1)
      expect((await readiness()).attention).toEqual([])
    },
  )

  it('and does not open any more is neither delivered nor made again', async () => {
    for (const status of [403, 404, 410, 500]) {
      const { unsure, network, live, tickets, row } = await aPromised()
      network.tamper = (sent, pass) => (isOpen(sent) ? Promise.resolve(new Response('', { status })) : pass())
      const { id } = await unsure({}, true)
      await live(HOUR)
      expect(await tickets(WORDS)).toHaveLength(1)
      expect(row(id)).toMatchObject({ state: 'unsure' })
    }
  })

  it('is found behind another that cannot be read', async () => {
    const { outbox, mail, desk, delivery, network, live, tickets, row } = await aPromised()
    const submission = aSubmission()
    await outbox.accept(submission)
    const broken = await mail(`<p>${referenceOf(submission.id)}</p>`)
    desk.advance(1000)
    network.tamper = async (_, pass) => pass().then(reset)
    await delivery.step()
    network.tamper = async (sent, pass) =>
      sent.path.endsWith(broken.ulid) ? new Response('', { status: 404 }) : pass()
    await live(HOUR)
    expect(await tickets(WORDS)).toHaveLength(1)
    expect(row(submission.id)).toMatchObject({ state: 'delivered' })
  })

  it('and cannot be opened now and then is found once it can', async () => {
    const { unsure, network, live, tickets, row } = await aPromised()
    let bad = 3
    network.tamper = (sent, pass) =>
      isOpen(sent) && bad-- > 0 ? Promise.resolve(new Response('<html>', { status: 200 })) : pass()
    const { id } = await unsure({}, true)
    await live(HOUR)
    expect(await tickets(WORDS)).toHaveLength(1)
    expect(row(id)).toMatchObject({ state: 'delivered' })
  })
})

describe('a create that is answered strangely after its ticket was made', () => {
  it.each([201, 200, 204, 301, 302, 303, 307, 308, 401, 402, 403, 404, 405, 409, 410, 418, 425, 500, 502])(
    'with %i ends as one ticket',
    async (status) => {
      const { outbox, network, live, tickets, row } = await aPromised()
      network.tamper = async (sent, pass) => {
        if (!isCreate(sent)) return pass()
        await pass()
        return new Response(null, { status, headers: { Location: '/' } })
      }
      const submission = aSubmission()
      await outbox.accept(submission)
      await live(HOUR)
      const made = await tickets(WORDS)
      expect(made).toHaveLength(1)
      expect(row(submission.id)).toMatchObject({ state: 'delivered', ticket: made[0]!.ulid })
    },
  )

  it.each([303, 403, 404])(
    'with %i ends as one ticket, also when the configuration is blamed',
    async (status) => {
      const { outbox, network, live, tickets, row } = await aPromised()
      let wrong = 12
      network.tamper = async (sent, pass) => {
        if (isCreate(sent)) await pass()
        return wrong-- > 0 ? new Response(null, { status }) : pass()
      }
      const submission = aSubmission()
      await outbox.accept(submission)
      await live(12 * HOUR)
      const made = await tickets(WORDS)
      expect(made).toHaveLength(1)
      expect(row(submission.id)).toMatchObject({ state: 'delivered', ticket: made[0]!.ulid })
      expect(Number(row(submission.id)['attempts'])).toBeLessThan(8)
    },
  )

  it.each([
    ['an error that names a ticket', { error: 'conflict', data: { ulid: '01JABCDEFGHJKMNPQRSTVWXYZ0' } }],
    ['an error that names a request', { message: 'Server Error', ulid: '01JABCDEFGHJKMNPQRSTVWXYZ0' }],
    ['something that is no ULID', { data: { ulid: 'undefined' } }],
    ['a path', { data: { ulid: '../../me' } }],
  ])('with %s ends as that ticket, not as what the answer names', async (_, body) => {
    const { outbox, network, live, tickets, row } = await aPromised()
    network.tamper = async (sent, pass) => {
      if (!isCreate(sent)) return pass()
      await pass()
      return Response.json(body, { status: 201 })
    }
    const submission = aSubmission()
    await outbox.accept(submission)
    await live(HOUR)
    const made = await tickets(WORDS)
    expect(made).toHaveLength(1)
    expect(row(submission.id)).toMatchObject({ state: 'delivered', ticket: made[0]!.ulid })
  })
})
