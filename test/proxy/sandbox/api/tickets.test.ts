/** Creating, listing and showing tickets, against the helpdesk's page "Tickets". */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SANDBOX_CHANNEL } from '../../../../proxy/sandbox/sandbox.ts'
import {
  aTicket,
  startSandbox,
  type Answer,
  type TestSandbox,
} from '../../../harness/proxy/sandbox-server.ts'

const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/
const SALES = '01KE6PKV606YF7R2CMPGRKTQ3G'
const BILLING = '01KE6PNPR8BC4DRSE7Q1MJCAR7'

let desk: TestSandbox
beforeEach(async () => {
  desk = await startSandbox()
})
afterEach(() => desk.stop())

const subjects = (answer: Answer): string[] =>
  answer.json.data.map((ticket: { subject: string }) => ticket.subject)

describe('tickets page, Create Ticket', () => {
  it('answers 201 with the ticket as the example shows it', async () => {
    const answer = await desk.api('POST', '/tickets', aTicket())
    expect(answer.status).toBe(201)
    expect(answer.json.data).toMatchObject({
      id: expect.any(Number),
      ulid: expect.stringMatching(ULID),
      subject: 'Cannot connect to the API',
      status: 'open',
      channel: { id: 1, ulid: SANDBOX_CHANNEL, name: 'Support', type: 'widget', color: '#3b82f6' },
      assignee: null,
      contact: {
        id: expect.any(Number),
        ulid: expect.stringMatching(ULID),
        name: 'John Doe',
        email: 'john@customer.example',
        avatar_url: null,
      },
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

  it('counts one more error in the singular, and none for a single one', async () => {
    const two = await desk.api('POST', '/tickets', { ...aTicket(), subject: '', message: {} })
    expect(two.json.message).toBe('The subject field is required. (and 1 more error)')
    const one = await desk.api('POST', '/tickets', { ...aTicket(), subject: '   ' })
    expect(one.json.message).toBe('The subject field is required.')
  })

  it.each([
    [{ subject: 'x'.repeat(256) }, 'subject', 'The subject field must not be greater than 255 characters.'],
    [{ subject: 7 }, 'subject', 'The subject field must be a string.'],
    [
      { from_contact: { email: 'nobody' } },
      'from_contact.email',
      'The from contact.email field must be a valid email address.',
    ],
    [{ from_contact: 'nobody' }, 'from_contact', 'The from contact field must be an array.'],
    [
      { message: { body: 'x', attachment_ids: 'upl_1' } },
      'message.attachment_ids',
      'The message.attachment ids field must be an array.',
    ],
    [
      { message: { body: 'x', attachment_ids: Array.from({ length: 11 }, () => 'upl') } },
      'message.attachment_ids',
      'The message.attachment ids field must not have more than 10 items.',
    ],
  ])('refuses %o', async (changes, key, message) => {
    const answer = await desk.api('POST', '/tickets', { ...aTicket(), ...changes })
    expect(answer.status).toBe(422)
    expect(answer.json.errors[key]).toEqual([message])
  })

  it('counts characters, not UTF-16 units: 255 emoji fit', async () => {
    expect((await desk.ticket({ subject: '🙂'.repeat(255) })).subject).toBe('🙂'.repeat(255))
  })

  it.each(['a@b.c@d.example', 'a b@c.example', '@c.example', 'a..b@c.example', 'a@c.example\r\nBcc: x@y.z'])(
    'refuses the address %s',
    async (email) => {
      expect((await desk.api('POST', '/tickets', aTicket({ email }))).status).toBe(422)
    },
  )

  it.each(['o’neil+tag@c.example', 'jürgen@münchen.example'])('takes the address %s', async (email) => {
    expect((await desk.ticket({ email })).contact.email).toBe(email)
  })

  it('takes NUL, lone surrogates and bidi controls without harm', async () => {
    const answer = await desk.api(
      'POST',
      '/tickets',
      aTicket({ subject: 'a\0b \uD800 \u202E c', body: '<p>x\0y \uDFFF REF42</p>' }),
    )
    expect(answer.status).toBe(201)
    expect(answer.json.data.subject).toContain('\u202E c')
    expect((await desk.api('GET', '/tickets?filter[search]=ref42')).json.meta.total).toBe(1)
    const { messages } = (await desk.api('GET', `/tickets/${answer.json.data.ulid}`)).json.data
    expect(messages[0].body_html).toContain('REF42</p>')
  })

  it('answers 404 to a channel that is unknown or out of reach', async () => {
    const member = { token: 'sandbox-member' }
    for (const channel of ['nonsense', '01HX9F3K2M0000000000000000']) {
      expect((await desk.api('POST', '/tickets', aTicket({ channel }))).status).toBe(404)
    }
    expect((await desk.api('POST', '/tickets', aTicket({ channel: BILLING }), member)).status).toBe(404)
  })

  it('takes the channel’s ULID in either case', async () => {
    expect((await desk.ticket({ channel: SANDBOX_CHANNEL.toLowerCase() })).channel.id).toBe(1)
  })

  it('makes the contact once, whatever the case, and leaves an existing name alone', async () => {
    const first = await desk.ticket({ email: 'John@Customer.example', name: 'John Doe' })
    const second = await desk.ticket({ email: 'john@customer.EXAMPLE', name: 'Somebody Else' })
    expect(second.contact).toEqual(first.contact)
  })

  it('runs the inbound pipeline: workflows see the new ticket', async () => {
    const { ulid } = await desk.ticket()
    const { json } = await desk.api('GET', `/tickets/${ulid}/activities`)
    expect(json.data.map((activity: { description: string }) => activity.description)).toEqual([
      'Ticket received on Support',
      'Workflows ran: on new ticket',
    ])
  })

  it('has no idempotency: the same request makes a second ticket', async () => {
    expect((await desk.ticket()).ulid).not.toBe((await desk.ticket()).ulid)
  })

  it('gives out ULIDs that sort in the order of creation, also within a millisecond', async () => {
    const ulids: string[] = []
    for (let i = 0; i < 20; i++) ulids.push((await desk.ticket()).ulid)
    expect(ulids.toSorted()).toEqual(ulids)
  })
})

describe('tickets page, Get Ticket', () => {
  it('shows the ticket with its messages, by ULID in either case or by id', async () => {
    const { id, ulid, contact } = await desk.ticket({ body: '<p>I tried the link.</p>' })
    for (const path of [ulid, ulid.toLowerCase(), id]) {
      const { json } = await desk.api('GET', `/tickets/${path}`)
      expect(json.data).toMatchObject({
        id,
        ulid,
        latest_message_preview: 'I tried the link.',
        summary: null,
      })
      expect(json.data.messages).toEqual([
        {
          id: expect.any(Number),
          ulid: expect.stringMatching(ULID),
          type: 'inbound',
          body_html: '<p>I tried the link.</p>',
          sender: {
            id: contact.id,
            type: 'contact',
            name: 'John Doe',
            email: 'john@customer.example',
            avatar_url: null,
          },
          body_text: 'I tried the link.',
          attachments: [],
          inline_images: [],
          is_forward: false,
          send_status: null,
          created_at: '2026-06-01T10:30:00+00:00',
        },
      ])
    }
  })

  it.each(['01HX9F3K2M0000000000000000', 'nonsense', '999', "1'--"])('answers 404 to %s', async (ticket) => {
    expect((await desk.api('GET', `/tickets/${encodeURIComponent(ticket)}`)).status).toBe(404)
  })

  it('hides tickets on channels out of reach', async () => {
    const { ulid } = await desk.ticket({ channel: BILLING })
    const member = { token: 'sandbox-member' }
    expect((await desk.api('GET', `/tickets/${ulid}`, undefined, member)).status).toBe(404)
    expect((await desk.api('GET', '/tickets', undefined, member)).json.meta.total).toBe(0)
    expect((await desk.api('POST', `/tickets/${ulid}/note`, { body: 'x' }, member)).status).toBe(404)
  })
})

describe('tickets page, List Tickets', () => {
  it('lists nothing in a fresh sandbox', async () => {
    const { json } = await desk.api('GET', '/tickets')
    expect(json).toMatchObject({
      data: [],
      links: { prev: null, next: null },
      meta: { current_page: 1, last_page: 1, per_page: 25, total: 0 },
    })
  })

  it('pages with meta and absolute links that keep the query', async () => {
    for (let i = 1; i <= 5; i++) await desk.ticket({ subject: `Ticket ${i}` })
    const path = '/tickets?filter[status]=open&sort=created_at&per_page=2&page=2'
    const answer = await desk.api('GET', path)
    expect(subjects(answer)).toEqual(['Ticket 3', 'Ticket 4'])
    expect(answer.json.meta).toEqual({ current_page: 2, last_page: 3, per_page: 2, total: 5 })
    const { first, last, prev, next } = answer.json.links
    expect(first).toBe(prev)
    expect(last).toBe(next)
    expect(subjects(await desk.send('GET', next))).toEqual(['Ticket 5'])
    const target = new URL(next)
    expect(target.origin).toBe(desk.origin)
    expect(Object.fromEntries(target.searchParams)).toEqual({
      'filter[status]': 'open',
      sort: 'created_at',
      per_page: '2',
      page: '3',
    })
    expect((await desk.api('GET', '/tickets?per_page=2&page=3')).json.links.next).toBeNull()
  })

  it('shows 25 on a page, and at most 100', async () => {
    for (let i = 0; i < 30; i++) await desk.ticket()
    expect((await desk.api('GET', '/tickets')).json.data).toHaveLength(25)
    expect((await desk.api('GET', '/tickets?per_page=1000')).json.meta.per_page).toBe(100)
    expect((await desk.api('GET', '/tickets?per_page=zero&page=-1')).json.meta).toMatchObject({
      per_page: 25,
      current_page: 1,
    })
  })

  it('sorts by creation, change and last activity, both ways; the latest change first by default', async () => {
    const first = await desk.ticket({ subject: 'first' })
    desk.advance(1000)
    const second = await desk.ticket({ subject: 'second' })
    desk.advance(1000)
    await desk.api('POST', `/tickets/${second.ulid}/note`, { body: 'x' })
    desk.advance(1000)
    await desk.api('PUT', `/tickets/${first.ulid}/status`, { status: 'waiting' })
    const sorted = async (sort: string) => subjects(await desk.api('GET', `/tickets?sort=${sort}`))
    expect(subjects(await desk.api('GET', '/tickets'))).toEqual(['first', 'second'])
    expect(await sorted('-updated_at')).toEqual(['first', 'second'])
    expect(await sorted('updated_at')).toEqual(['second', 'first'])
    expect(await sorted('created_at')).toEqual(['first', 'second'])
    expect(await sorted('-created_at')).toEqual(['second', 'first'])
    expect(await sorted('-last_activity_at')).toEqual(['second', 'first'])
    expect(await sorted('last_activity_at')).toEqual(['first', 'second'])
  })

  it('filters by status, channel, tag and assignee, one or several', async () => {
    const a = await desk.ticket({ subject: 'a' })
    const b = await desk.ticket({ subject: 'b', channel: SALES })
    await desk.ticket({ subject: 'c', channel: BILLING })
    const [bug, , feedback] = (await desk.api('GET', '/tags')).json.data
    const [ada] = (await desk.api('GET', '/members')).json.data
    await desk.api('PUT', `/tickets/${a.ulid}/status`, { status: 'closed' })
    await desk.api('PUT', `/tickets/${b.ulid}/status`, { status: 'spam' })
    await desk.api('POST', `/tickets/${a.ulid}/tags/${bug.ulid}`)
    await desk.api('POST', `/tickets/${b.ulid}/tags/${feedback.ulid}`)
    await desk.api('PUT', `/tickets/${b.ulid}/assignee`, { assignee_ulid: ada.ulid })
    const found = async (query: string) =>
      subjects(await desk.api('GET', `/tickets?sort=created_at&${query}`))
    expect(await found('filter[status]=closed')).toEqual(['a'])
    expect(await found('filter[status]=open,spam')).toEqual(['b', 'c'])
    expect(await found(`filter[channel_ulids]=${SALES.toLowerCase()},${BILLING}`)).toEqual(['b', 'c'])
    expect(await found(`filter[tag_ulids]=${bug.ulid},${feedback.ulid.toLowerCase()}`)).toEqual(['a', 'b'])
    expect(await found(`filter[assigned_user_ulid]=${ada.ulid}`)).toEqual(['b'])
    expect(await found('filter[assigned_to_me]=true')).toEqual(['b'])
    expect(await found('filter[assigned_to_me]=1&filter[status]=open')).toEqual([])
    expect(await found('filter[unassigned]=1')).toEqual(['a', 'c'])
    expect(await found('filter[unassigned]=false')).toEqual(['a', 'b', 'c'])
    expect(await found('filter%5Bstatus%5D=nonsense')).toEqual([])
  })

  it('answers 400 to filters and sorts that the page does not list', async () => {
    expect((await desk.api('GET', '/tickets?filter[contact]=1')).status).toBe(400)
    expect((await desk.api('GET', '/tickets?sort=subject')).status).toBe(400)
    expect((await desk.api('GET', '/tickets?sort=constructor')).status).toBe(400)
  })
})
