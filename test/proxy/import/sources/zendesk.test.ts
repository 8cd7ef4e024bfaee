/** Zendesk's JSON export, a ticket a line, and pages of its incremental export, in the form of its documentation. */
import { describe, expect, it } from 'vitest'
import { zendesk } from '../../../../proxy/import/sources/zendesk.ts'
import { checkLine } from '../../../../proxy/import/line.ts'
import { aFile, found, linesOf } from '../../../harness/proxy/an-import.ts'

const JOHN = { id: 1, name: 'John Doe', email: 'john@customer.example', role: 'end-user' }
const SARA = { id: 2, name: 'Sara', email: 'sara@old.example', role: 'agent' }
const EVE = { id: 3, name: 'Eve', email: 'eve@customer.example', role: 'end-user' }

const comment = (id: number, author_id: number, changes: object = {}) => ({
  id,
  type: 'Comment',
  author_id,
  body: `text ${id}`,
  html_body: `<div><p>text ${id}</p></div>`,
  plain_body: `text ${id}`,
  public: true,
  attachments: [],
  created_at: `2024-01-1${id}T09:00:00Z`,
  ...changes,
})

/** A ticket as the export of the Admin Center has it: with the people and the comments in it. */
const ticket = (changes: object = {}) => ({
  url: 'https://old.zendesk.com/api/v2/tickets/35436.json',
  id: 35436,
  created_at: '2024-01-10T09:00:00Z',
  updated_at: '2024-01-14T09:00:00Z',
  subject: 'Refund',
  description: 'text 1',
  status: 'solved',
  requester: JOHN,
  submitter: JOHN,
  assignee: SARA,
  requester_id: 1,
  submitter_id: 1,
  assignee_id: 2,
  collaborator_ids: [3],
  tags: ['billing', 'vip'],
  comments: [comment(1, 1), comment(2, 2), comment(3, 2, { public: false }), comment(4, 3)],
  ...changes,
})

const jsonLines = (...records: unknown[]) =>
  aFile('tickets.json', records.map((one) => JSON.stringify(one)).join('\n'))
const one = async (changes: object, ...more: string[]) =>
  linesOf(await found(zendesk, [jsonLines(ticket(changes)), ...more]))[0]!

describe('a ticket of Zendesk', () => {
  it.each([false, 'false', 0, null])('keeps a comment internal whose "public" is %j', async (value) => {
    const { messages } = await one({ comments: [comment(1, 2, { public: value })] })
    expect(messages[0]!.type).toBe('note')
  })

  it('whose id has more digits than JSON numbers keep is told: two of them would be one', async () => {
    const text = JSON.stringify(ticket()).replace('"id":35436', '"id":9007199254740993')
    const [first] = await found(zendesk, [aFile('tickets.json', text)])
    expect(first).toMatchObject({ type: 'problem', why: expect.stringContaining('no id') })
  })

  it('is a line with its comments, and their authors and kinds', async () => {
    const line = await one({})
    expect(checkLine(line)).toEqual({ line })
    expect(line).toMatchObject({
      external_id: 'zendesk:35436',
      subject: 'Refund',
      status: 'closed',
      created_at: '2024-01-10T09:00:00Z',
      assignee_email: 'sara@old.example',
      tags: ['billing', 'vip'],
      from_contact: { email: 'john@customer.example', name: 'John Doe', id: '1' },
    })
    expect(line.messages.map(({ type, author_email, body }) => [type, author_email, body])).toEqual([
      ['inbound', undefined, '<div><p>text 1</p></div>'],
      ['outbound', 'sara@old.example', '<div><p>text 2</p></div>'],
      ['note', 'sara@old.example', '<div><p>text 3</p></div>'],
      ['inbound', undefined, '<div><p>text 4</p></div>'],
    ])
  })

  it.each([
    ['new', 'open'],
    ['open', 'open'],
    ['pending', 'waiting'],
    ['hold', 'waiting'],
    ['solved', 'closed'],
    ['closed', 'closed'],
  ])('that is %s is %s', async (status, ours) => expect((await one({ status })).status).toBe(ours))

  it('that is deleted is left out and counted; one with another status is told', async () => {
    const all = await found(zendesk, [
      jsonLines(ticket({ status: 'deleted' }), ticket({ status: 'archived?' })),
    ])
    expect(all).toMatchObject([
      { type: 'skipped', rule: 'deleted in Zendesk', at: 'tickets.json:1' },
      { type: 'problem', at: 'tickets.json:2', why: expect.stringContaining('"archived?"') },
    ])
  })

  it('has its files by their address, which pictures in the text name too', async () => {
    const url = 'https://old.zendesk.com/attachments/token/x/?name=a.png'
    const attachments = [
      { file_name: 'a.png', content_url: url, content_type: 'image/png', size: 3, inline: true },
    ]
    const line = await one({ comments: [comment(1, 1, { attachments, html_body: `<img src="${url}">` })] })
    expect(line.messages[0]!.files).toEqual([{ name: 'a.png', type: 'image/png', url }])
  })

  it('has a file without an address where it is looked for, so that it is missed and never dropped', async () => {
    const line = await one({ comments: [comment(1, 1, { attachments: [{ id: 8, file_name: 'a.png' }] })] })
    expect(line.messages[0]!.files).toEqual([{ name: 'a.png', path: 'attachments/8' }])
  })

  it('has the pictures of a text that Zendesk shows from its own address and lists no more', async () => {
    const at = 'https://help.shop.example/attachments/token/y/?name=b.png'
    const listed = 'https://old.zendesk.com/attachments/token/x/?name=a.png'
    const line = await one({
      comments: [
        comment(1, 1, {
          attachments: [{ file_name: 'a.png', content_url: listed }],
          html_body: `<img src="${listed}"><img alt='' src='${at}&amp;v=2'><img src="${at}&amp;v=2"><img src="https://elsewhere.example/attachments/x.png">`,
        }),
      ],
    })
    expect(line.messages[0]!.files).toEqual([
      { name: 'a.png', url: listed },
      { name: 'b.png', url: `${at}&v=2` },
    ])
  })

  it('knows people by the export of the users', async () => {
    const users = aFile('users.json', [JOHN, SARA, EVE].map((user) => JSON.stringify(user)).join('\n'))
    const line = await one({ requester: undefined, submitter: undefined, assignee: undefined }, users)
    expect(line.from_contact.email).toBe('john@customer.example')
    expect(line.messages.map(({ type, author_email }) => [type, author_email])).toEqual([
      ['inbound', undefined],
      ['outbound', 'sara@old.example'],
      ['note', 'sara@old.example'],
      ['inbound', 'eve@customer.example'],
    ])
  })

  it('says when people are missing, and makes up nobody', async () => {
    const all = await found(zendesk, [
      jsonLines(ticket({ comments: [comment(1, 99)], collaborator_ids: [] })),
    ])
    expect(linesOf(all)[0]!.messages[0]).toMatchObject({ type: 'outbound', author_name: 'Zendesk user 99' })
    expect(all.at(-1)).toEqual({ type: 'lacks', what: expect.stringContaining('export of the users') })
  })
})

describe('a page of the incremental export', () => {
  const page = {
    tickets: [ticket({ comments: undefined, requester: undefined })],
    users: [JOHN, SARA],
    count: 1,
    end_of_stream: true,
  }

  it.each([
    ['in one line', JSON.stringify(page)],
    ['over many lines', JSON.stringify(page, null, 2)],
    ['with the next page after it', `${JSON.stringify(page)}\n${JSON.stringify({ tickets: [] })}`],
  ])('%s has its first messages, and is said to lack the others', async (_, text) => {
    const all = await found(zendesk, [aFile('page.json', text)])
    expect(linesOf(all)).toMatchObject([
      {
        external_id: 'zendesk:35436',
        from_contact: { email: 'john@customer.example' },
        messages: [{ type: 'inbound', body: '<p>text 1</p>' }],
      },
    ])
    expect(all.at(-1)).toMatchObject({ type: 'lacks', what: expect.stringContaining('comments') })
  })

  it('that ends in the middle is told, with what came before it', async () => {
    const text = JSON.stringify({ tickets: [ticket(), ticket({ id: 2 })] }, null, 2)
    const all = await found(zendesk, [aFile('page.json', text.slice(0, text.length - 200))])
    expect(linesOf(all)).toHaveLength(1)
    expect(all.some((item) => item.type === 'problem' && item.why.includes('cannot be read on'))).toBe(true)
  })
})

describe('a line that is none', () => {
  it('is told by its number, and the others are read', async () => {
    const file = aFile(
      'tickets.json',
      `${JSON.stringify(ticket())}\n{"id":\n\n[1]\n${JSON.stringify(ticket({ id: 7 }))}`,
    )
    const all = await found(zendesk, [file])
    expect(linesOf(all).map(({ external_id: id }) => id)).toEqual(['zendesk:35436', 'zendesk:7'])
    expect(all.flatMap((item) => (item.type === 'problem' ? [item.at] : []))).toEqual([
      'tickets.json:2',
      'tickets.json:4',
    ])
  })
})
