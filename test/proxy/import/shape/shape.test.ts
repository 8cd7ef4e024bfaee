import { describe, expect, it } from 'vitest'
import { codePoints } from '../../../../proxy/contract/text.ts'
import type { ImportLine } from '../../../../proxy/import/line.ts'
import { shape } from '../../../../proxy/import/shape/shape.ts'
import type { ShapeOptions } from '../../../../proxy/import/shape/shaped-ticket.ts'
import { aLine, SHAPE } from '../../../harness/proxy/an-import.ts'

function shaped(changes: Partial<ImportLine>, options: Partial<ShapeOptions> = {}) {
  const result = shape(aLine(changes), { ...SHAPE, ...options })
  if (result.type === 'problem') throw new Error(result.why)
  return { ...result, changes: [...result.changes], first: result.tickets[0]! }
}

const messages = (count: number, changes: object = {}): ImportLine['messages'] =>
  Array.from({ length: count }, (_, index) => ({
    type: 'note' as const,
    body: `<p>m${index}</p>`,
    created_at: new Date(Date.UTC(2024, 0, 1, 0, index)).toISOString(),
    ...changes,
  }))

describe('a ticket takes the form of the helpdesk', () => {
  it('and is not changed where it has it already', () => {
    const { first, changes } = shaped({
      closed_at: '2024-01-12T16:30:00Z',
      tags: ['a'],
      assignee_email: 'sara@example.com',
    })
    expect(changes).toEqual([])
    expect(first.body).toEqual({
      channel: SHAPE.channel,
      subject: 'Refund request',
      status: 'closed',
      created_at: '2024-01-10T09:00:00+00:00',
      closed_at: '2024-01-12T16:30:00+00:00',
      external_id: 'old:1',
      assignee_email: 'sara@example.com',
      tags: ['a'],
      from_contact: { email: 'john@customer.example', name: 'John Doe' },
    })
    expect(first.messages[0]!.body).toEqual({
      type: 'inbound',
      body: '<p>Refund please.</p>',
      created_at: '2024-01-10T09:00:00+00:00',
    })
  })

  it('with open and waiting ones closed, at the time of the last message, unless they are to stay', () => {
    for (const status of ['open', 'waiting'] as const) {
      const { first, changes } = shaped({ status })
      expect(first.body).toMatchObject({ status: 'closed', closed_at: '2024-01-10T09:00:00+00:00' })
      expect(changes).toEqual(['closed'])
      const kept = shaped({ status }, { open: 'keep' })
      expect(kept.first.body.status).toBe(status)
      expect(kept.first.body).not.toHaveProperty('closed_at')
      expect(kept.changes).toEqual([])
    }
    expect(shaped({ status: 'spam' }).first.body.status).toBe('spam')
  })

  it('with a long subject cut at a word, in characters as the helpdesk counts them', () => {
    const { first, changes } = shaped({ subject: `${'wörd '.repeat(60)}end` })
    expect(codePoints(first.body.subject)).toBeLessThanOrEqual(255)
    expect(first.body.subject).toMatch(/wörd…$/)
    expect(changes).toEqual(['subjectCut'])
    expect(codePoints(shaped({ subject: '😀'.repeat(300) }).first.body.subject)).toBe(255)
    expect(shaped({ subject: '😀'.repeat(255) }).changes).toEqual([])
  })

  it('with the first line in place of a missing subject', () => {
    const { first, changes } = shaped({ subject: ' \n ' })
    expect(first.body.subject).toBe('Refund please.')
    expect(changes).toEqual(['subjectMade'])
    const silent = shaped({ subject: '', messages: [{ type: 'inbound', body: '' }] })
    expect(silent.first.body.subject).toBe('(no subject)')
  })

  it('with words for a body without any', () => {
    const { first, changes } = shaped({ messages: [{ type: 'inbound', body: '<p>&nbsp;</p>' }] })
    expect(first.messages[0]!.body.body).toBe('<p>(no text)</p>')
    expect(changes).toEqual(['emptyBody'])
  })

  it('with at most 50 tags, and the rest named in a note', () => {
    const { first, changes } = shaped({ tags: [...Array.from({ length: 52 }, (_, i) => `t${i}`), 't1', ' '] })
    expect(first.body.tags).toHaveLength(50)
    expect(first.remarks).toEqual(['Tags that did not fit: t50, t51'])
    expect(changes).toEqual(['tagsCut'])
  })

  it('with times in the past, and told when they were not', () => {
    const late = '2030-01-01T00:00:00Z'
    const { first, changes } = shaped({
      created_at: late,
      closed_at: late,
      messages: [{ type: 'note', body: 'x', created_at: late }],
    })
    const times = [first.body.created_at, first.body.closed_at, first.messages[0]!.body.created_at]
    expect(new Set(times)).toEqual(new Set(['2026-05-31T23:59:00+00:00']))
    expect(changes).toEqual(['future'])
  })

  it('without times that stand for none, which are not sorted by either', () => {
    const { first, changes } = shaped({
      created_at: '0001-01-01T00:00:00Z',
      closed_at: '1970-01-01T00:00:00Z',
      messages: [
        { type: 'inbound', body: 'one', created_at: '2024-01-10T09:00:00Z' },
        { type: 'note', body: 'two', created_at: '0001-01-01T00:00:00Z' },
      ],
    })
    expect(changes).toEqual(['early'])
    const at = '2024-01-10T09:00:00+00:00'
    expect(first.body).toMatchObject({ created_at: at, closed_at: at })
    expect(first.messages.map(({ body }) => [body.body, body.created_at])).toEqual([
      ['one', at],
      ['two', undefined],
    ])
  })

  it('closed with its last message when it says that it was closed before it was there', () => {
    const { first, changes } = shaped({ closed_at: '2024-01-09T09:00:00Z' })
    expect(changes).toEqual(['closedEarly'])
    expect(first.body.closed_at).toBe('2024-01-10T09:00:00+00:00')
    const early = shaped({ created_at: '2024-02-01T09:00:00Z', closed_at: '2024-01-20T09:00:00Z' })
    expect(early.first.body.closed_at).toBe('2024-02-01T09:00:00+00:00')
  })

  it('and is told where it has signs that cannot be read, and halves of such', () => {
    expect(shaped({ subject: 'Gr\uFFFDe' }).changes).toEqual(['unreadable'])
    expect(shaped({ messages: [{ type: 'note', body: 'Gr\uFFFDe' }] }).changes).toEqual(['unreadable'])
    const { first } = shaped({
      subject: 'a\uD83D',
      tags: ['\uDC00'],
      from_contact: { email: 'a@b.example', name: '\uD83D' },
    })
    expect(JSON.stringify(first)).not.toMatch(/\\ud[89a-f]/i)
  })

  it('with messages in order of time, those without one behind the one before', () => {
    const at = (created_at?: string) => ({
      type: 'note' as const,
      body: created_at ?? 'none',
      ...(created_at && { created_at }),
    })
    const { first, changes } = shaped({ messages: [at('2024-01-02'), at(), at('2024-01-01')] })
    expect(first.messages.map(({ body }) => body.body)).toEqual(['2024-01-01', '2024-01-02', 'none'])
    expect(changes).toEqual(['sorted'])
  })

  it('in several tickets when it has more than 200 messages, the last with the state', () => {
    const { tickets, changes } = shaped(
      { status: 'open', subject: 'x'.repeat(255), messages: messages(450) },
      { open: 'keep' },
    )
    expect(tickets.map(({ externalId }) => externalId)).toEqual(['old:1', 'old:1#2', 'old:1#3'])
    expect(tickets.map(({ messages: all }) => all.length)).toEqual([200, 200, 50])
    expect(tickets.map(({ body }) => body.status)).toEqual(['closed', 'closed', 'open'])
    expect(tickets[1]!.body.subject).toMatch(/… \(2\)$/)
    expect(codePoints(tickets[1]!.body.subject)).toBe(255)
    expect(tickets[1]!.body.created_at).toBe('2024-01-01T03:20:00+00:00')
    expect(changes).toEqual(['split'])
  })

  it('leaving a place for the note where files may be missing', () => {
    const { tickets } = shaped({ messages: messages(200, { files: [{ name: 'a', path: 'a' }] }) })
    expect(tickets.map(({ messages: all }) => all.length)).toEqual([199, 1])
  })

  it('only with an address, or a placeholder that is the same for the same person', () => {
    const nobody = aLine({ from_contact: { name: 'Max', id: '77' } })
    expect(shape(nobody, SHAPE)).toMatchObject({
      type: 'problem',
      why: expect.stringContaining('--placeholder'),
    })
    const placed = shaped({ from_contact: { name: 'Max', id: '77' } }, { placeholder: 'old.example' })
    expect(placed.first.body.from_contact).toEqual({ email: 'unknown-77@old.example', name: 'Max' })
    expect(placed.changes).toEqual(['placeholder'])
    const phone = shaped({ from_contact: { email: '+49 30 123' } }, { placeholder: 'old.example' })
    expect(phone.first.body.from_contact.email).toMatch(/^unknown-[0-9a-f]{16}@old\.example$/)
  })

  it('without an assignee whose address is none', () => {
    expect(shaped({ assignee_email: 'sara' }).first.body).not.toHaveProperty('assignee_email')
  })
})

describe('the author of a message', () => {
  it('is an agent as given, by what of it the helpdesk takes', () => {
    const { first } = shaped({
      messages: [
        { type: 'outbound', body: 'x', author_email: 'sara@old.example', author_name: 'Sara' },
        { type: 'note', body: 'x', author_email: 'nobody', author_name: 'Bot' },
      ],
    })
    expect(first.messages.map(({ body }) => [body.author_email, body.author_name])).toEqual([
      ['sara@old.example', 'Sara'],
      [undefined, 'Bot'],
    ])
  })

  it('is named in an inbound one that the contact has not written', () => {
    const inbound = (author_email: string) => ({
      type: 'inbound' as const,
      body: '<p>x</p>',
      author_email,
      author_name: '<Eve>',
    })
    const { first, changes } = shaped({
      messages: [inbound('JOHN@customer.example'), inbound('eve@x.example')],
    })
    expect(first.messages.map(({ body }) => body.body)).toEqual([
      '<p>x</p>',
      '<p><strong>&lt;Eve&gt; &lt;eve@x.example&gt;</strong></p><p>x</p>',
    ])
    expect(first.messages[1]!.body).not.toHaveProperty('author_email')
    expect(changes).toEqual(['authorNamed'])
  })
})

describe('the files of a message', () => {
  const withFiles = (body: string, files: ImportLine['messages'][number]['files']) => ({
    messages: [{ type: 'inbound' as const, body, files }],
  })
  const file = (name: string, content_id?: string) => ({
    name,
    path: name,
    ...(content_id && { content_id }),
  })

  it('are pictures in the text by their id, their address, or as they are written into it', () => {
    const { first, changes } = shaped(
      withFiles(
        '<img src="cid:A@b"><img src="https://old.example/1"><img src="data:image/png;base64,AAAA"><img src="https://spy.example/x" alt="Logo">',
        [file('a', '<a@B>'), { name: 'b', url: 'https://old.example/1' }, file('c')],
      ),
    )
    const [message] = first.messages
    expect(message!.files.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'image-4.png'])
    expect(message!.body.body).toBe(
      '<img src="cid:import-0" alt=""><img src="cid:import-1" alt=""><img src="cid:import-3" alt="">[Logo]',
    )
    expect(changes).toEqual(['imagesLeftOut'])
  })

  it('of other servers stay in the text when somebody asks for that', () => {
    const { first } = shaped(withFiles('<img src="https://x.example/a b">', []), { remoteImages: 'keep' })
    expect(first.messages[0]!.body.body).toBe('<img src="https://x.example/a%20b" alt="">')
  })

  it('are at most ten, those in the text first, and the rest is named', () => {
    const many = Array.from({ length: 11 }, (_, i) => file(`f${i}`, `id${i}`))
    const { first, changes } = shaped(withFiles('<img src="cid:id10">', many))
    const [message] = first.messages
    expect(message!.files.map(({ name }) => name)).toEqual([
      'f0',
      'f1',
      'f2',
      'f3',
      'f4',
      'f5',
      'f6',
      'f7',
      'f8',
      'f10',
    ])
    expect(message!.body.body).toBe('<img src="cid:import-9" alt="">')
    expect(first.lost).toEqual([{ name: 'f9', why: 'a message has at most 10 files' }])
    expect(changes).toEqual(['filesLeftOut'])
  })

  it('are only those in the text, or none, when that was asked for', () => {
    const given = withFiles('<img src="cid:a">', [file('a', 'a'), file('b')])
    const inline = shaped(given, { files: 'inline' }).first
    expect(inline.messages[0]!.files.map(({ name }) => name)).toEqual(['a'])
    expect(inline.lost.map(({ name }) => name)).toEqual(['b'])
    const none = shaped(given, { files: 'none' }).first
    expect(none.messages[0]!).toMatchObject({ files: [], body: { body: '[a]' } })
    expect(none.lost.map(({ name }) => name)).toEqual(['a', 'b'])
  })

  it('that the text shows and the export does not have are named', () => {
    expect(shaped(withFiles('<img src="cid:gone">x', [])).first.lost).toEqual([
      { name: 'gone', why: 'the export does not have it' },
    ])
  })
})
