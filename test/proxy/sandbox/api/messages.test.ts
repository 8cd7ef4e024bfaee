/** Replies, forwards and notes, against the helpdesk's page "Messages". */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type TestSandbox } from '../../../harness/proxy/sandbox-server.ts'

let desk: TestSandbox
let ulid: string
beforeEach(async () => {
  desk = await startSandbox()
  ulid = (await desk.ticket()).ulid
  desk.advance(60_000)
})
afterEach(() => desk.stop())

const post = (kind: string, body: unknown) => desk.api('POST', `/tickets/${ulid}/${kind}`, body)
const recipients = async () => (await desk.send('GET', `/sandbox/inbox/tickets/${ulid}/recipients`)).json.data

describe('messages page, Reply to a Ticket', () => {
  it('answers 201 with an outbound message from the token’s user', async () => {
    const answer = await post('reply', { body: '<p>Thanks for reaching out.</p>' })
    expect(answer.status).toBe(201)
    expect(answer.json.data).toEqual({
      id: expect.any(Number),
      ulid: expect.any(String),
      type: 'outbound',
      body_html: '<p>Thanks for reaching out.</p>',
      sender: { id: 1, type: 'user', name: 'Ada Agent', email: 'ada@sandbox.example', avatar_url: null },
      body_text: 'Thanks for reaching out.',
      attachments: [],
      inline_images: [],
      is_forward: false,
      send_status: 'sent',
      created_at: '2026-06-01T10:31:00+00:00',
    })
  })

  it('goes to the contact unless recipients are named', async () => {
    const first = (await post('reply', { body: 'one' })).json.data.ulid
    const named = {
      to_recipients: ['a@b.example'],
      cc_recipients: ['c@d.example'],
      bcc_recipients: ['e@f.example'],
    }
    const second = (await post('reply', { body: 'two', ...named })).json.data.ulid
    expect(await recipients()).toEqual({
      [first]: { to: ['john@customer.example'], cc: [], bcc: [] },
      [second]: { to: ['a@b.example'], cc: ['c@d.example'], bcc: ['e@f.example'] },
    })
  })

  it('validates the body and every address', async () => {
    const answer = await post('reply', {
      to_recipients: ['fine@b.example', 'bad'],
      cc_recipients: 'bad',
      bcc_recipients: [null, 'a@b c.example'],
    })
    expect(answer.status).toBe(422)
    expect(answer.json.errors).toEqual({
      body: ['The body field is required.'],
      'to_recipients.1': ['The to recipients.1 field must be a valid email address.'],
      cc_recipients: ['The cc recipients field must be an array.'],
      'bcc_recipients.0': ['The bcc recipients.0 field is required.'],
      'bcc_recipients.1': ['The bcc recipients.1 field must be a valid email address.'],
    })
    expect(answer.json.message).toBe('The body field is required. (and 4 more errors)')
  })

  it('moves the ticket up, becomes its preview, and is recorded', async () => {
    await post('reply', { body: '<p>Fixed</p>' })
    const ticket = (await desk.api('GET', `/tickets/${ulid}`)).json.data
    expect(ticket).toMatchObject({
      latest_message_preview: 'Fixed',
      updated_at: '2026-06-01T10:31:00+00:00',
      last_activity_at: '2026-06-01T10:31:00+00:00',
      status: 'open',
    })
    const log = (await desk.api('GET', `/tickets/${ulid}/activities`)).json.data
    expect(log.at(-1)).toMatchObject({ type: 'replied', description: 'Replied to john@customer.example' })
  })

  it('answers 404 on an unknown ticket', async () => {
    expect((await desk.api('POST', '/tickets/01HX9F3K2M0000000000000000/reply', { body: 'x' })).status).toBe(
      404,
    )
  })
})

describe('messages page, Forward a Ticket', () => {
  it('answers 201 with is_forward', async () => {
    const original = (await desk.api('GET', `/tickets/${ulid}`)).json.data.messages[0]
    for (const by of [
      { forwarded_from_message_id: original.id },
      { forwarded_from_message_ulid: original.ulid.toLowerCase() },
      {},
    ]) {
      const answer = await post('forward', { body: 'x', to_recipients: ['e@x.example'], ...by })
      expect(answer.status).toBe(201)
      expect(answer.json.data).toMatchObject({ type: 'outbound', is_forward: true })
    }
  })

  it('needs a recipient, and an original of this ticket', async () => {
    const needs = { to_recipients: ['The to recipients field is required.'] }
    expect((await post('forward', { body: 'x' })).json.errors).toEqual(needs)
    expect((await post('forward', { body: 'x', to_recipients: [] })).json.errors).toEqual(needs)
    const other = await desk.ticket()
    const foreign = (await desk.api('GET', `/tickets/${other.ulid}`)).json.data.messages[0]
    const answer = await post('forward', {
      body: 'x',
      to_recipients: ['e@x.example'],
      forwarded_from_message_id: foreign.id,
    })
    expect(answer.json.errors).toEqual({
      forwarded_from_message_id: ['The selected forwarded from message id is invalid.'],
    })
  })
})

describe('messages page, Add an Internal Note', () => {
  it('answers 201 with type note, sent to nobody', async () => {
    const answer = await post('note', { body: '<p>Internal</p>', to_recipients: ['a@b.example'] })
    expect(answer.status).toBe(201)
    expect(answer.json.data).toMatchObject({ type: 'note', is_forward: false, sender: { type: 'user' } })
    expect(await recipients()).toEqual({})
    expect((await desk.api('GET', `/tickets/${ulid}`)).json.data.latest_message_preview).not.toBe('Internal')
    expect((await post('note', { body: ' ' })).status).toBe(422)
  })
})

describe('messages page, List Messages', () => {
  it('shows them in chronological order in the ticket', async () => {
    for (const [kind, body] of [
      ['note', '1'],
      ['reply', '2'],
      ['note', '3'],
    ] as const) {
      await post(kind, { body })
      desk.advance(1000)
    }
    const { messages } = (await desk.api('GET', `/tickets/${ulid}`)).json.data
    expect(messages.map((message: { type: string }) => message.type)).toEqual([
      'inbound',
      'note',
      'outbound',
      'note',
    ])
  })
})
