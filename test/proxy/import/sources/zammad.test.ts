/** Tickets, articles and users as Zammad’s API gives them. */
import { describe, expect, it } from 'vitest'
import { checkLine } from '../../../../proxy/import/line.ts'
import { zammad } from '../../../../proxy/import/sources/zammad.ts'
import { aFile, found, linesOf } from '../../../harness/proxy/an-import.ts'

const json = (name: string, value: unknown, indent?: number) =>
  aFile(name, JSON.stringify(value, null, indent))

describe('a ticket of Zammad', () => {
  const ticket = (changes: object = {}) => ({
    id: 3,
    number: '31003',
    title: 'Refund',
    state: 'closed',
    customer_id: 5,
    customer: 'bob@customer.example',
    owner: 'sara@old.example',
    owner_id: 6,
    created_at: '2024-01-10T09:00:00.119Z',
    close_at: '2024-01-12T09:00:00.119Z',
    ...changes,
  })
  const article = (id: number, sender: string, changes: object = {}) => ({
    id,
    ticket_id: 3,
    from: sender === 'Customer' ? '"Bob Smith" <bob@customer.example>' : 'Support <support@old.example>',
    sender,
    body: `<p>text ${id}</p>`,
    content_type: 'text/html',
    type: 'email',
    internal: false,
    created_by: 'sara@old.example',
    created_by_id: 6,
    created_at: `2024-01-1${id}T09:00:00.119Z`,
    ...changes,
  })
  const ARTICLES = [
    article(1, 'Customer', { body: 'a < b', content_type: 'text/plain' }),
    article(2, 'Agent', {
      attachments: [
        {
          id: 9,
          filename: 'a.png',
          size: '3',
          preferences: { 'Mime-Type': 'image/png', 'Content-ID': 'x@y' },
        },
      ],
    }),
    article(3, 'Agent', { internal: true, type: 'note' }),
  ]
  const USERS = [{ id: 6, login: 'sara', firstname: 'Sara', lastname: 'S', email: 'sara@old.example' }]

  it.each([
    ['in the ticket', () => [json('t.json', [{ ...ticket(), articles: ARTICLES }])]],
    ['in a file of their own, before it', () => [json('a.json', ARTICLES), json('t.json', [ticket()])]],
    ['in a file of their own, after it', () => [json('t.json', [ticket()]), json('a.json', ARTICLES, 2)]],
  ])('is a line with its articles, %s', async (_, files) => {
    const [line] = linesOf(await found(zammad, [...files(), json('u.json', USERS)]))
    expect(checkLine(line)).toEqual({ line })
    expect(line).toMatchObject({
      external_id: 'zammad:3',
      subject: 'Refund',
      status: 'closed',
      closed_at: '2024-01-12T09:00:00.119Z',
      assignee_email: 'sara@old.example',
      from_contact: { email: 'bob@customer.example', name: 'Bob Smith' },
    })
    expect(
      line!.messages.map(({ type, body, author_email, author_name }) => [
        type,
        body,
        author_email,
        author_name,
      ]),
    ).toEqual([
      ['inbound', '<p>a &lt; b</p>', 'bob@customer.example', 'Bob Smith'],
      ['outbound', '<p>text 2</p>', 'sara@old.example', 'Sara S'],
      ['note', '<p>text 3</p>', 'sara@old.example', 'Sara S'],
    ])
    expect(line!.messages[1]!.files).toEqual([
      { name: 'a.png', type: 'image/png', content_id: 'x@y', path: 'ticket_attachment/3/2/9' },
    ])
  })

  it.each([
    ['new', 'open'],
    ['open', 'open'],
    ['pending reminder', 'waiting'],
    ['pending close', 'waiting'],
    ['closed', 'closed'],
  ])('that is %s is %s', async (state, ours) => {
    const file = json('t.json', [{ ...ticket({ state }), articles: ARTICLES }])
    expect(linesOf(await found(zammad, [file]))[0]!.status).toBe(ours)
  })

  it('has the pictures of a text, which Zammad shows from its own address and lists no more', async () => {
    const shown =
      '<p><img src="/api/v1/ticket_attachment/3/1/8?view=inline"><img src="https://old.example/api/v1/ticket_attachment/3/1/9"></p>'
    const attachments = [{ id: 9, filename: 'b.png', preferences: { 'Mime-Type': 'image/png' } }]
    const articles = [article(1, 'Customer', { body: shown, attachments })]
    const [line] = linesOf(await found(zammad, [json('t.json', ticket({ articles }))]))
    expect(line!.messages[0]).toMatchObject({
      body: '<p><img src="cid:zammad-8"><img src="cid:zammad-9"></p>',
      files: [
        { name: 'b.png', path: 'ticket_attachment/3/1/9', content_id: 'zammad-9' },
        { name: 'picture-8', path: 'ticket_attachment/3/1/8', content_id: 'zammad-8' },
      ],
    })
  })

  it('that was merged follows its parent; one without a state by its name is told what to ask for', async () => {
    const all = await found(zammad, [
      json('t.json', [ticket({ state: 'merged' }), ticket({ state: undefined, state_id: 4 })]),
    ])
    expect(all).toMatchObject([
      { type: 'skipped', rule: expect.stringContaining('merged') },
      { type: 'problem', why: expect.stringContaining('expand=true') },
    ])
  })

  describe('in a state of your own', () => {
    const STATES = [
      { id: 4, name: 'closed', state_type_id: 5, note: null, active: true },
      { id: 8, name: 'Closed (locked)', state_type_id: 5, note: null, active: true },
      { id: 9, name: 'Wartet auf Lieferant', state_type_id: 3, state_type: 'pending reminder' },
      { id: 10, name: 'zusammengeführt', state_type_id: 6 },
      { id: 11, name: 'gelöscht', state_type_id: 7 },
      { id: 12, name: 'bei der Post', state_type_id: 9 },
      { id: 13, name: 'odd', state_type_id: 77 },
    ]
    const withStates = (changes: object) =>
      found(zammad, [
        json('t.json', [ticket({ articles: ARTICLES, ...changes })]),
        json('ticket_states.json', STATES),
      ])

    it.each([
      ['closed (locked)', 'closed'],
      ['Wartet auf Lieferant', 'waiting'],
      ['bei der Post', 'waiting'],
    ])('%s is %s, by the type that the list of states tells', async (state, ours) => {
      expect(linesOf(await withStates({ state }))[0]!.status).toBe(ours)
    })

    it('is found by its id too, where tickets were listed without expand=true', async () => {
      expect(linesOf(await withStates({ state: undefined, state_id: 8 }))[0]!.status).toBe('closed')
    })

    it.each([
      ['zusammengeführt', 'merged'],
      ['gelöscht', 'removed'],
    ])('%s is left out as %s', async (state, rule) => {
      expect(await withStates({ state })).toMatchObject([
        { type: 'skipped', rule: expect.stringContaining(rule) },
      ])
    })

    it.each(['closed (locked)', 'odd'])(
      '%s is not imported where its type is not told, and it is said what to add',
      async (state) => {
        const files = [json('t.json', [ticket({ state, articles: ARTICLES })])]
        if (state === 'odd') files.push(json('s.json', STATES))
        expect(await found(zammad, files)).toMatchObject([
          {
            type: 'problem',
            why: expect.stringMatching(
              new RegExp(`"${state.replace('(', '.').replace(')', '.')}".*ticket_states`),
            ),
          },
        ])
      },
    )
  })
})
