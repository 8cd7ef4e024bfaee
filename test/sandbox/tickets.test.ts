/** The ticket calls, against reference/tickets.txt. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SANDBOX_CHANNEL } from '../../proxy/sandbox/sandbox.ts'
import { aTicket, startSandbox, type TestSandbox } from './server.ts'

let desk: TestSandbox
beforeEach(async () => {
  desk = await startSandbox()
})
afterEach(() => desk.stop())

describe('tickets page, Create Ticket', () => {
  it('answers 201 with the ticket as the example shows it', async () => {
    const answer = await desk.api('POST', '/tickets', aTicket())
    expect(answer.status).toBe(201)
    expect(answer.json.data).toMatchObject({
      id: expect.any(Number),
      ulid: expect.stringMatching(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/),
      subject: 'Cannot connect to the API',
      status: 'open',
      channel: { id: 1, ulid: SANDBOX_CHANNEL, name: 'Support', type: 'widget', color: '#3b82f6' },
      assignee: null,
      contact: { name: 'John Doe', email: 'john@customer.example', avatar_url: null },
      tags: [],
      created_at: '2026-06-01T10:30:00+00:00',
      updated_at: '2026-06-01T10:30:00+00:00',
    })
  })

  it('lists every missing field at once, in Laravel’s form', async () => {
    const answer = await desk.api('POST', '/tickets', {})
    expect(answer.status).toBe(422)
    expect(answer.json).toEqual({
      message: 'The channel field is required. (and 3 more errors)',
      errors: {
        channel: ['The channel field is required.'],
        subject: ['The subject field is required.'],
        'from_contact.email': ['The from contact.email field is required.'],
        'message.body': ['The message.body field is required.'],
      },
    })
  })
})

describe('tickets page, List Tickets', () => {
  it('finds a reference inside the message', async () => {
    const { ulid } = await desk.ticket({ body: '<p>Hello</p><p>Ref: S7K2M9QX4TAB</p>' })
    await desk.ticket()
    const answer = await desk.api('GET', '/tickets?filter[search]=s7k2m9qx4tab')
    expect(answer.json.data.map((ticket: { ulid: string }) => ticket.ulid)).toEqual([ulid])
    expect(answer.json.meta).toEqual({ current_page: 1, last_page: 1, per_page: 25, total: 1 })
  })
})

describe('tickets page, Get Ticket', () => {
  it('shows the ticket with its messages, the ULID in either case', async () => {
    const { ulid } = await desk.ticket()
    const answer = await desk.api('GET', `/tickets/${ulid.toLowerCase()}`)
    expect(answer.json.data.messages).toMatchObject([{ type: 'inbound', is_forward: false, attachments: [] }])
  })
})
