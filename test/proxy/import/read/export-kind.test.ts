/** Every source beside every export: a name too few on the command line must not import half of somebody's tickets. */
import { describe, expect, it } from 'vitest'
import { SOURCES } from '../../../../proxy/import/sources.ts'
import { aFile, aLine, found, linesOf } from '../../../harness/proxy/an-import.ts'

const at = '2024-01-10T09:00:00Z'
const person = { id: 7, email: 'ada@example.com', name: 'Ada' }

const EXPORTS: Readonly<Record<string, object>> = {
  jsonl: aLine(),
  zendesk: {
    id: 1,
    subject: 'S',
    status: 'solved',
    created_at: at,
    requester: person,
    submitter: person,
    description: 'Hi',
    comments: [{ id: 2, author_id: 7, body: 'Hi', public: true }],
  },
  freshdesk: {
    helpdesk_ticket: { display_id: 1, subject: 'S', status: 5, requester: person, description: 'Hi' },
  },
  helpscout: {
    id: 1,
    status: 'closed',
    state: 'published',
    subject: 'S',
    mailboxId: 3,
    primaryCustomer: { id: 7, email: 'ada@example.com' },
    _embedded: { threads: [{ id: 2, type: 'customer', body: 'Hi', createdAt: at }] },
  },
  helpspot: { xRequest: 1, fOpen: 0, sEmail: 'ada@example.com', tNote: 'Hi' },
  zammad: {
    id: 1,
    number: '22001',
    title: 'S',
    state: 'closed',
    customer: 'ada@example.com',
    articles: [{ id: 2, ticket_id: 1, body: 'Hi', content_type: 'text/plain', sender: 'Customer' }],
  },
}

const LISTS: Readonly<Record<string, string>> = { helpscout: 'conversations', helpspot: 'request' }

const names = Object.keys(EXPORTS)
const others = names.flatMap((source) =>
  names.filter((name) => name !== source).map((name) => [source, name] as const),
)

const read = async (source: string, value: object) =>
  found(await SOURCES[source]!(), [aFile('export.json', JSON.stringify(value))])

describe('a source', () => {
  it.each(names)('%s reads its own', async (name) => {
    expect(linesOf(await read(name, EXPORTS[name]!))).toHaveLength(1)
  })

  it.each(others)('%s refuses an export of %s, and names what reads it', async (source, name) => {
    const why = expect.stringContaining(`--from ${name}`)
    const all = await read(source, EXPORTS[name]!)
    expect(all.filter(({ type }) => type !== 'lacks')).toMatchObject([{ type: 'problem', why }])
    if (name === 'jsonl') return
    const page = await read(source, { [LISTS[name] ?? 'tickets']: [EXPORTS[name]] })
    expect(page.filter(({ type }) => type !== 'lacks')).toMatchObject([{ type: 'problem', why }])
  })

  it.each([
    ['mails', 'From ada@example.com Wed Jan 10 09:00:00 2024\nSubject: x\n\nHi\n', '--from mail'],
    ['XML', '<?xml version="1.0"?>\n<tickets>\n</tickets>\n', '--from freshdesk'],
    ['a table', 'Id;Subject\n1;a\n', '--from csv'],
    ['JSON over several lines', JSON.stringify([EXPORTS['zendesk']], null, 2), 'in a line of its own'],
    ['JSON over several lines, an object', JSON.stringify(EXPORTS['zendesk'], null, 2), 'jq -c'],
  ])('of JSON Lines is told once what is none: %s', async (_, content, why) => {
    const all = await found(await SOURCES['jsonl']!(), [aFile('export.json', content)])
    expect(all).toMatchObject([{ type: 'problem', why: expect.stringContaining(why) }])
  })

  it('of JSON Lines reads on after a first line that is broken', async () => {
    const content = `{"external_id":\n${JSON.stringify(aLine())}`
    const all = await found(await SOURCES['jsonl']!(), [aFile('export.json', content)])
    expect(all).toMatchObject([{ type: 'problem', at: 'export.json:1' }, { type: 'ticket' }])
  })

  it('of Help Scout and that of FreeScout read the same', async () => {
    expect(linesOf(await read('freescout', EXPORTS['helpscout']!))).toHaveLength(1)
  })
})
