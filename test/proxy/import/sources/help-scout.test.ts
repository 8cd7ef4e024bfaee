/** Conversations as the APIs of Help Scout and FreeScout list them. */
import { describe, expect, it } from 'vitest'
import { checkLine } from '../../../../proxy/import/line.ts'
import { freeScout, helpScout } from '../../../../proxy/import/sources/help-scout.ts'
import { aFile, found, linesOf } from '../../../harness/proxy/an-import.ts'

const json = (name: string, value: unknown, indent?: number) =>
  aFile(name, JSON.stringify(value, null, indent))

describe('a conversation of Help Scout', () => {
  const thread = (id: number, type: string, author: object, changes: object = {}) => ({
    id,
    type,
    status: 'active',
    state: 'published',
    body: `text ${id}`,
    createdBy: author,
    createdAt: `2024-01-1${id}T09:00:00Z`,
    ...changes,
  })
  const john = { id: 1, type: 'customer', first: 'John', last: 'Doe', email: 'john@customer.example' }
  const sara = { id: 2, type: 'user', first: 'Sara', last: 'S', email: 'sara@old.example' }
  const conversation = (changes: object = {}) => ({
    id: 10,
    number: 12,
    status: 'closed',
    state: 'published',
    subject: 'Refund',
    createdAt: '2024-01-11T09:00:00Z',
    closedAt: '2024-01-15T09:00:00Z',
    assignee: sara,
    primaryCustomer: john,
    tags: [{ id: 1, color: '#fff', tag: 'billing' }],
    _embedded: {
      threads: [
        thread(4, 'lineitem', sara),
        thread(3, 'note', sara),
        thread(2, 'message', sara, {
          _embedded: {
            attachments: [
              {
                id: 5,
                filename: 'a.png',
                mimeType: 'image/png',
                _links: { web: { href: 'https://old.example/a' } },
              },
            ],
          },
        }),
        thread(1, 'customer', john),
        thread(5, 'message', sara, { state: 'draft' }),
      ],
    },
    ...changes,
  })

  it.each([undefined, 2])(
    'on a page (indented by %s) is a line, its threads in order of time',
    async (indent) => {
      const file = json(
        'page.json',
        { _embedded: { conversations: [conversation()] }, page: { number: 1 } },
        indent,
      )
      const [line] = linesOf(await found(helpScout, [file]))
      expect(checkLine(line)).toEqual({ line })
      expect(line).toMatchObject({
        external_id: 'helpscout:10',
        status: 'closed',
        closed_at: '2024-01-15T09:00:00Z',
        tags: ['billing'],
        assignee_email: 'sara@old.example',
        from_contact: { email: 'john@customer.example', name: 'John Doe' },
      })
      expect(line!.messages.map(({ type, body, author_name }) => [type, body, author_name])).toEqual([
        ['inbound', 'text 1', 'John Doe'],
        ['outbound', 'text 2', 'Sara S'],
        ['note', 'text 3', 'Sara S'],
      ])
      expect(line!.messages[1]!.files).toEqual([
        { name: 'a.png', type: 'image/png', url: 'https://old.example/a' },
      ])
    },
  )

  it.each([
    ['active', 'open'],
    ['pending', 'waiting'],
    ['closed', 'closed'],
    ['spam', 'spam'],
  ])('that is %s is %s', async (status, ours) => {
    expect(linesOf(await found(helpScout, [json('c.json', conversation({ status }))]))[0]!.status).toBe(ours)
  })

  it('has the content of an attachment that was put into it, and is told where there is only its address', async () => {
    const href = 'https://api.helpscout.net/v2/conversations/10/attachments/5/data'
    const attachments = [
      { id: 5, filename: 'a.png', data: 'AAEC', _links: { data: { href } } },
      { id: 6, filename: 'b.png', _links: { data: { href } } },
      { id: 7, filename: 'c.png' },
    ]
    const threads = [thread(1, 'customer', john, { _embedded: { attachments } })]
    const all = await found(helpScout, [json('c.json', conversation({ _embedded: { threads } }))])
    expect(linesOf(all)[0]!.messages[0]!.files).toEqual([
      { name: 'a.png', content: 'AAEC' },
      { name: 'b.png', url: href },
      { name: 'c.png', path: 'attachments/7' },
    ])
    expect(all.at(-1)).toEqual({ type: 'lacks', what: expect.stringContaining('"data"') })
  })

  it('that is deleted or a draft is left out; one without threads is told how to list them', async () => {
    const all = await found(helpScout, [
      json('c.json', [
        conversation({ state: 'deleted' }),
        conversation({ state: 'draft' }),
        conversation({ _embedded: {} }),
      ]),
    ])
    expect(all.map(({ type }) => type)).toEqual(['skipped', 'skipped', 'problem'])
    expect(all[2]).toMatchObject({ why: expect.stringContaining('embed=threads') })
  })

  it('of FreeScout has other names of fields, and ids of its own', async () => {
    const person = {
      id: 1,
      type: 'customer',
      firstName: 'John',
      lastName: 'Doe',
      email: 'john@customer.example',
    }
    const file = json('f.json', {
      id: 3,
      number: 3,
      threadsCount: 1,
      type: 'email',
      status: 'active',
      state: 'published',
      subject: 'Hi',
      mailboxId: 1,
      createdAt: '2024-01-11T09:00:00Z',
      customer: person,
      _embedded: {
        threads: [
          {
            id: 9,
            type: 'customer',
            state: 'published',
            body: 'x',
            createdBy: person,
            createdAt: '2024-01-11T09:00:00Z',
            _embedded: {
              attachments: [
                {
                  id: 1,
                  fileName: 'b.pdf',
                  fileUrl: 'https://fs.example/b',
                  mimeType: 'application/pdf',
                  size: 3,
                },
              ],
            },
          },
        ],
        tags: [{ id: 1, name: 'vip' }],
      },
    })
    expect(linesOf(await found(freeScout, [file]))).toMatchObject([
      {
        external_id: 'freescout:3',
        status: 'open',
        tags: ['vip'],
        from_contact: { name: 'John Doe' },
        messages: [{ files: [{ name: 'b.pdf', url: 'https://fs.example/b' }] }],
      },
    ])
  })
})
