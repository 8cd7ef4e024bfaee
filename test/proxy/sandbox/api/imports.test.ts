/** Imports, against the helpdesk's page "Import". */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SANDBOX_CHANNEL } from '../../../../proxy/sandbox/sandbox.ts'
import { startSandbox, type TestSandbox } from '../../../harness/proxy/sandbox-server.ts'

let desk: TestSandbox
beforeEach(async () => {
  desk = await startSandbox()
})
afterEach(() => desk.stop())

function anImport(changes: Record<string, unknown> = {}) {
  return {
    channel: SANDBOX_CHANNEL,
    subject: 'Refund request',
    status: 'closed',
    created_at: '2024-01-10T09:00:00+00:00',
    closed_at: '2024-01-12T16:30:00+00:00',
    from_contact: { email: 'john@customer.example', name: 'John Doe' },
    messages: [
      { type: 'inbound', body: '<p>Refund please.</p>', created_at: '2024-01-10T09:00:00+00:00' },
      {
        type: 'outbound',
        body: '<p>Done.</p>',
        created_at: '2024-01-11T11:00:00+00:00',
        author_email: 'sara@old.example',
        author_name: 'Sara (Support)',
      },
    ],
    ...changes,
  }
}

const send = (changes: Record<string, unknown> = {}, token = 'sandbox') =>
  desk.api('POST', '/tickets/import', anImport(changes), { token })
const message = (changes: Record<string, unknown>) => ({
  messages: [{ type: 'inbound', body: 'x', ...changes }],
})
const errors = async (changes: Record<string, unknown>) => {
  const answer = await send(changes)
  expect(answer.status).toBe(422)
  return answer.json.errors
}

const assignee = async (email: string, channel = SANDBOX_CHANNEL) =>
  (await send({ assignee_email: email, channel })).json.data.assignee?.name ?? null
const sender = async (author: Record<string, unknown>, type = 'outbound') =>
  (await send({ messages: [{ type, body: 'x', ...author }] })).json.data.messages[0].sender

describe('import page, Overview', () => {
  it('needs an admin token: 403', async () => {
    expect((await send({}, 'sandbox-member')).status).toBe(403)
    expect((await send()).status).toBe(201)
  })

  it('is silent: no workflow in the activities', async () => {
    const { ulid } = (await send()).json.data
    const log = (await desk.api('GET', `/tickets/${ulid}/activities`)).json.data
    expect(log.map((line: { type: string }) => line.type)).toEqual(['imported'])
  })
})

describe('import page, Request Body', () => {
  it('answers in the shape of Get Ticket, with the original times', async () => {
    const { data } = (await send()).json
    expect(data).toMatchObject({
      status: 'closed',
      created_at: '2024-01-10T09:00:00+00:00',
      closed_at: '2024-01-12T16:30:00+00:00',
      updated_at: '2024-01-12T16:30:00+00:00',
      last_activity_at: '2024-01-11T11:00:00+00:00',
      latest_message_preview: 'Done.',
    })
    expect(data.messages).toHaveLength(2)
    expect((await desk.api('GET', `/tickets/${data.ulid}`)).json.data).toEqual(data)
  })

  it('takes created_at from the earliest message, and a message’s from the ticket', async () => {
    const dated = { type: 'inbound', body: 'x', created_at: '2024-03-02T01:00:00+02:00' }
    const { data } = (await send({ created_at: null, messages: [dated, { type: 'note', body: 'y' }] })).json
    expect(data.created_at).toBe('2024-03-01T23:00:00+00:00')
    expect(data.messages[1].created_at).toBe('2024-03-01T23:00:00+00:00')
  })

  it('uses closed_at only when the status is closed', async () => {
    expect((await send({ status: 'open' })).json.data.closed_at).toBeNull()
  })

  it('lists everything that is required', async () => {
    const answer = await desk.api('POST', '/tickets/import', {})
    expect(Object.keys(answer.json.errors)).toEqual([
      'channel',
      'subject',
      'status',
      'from_contact.email',
      'messages',
    ])
    expect(await errors({ messages: [{}] })).toEqual({
      'messages.0.type': ['The messages.0.type field is required.'],
      'messages.0.body': ['The messages.0.body field is required.'],
    })
  })

  it.each([
    [{ subject: 'x'.repeat(256) }, 'subject'],
    [{ status: 'done' }, 'status'],
    [{ created_at: 'yesterday' }, 'created_at'],
    [{ created_at: '2024-02-30T99:00:00Z' }, 'created_at'],
    [{ tags: Array.from({ length: 51 }, (_, i) => `t${i}`) }, 'tags'],
    [{ messages: [] }, 'messages'],
    [{ messages: Array.from({ length: 201 }, () => ({ type: 'note', body: 'x' })) }, 'messages'],
    [message({ type: 'reply' }), 'messages.0.type'],
    [message({ author_email: 'nobody' }), 'messages.0.author_email'],
    [message({ attachment_ids: ['upl_no'] }), 'messages.0.attachment_ids.0'],
  ])('refuses %o', async (changes, key) => {
    expect(Object.keys(await errors(changes))).toEqual([key])
  })

  it('takes 200 messages and 50 tags', async () => {
    const answer = await send({
      messages: Array.from({ length: 200 }, (_, i) => ({ type: 'note', body: `m${i}` })),
      tags: Array.from({ length: 50 }, (_, i) => `tag ${i}`),
    })
    expect(answer.status).toBe(201)
    expect(answer.json.data.messages.map((m: { body_html: string }) => m.body_html).slice(0, 3)).toEqual([
      'm0',
      'm1',
      'm2',
    ])
    expect(answer.json.data.tags).toHaveLength(50)
  })

  it('wants all timestamps in the past', async () => {
    const future = '2026-06-01T10:30:01+00:00'
    const late = {
      created_at: future,
      closed_at: future,
      messages: [{ type: 'note', body: 'x', created_at: future }],
    }
    expect(Object.keys(await errors(late))).toEqual(['created_at', 'closed_at', 'messages.0.created_at'])
    expect((await send({ created_at: '2026-06-01T10:30:00+00:00' })).status).toBe(201)
  })

  it('makes tags that do not exist and uses those that do, without case', async () => {
    const { tags } = (await send({ tags: ['Billing', 'refund', 'refund'] })).json.data
    expect(tags.map((tag: { name: string }) => tag.name)).toEqual(['billing', 'refund'])
    expect((await desk.api('GET', '/tags')).json.data).toHaveLength(5)
  })

  it('ignores an assignee who is no active member with access to the channel', async () => {
    expect(await assignee('Milo@sandbox.example')).toBe('Milo Member')
    expect(await assignee('lou@sandbox.example')).toBeNull()
    expect(await assignee('nobody@x.example')).toBeNull()
    expect(await assignee('milo@sandbox.example', '01KE6PNPR8BC4DRSE7Q1MJCAR7')).toBeNull()
    expect(await assignee('ines@sandbox.example', '01KE6PNPR8BC4DRSE7Q1MJCAR7')).toBe('Ines Invoice')
  })

  it('answers 404 to an unknown channel', async () => {
    expect((await send({ channel: 'nothing' })).status).toBe(404)
  })
})

describe('import page, Contacts', () => {
  it('reuses the contact by address and leaves the name unchanged', async () => {
    const first = (await send()).json.data.contact
    const again = (await send({ from_contact: { email: 'JOHN@customer.example', name: 'Other' } })).json.data
      .contact
    expect(again).toEqual(first)
  })
})

describe('import page, Message authors', () => {
  it('attributes inbound messages to the contact, whatever is given', async () => {
    expect(await sender({ author_email: 'milo@sandbox.example' }, 'inbound')).toMatchObject({
      type: 'contact',
      name: 'John Doe',
    })
  })

  it('attributes to the active member first', async () => {
    expect(await sender({ author_email: 'MILO@sandbox.example', author_name: 'X' })).toMatchObject({
      id: 2,
      type: 'user',
      name: 'Milo Member',
    })
  })

  it('else keeps the given name and address on the message', async () => {
    const left = { author_email: 'lou@sandbox.example', author_name: 'Lou (left)' }
    expect(await sender(left, 'note')).toEqual({
      id: null,
      type: 'user',
      name: 'Lou (left)',
      email: 'lou@sandbox.example',
      avatar_url: null,
    })
    expect(await sender({ author_name: 'Only a name' })).toMatchObject({
      id: null,
      name: 'Only a name',
      email: null,
    })
  })

  it('else to the owner of the token', async () => {
    expect(await sender({})).toMatchObject({ id: 1, name: 'Ada Agent' })
  })
})

describe('import page, Idempotency', () => {
  it('returns the existing ticket for a known external_id', async () => {
    const first = await send({ external_id: 'legacy-1' })
    const again = await send({ external_id: 'legacy-1', subject: 'changed' })
    expect(first.status).toBe(201)
    expect(again.status).toBe(200)
    expect(again.json.data).toEqual(first.json.data)
    expect((await desk.api('GET', '/tickets')).json.meta.total).toBe(1)
    expect((await send({ external_id: 'legacy-2' })).json.data.ulid).not.toBe(first.json.data.ulid)
  })
})

describe('import page, Rate limits', () => {
  it('allows 300 a minute on a count of its own', async () => {
    const own = await startSandbox({ rate: 5 })
    const again = { ...anImport(), external_id: 'one' }
    for (let i = 0; i < 300; i++)
      expect((await own.api('POST', '/tickets/import', again)).status).toBeLessThan(300)
    const refused = await own.api('POST', '/tickets/import', again)
    expect(refused.status).toBe(429)
    expect(refused.headers.get('Retry-After')).toBe('60')
    expect((await own.api('GET', '/me')).headers.get('X-RateLimit-Remaining')).toBe('4')
    await own.stop()
  })
})
