/** Freshdesk's export of the account, as JSON and as XML, and tickets of its API. */
import { describe, expect, it } from 'vitest'
import { freshdesk } from '../../../../proxy/import/sources/freshdesk.ts'
import { checkLine } from '../../../../proxy/import/line.ts'
import { aFile, found, linesOf } from '../../../harness/proxy/an-import.ts'

const note = (id: number, changes: object = {}) => ({
  id,
  body: `text ${id}`,
  body_html: `<div>text ${id}</div>`,
  incoming: false,
  private: false,
  user_id: 20,
  created_at: `2024-01-1${id}T10:00:00+01:00`,
  deleted: false,
  attachments: [],
  ...changes,
})

const exported = (changes: object = {}) => ({
  helpdesk_ticket: {
    id: 9000,
    display_id: 42,
    subject: 'Refund',
    description: 'text 0',
    description_html: '<div>text 0</div>',
    status: 5,
    deleted: false,
    spam: false,
    created_at: '2024-01-10T10:00:00+01:00',
    requester_id: 10,
    responder_id: 20,
    requester: { id: 10, name: 'John Doe', email: 'john@customer.example' },
    ticket_states: { resolved_at: '2024-01-14T10:00:00+01:00', closed_at: '2024-01-15T10:00:00+01:00' },
    tags: [{ name: 'billing' }, 'vip'],
    notes: [
      note(1),
      note(2, { private: true }),
      note(3, { incoming: true, user_id: 10 }),
      note(4, { deleted: true }),
    ],
    attachments: [
      {
        content_file_name: 'a.pdf',
        content_content_type: 'application/pdf',
        attachment_url: 'https://s3.example/a',
      },
    ],
    ...changes,
  },
})
const USERS = [{ user: { id: 20, name: 'Sara', email: 'sara@old.example' } }]

const json = (name: string, value: unknown) => aFile(name, JSON.stringify(value))
const read = async (...records: unknown[]) =>
  found(freshdesk, [json('Tickets0.json', records), json('Users0.json', USERS)])

const EXPECTED = {
  external_id: 'freshdesk:42',
  subject: 'Refund',
  status: 'closed',
  created_at: '2024-01-10T10:00:00+01:00',
  closed_at: '2024-01-15T10:00:00+01:00',
  assignee_email: 'sara@old.example',
  tags: ['billing', 'vip'],
  from_contact: { email: 'john@customer.example', name: 'John Doe', id: '10' },
}
const KINDS = [
  ['inbound', undefined, '<div>text 0</div>'],
  ['outbound', 'sara@old.example', '<div>text 1</div>'],
  ['note', 'sara@old.example', '<div>text 2</div>'],
  ['inbound', undefined, '<div>text 3</div>'],
]

describe('a ticket of Freshdesk’s export', () => {
  it.each([
    [{ status: 'Closed' }, 'closed'],
    [{ status: 'Pending' }, 'waiting'],
    [{ status: 12, status_name: 'Resolved' }, 'closed'],
  ])('has its status by its name where no number tells: %o', async (changes, status) => {
    const all = await found(freshdesk, [aFile('Tickets0.json', JSON.stringify([exported(changes)]))])
    expect(linesOf(all)[0]!.status).toBe(status)
  })

  it('that an agent has begun by e-mail is outbound from its first message on', async () => {
    const all = await found(freshdesk, [aFile('Tickets0.json', JSON.stringify([exported({ source: 10 })]))])
    expect(linesOf(all)[0]!.messages[0]!.type).toBe('outbound')
  })

  it.each(['notes', 'helpdesk-notes'])(
    'has its answers where XML calls them <%s>, with or without a type',
    async (list) => {
      const xml = (attribute: string) =>
        `<helpdesk-tickets><helpdesk-ticket><display-id>1</display-id><status>5</status><description>a</description><requester><email>a@b.example</email></requester><${list}${attribute}><helpdesk-note><body>b</body></helpdesk-note><helpdesk-note><body>c</body></helpdesk-note></${list}></helpdesk-ticket></helpdesk-tickets>`
      for (const attribute of ['', ' type="array"']) {
        const all = await found(freshdesk, [aFile('Tickets0.xml', xml(attribute))])
        expect(linesOf(all)[0]!.messages.map(({ body }) => body)).toEqual([
          '<p>a</p>',
          '<p>b</p>',
          '<p>c</p>',
        ])
      }
    },
  )

  it('is read as what it is, whatever the file is called', async () => {
    const all = await found(freshdesk, [aFile('Tickets0.xml', JSON.stringify([exported()]))])
    expect(linesOf(all)).toHaveLength(1)
  })

  it('as JSON is a line with its notes, and their authors and kinds', async () => {
    const [line] = linesOf(await read(exported()))
    expect(checkLine(line)).toEqual({ line })
    expect(line).toMatchObject(EXPECTED)
    expect(line!.messages.map(({ type, author_email, body }) => [type, author_email, body])).toEqual(KINDS)
    expect(line!.messages[0]!.files).toEqual([
      { name: 'a.pdf', type: 'application/pdf', url: 'https://s3.example/a' },
    ])
  })

  it('as XML is the same line', async () => {
    const file = aFile(
      'Tickets0.xml',
      `<?xml version="1.0" encoding="UTF-8"?>
<helpdesk-tickets type="array">
  <helpdesk-ticket>
    <display-id type="integer">42</display-id><subject>Refund</subject><status type="integer">5</status>
    <description>text 0</description><description-html>&lt;div&gt;text 0&lt;/div&gt;</description-html>
    <deleted type="boolean">false</deleted><spam type="boolean">false</spam><group-id type="integer" nil="true"/>
    <created-at type="datetime">2024-01-10T10:00:00+01:00</created-at>
    <requester-id type="integer">10</requester-id><responder-id type="integer">20</responder-id>
    <requester><name>John Doe</name><email>john@customer.example</email></requester>
    <ticket-states><closed-at type="datetime">2024-01-15T10:00:00+01:00</closed-at></ticket-states>
    <tags type="array"><tag><name>billing</name></tag><tag><name>vip</name></tag></tags>
    <notes type="array">
      <helpdesk-note><id type="integer">1</id><body-html><![CDATA[<div>text 1</div>]]></body-html><private type="boolean">false</private><incoming type="boolean">false</incoming><user-id type="integer">20</user-id></helpdesk-note>
      <helpdesk-note><id type="integer">2</id><body-html><![CDATA[<div>text 2</div>]]></body-html><private type="boolean">true</private><user-id type="integer">20</user-id></helpdesk-note>
      <helpdesk-note><id type="integer">3</id><body-html><![CDATA[<div>text 3</div>]]></body-html><incoming type="boolean">true</incoming><user-id type="integer">10</user-id></helpdesk-note>
    </notes>
  </helpdesk-ticket>
</helpdesk-tickets>`,
    )
    const [line] = linesOf(await found(freshdesk, [file, json('Users0.json', USERS)]))
    expect(checkLine(line)).toEqual({ line })
    expect(line).toMatchObject(EXPECTED)
    expect(line!.messages.map(({ type, author_email, body }) => [type, author_email, body])).toEqual(KINDS)
  })

  it('as XML that ends in the middle is told', async () => {
    const all = await found(freshdesk, [
      aFile('T.xml', '<helpdesk-tickets><helpdesk-ticket><display-id>1</display-id><subject>x'),
    ])
    expect(all).toMatchObject([{ type: 'problem', why: 'the file ends too early: it was cut off' }])
  })

  it.each([
    [2, 'open'],
    [3, 'waiting'],
    [4, 'closed'],
    [5, 'closed'],
    [6, 'waiting'],
    [7, 'waiting'],
  ])('with status %i is %s', async (status, ours) => {
    expect(linesOf(await read(exported({ status })))[0]!.status).toBe(ours)
  })

  it('with a status of the account’s own is open, and that is said', async () => {
    const all = await read(exported({ status: 12 }))
    expect(linesOf(all)[0]!.status).toBe('open')
    expect(all.at(-1)).toEqual({ type: 'lacks', what: expect.stringContaining('status 12') })
  })

  it('that is deleted is left out, and spam stays spam', async () => {
    const all = await read(exported({ deleted: true }), exported({ spam: true }))
    expect(all[0]).toMatchObject({ type: 'skipped', rule: 'deleted in Freshdesk' })
    expect(linesOf(all)[0]!.status).toBe('spam')
  })
})

describe('a ticket of Freshdesk’s API', () => {
  it('has conversations, and HTML where the export has text', async () => {
    const file = json('api.json', [
      {
        id: 7,
        subject: 'Refund',
        description: '<div>text 0</div>',
        description_text: 'text 0',
        status: 2,
        created_at: '2024-01-10T09:00:00Z',
        requester_id: 10,
        requester: { id: 10, name: 'John Doe', email: 'john@customer.example' },
        tags: ['billing'],
        conversations: [
          {
            id: 1,
            body: '<div>text 1</div>',
            body_text: 'text 1',
            incoming: false,
            private: false,
            user_id: 20,
            created_at: '2024-01-11T09:00:00Z',
            attachments: [
              { name: 'b.png', content_type: 'image/png', attachment_url: 'https://s3.example/b' },
            ],
          },
        ],
      },
    ])
    const [line] = linesOf(await found(freshdesk, [file]))
    expect(line).toMatchObject({ external_id: 'freshdesk:7', status: 'open', tags: ['billing'] })
    expect(line!.messages.map(({ body }) => body)).toEqual(['<div>text 0</div>', '<div>text 1</div>'])
    expect(line!.messages[1]).toMatchObject({ author_name: 'Freshdesk user 20', files: [{ name: 'b.png' }] })
  })

  it.each([
    'https://attachment.freshdesk.com/inline/attachment?token=t',
    'https://eucattachment.freshdesk.com/inline/attachment?token=t',
    'https://s3.amazonaws.com/cdn.freshdesk.com/data/helpdesk/attachments/production/1/original/a.png?Expires=1',
  ])('has the pictures of its texts, which Freshdesk lists no more: %s', async (url) => {
    const text = `<img src="${url}"><img src="https://elsewhere.example/inline/attachment?token=t">`
    const file = json('Tickets0.json', [
      {
        helpdesk_ticket: {
          display_id: 1,
          requester_id: 10,
          status: 5,
          description_html: text,
          notes: [{ id: 2, user_id: 20, body_html: text, private: false, incoming: false }],
        },
      },
    ])
    const [line] = linesOf(await found(freshdesk, [file]))
    expect(line!.messages.map(({ files }) => files)).toEqual([
      [{ name: 'picture-1', url }],
      [{ name: 'picture-1', url }],
    ])
  })
})
