import { describe, expect, it } from 'vitest'
import { recognise } from '../../../proxy/helpdesk/recognition.ts'
import type { Sought } from '../../../proxy/helpdesk/recognition.ts'

const MARK = 'ABCDEFGHJKMNPQRSTVWX'
const REFERENCE = 'S7K2M9QX4TAB'
const CHANNEL = '01HX9F3K2M4N5P6Q7R8S9T0V1W'
const WORDS = 'Où est ma commande, s’il vous plaît?'
const SOUGHT: Sought = {
  reference: REFERENCE,
  mark: MARK,
  email: 'Ada@Bücher.example',
  channel: CHANNEL,
  message: WORDS,
  acceptedAt: Date.parse('2026-01-02T00:00:00Z'),
}
const OURS = `<p>${WORDS}</p><p>Reference ${REFERENCE} ${MARK}</p>`
const ABOUT = `<p>About ${REFERENCE}: any news?</p>`

/** What is made of a ticket whose first message says `html`. */
function judged(html: unknown, { sought = {}, ticket = {}, message = {} } = {}) {
  const data = {
    contact: { email: 'ada@bücher.example' },
    channel: { ulid: CHANNEL },
    created_at: '2026-01-02T00:00:10+00:00',
    messages: [{ type: 'inbound', body_html: html, ...message }],
    ...ticket,
  }
  return recognise({ ...SOUGHT, ...sought }, { data })
}

describe('a ticket with the mark', () => {
  it.each([
    ['when all agrees', {}],
    ['when nothing more is told', { contact: undefined, channel: undefined, created_at: undefined }],
    ['from a domain in its other form', { contact: { email: 'ADA@xn--bcher-kva.example' } }],
    [
      'of a contact with several addresses',
      { contact: { email: 'x@y.example' }, from_address: 'ada@bücher.example' },
    ],
    ['with a channel in the other case', { channel: { ulid: CHANNEL.toLowerCase() } }],
    ['by a clock that is a few hours behind', { created_at: '2026-01-01T14:00:00Z' }],
    ['with a date that is none', { created_at: 'yesterday' }],
  ])('is ours %s', (_, ticket) => {
    expect(judged(OURS, { ticket })).toBe('ours')
  })

  it.each([
    ['another contact', { contact: { email: 'eve@example.com' } }],
    ['another channel', { channel: { ulid: '01HX9F3K2M4N5P6Q7R8S9T0V1X' } }],
    ['a time before it was written', { created_at: '2025-12-31T00:00:00Z' }],
  ])('and %s is neither ours nor another’s', (_, ticket) => {
    expect(judged(OURS, { ticket })).toBe('unreadable')
  })

  it('is ours wherever the helpdesk breaks lines, and in any case', () => {
    expect(judged(OURS.replace(MARK, 'abcdefghjk<wbr>mnpq\r\n rs\u200Btvwx'))).toBe('ours')
    expect(judged(OURS.replaceAll('A', '&#65;').replaceAll('B', '&#x42;'))).toBe('ours')
  })

  it('is judged by its oldest message, whatever the order', () => {
    const at = (day: number, body: string) => ({ body_html: body, created_at: `2026-01-0${day}T00:00:00Z` })
    expect(judged('', { ticket: { messages: [at(3, 'Any news?'), at(2, OURS)] } })).toBe('ours')
    expect(judged('', { ticket: { messages: [at(2, 'Older.'), at(3, OURS)] } })).toBe('unreadable')
  })
})

describe('a ticket without the mark', () => {
  it('that says few words and then the reference, as nobody but us writes it, may be ours', () => {
    const sought = { message: 'Help me' }
    expect(judged(`<p>Help me</p><p>Reference ${REFERENCE} …</p>`, { sought })).toBe('unreadable')
    expect(judged(`<p>Help me with ${REFERENCE}</p>`, { sought })).toBe('another')
  })

  it.each([
    ['that mentions the reference', ABOUT],
    ['with another mark', OURS.replace(MARK, 'BBCDEFGHJKMNPQRSTVWX').replace(WORDS, 'Hello')],
    [
      'with the same words, filed under another reference',
      OURS.replace(MARK, '').replace(REFERENCE, 'S00000000000'),
    ],
  ])('%s is another', (_, html) => {
    expect(judged(html)).toBe('another')
  })

  it('that says nothing of what it was found by may be ours, emptied by an agent, where it is the visitor’s', () => {
    expect(judged('<p>[redacted]</p>')).toBe('unreadable')
    const others = [
      { contact: undefined },
      { contact: { email: 'eve@example.com' } },
      { created_at: '2025-12-31T00:00:00Z' },
      { subject: `About ${REFERENCE}` },
    ]
    for (const ticket of others) expect(judged('<p>[redacted]</p>', { ticket })).toBe('another')
    expect(judged('<p>Reference S00000000000</p>')).toBe('another')
  })

  it('is the visitor’s although its address is told to be that of the channel', () => {
    const ticket = { contact: null, from_address: 'help@shop.example' }
    expect(judged(OURS, { ticket })).toBe('ours')
    expect(judged('', { ticket })).toBe('unreadable')
  })

  it('that has the visitor’s own words may be ours, unless somebody else wrote it', () => {
    const html = `<p>O&#249; est ma commande, s&rsquo;il vous pla\u0069\u0302t?</p><p>${REFERENCE}</p>`
    expect(judged(html)).toBe('unreadable')
    expect(judged(html, { ticket: { contact: { email: 'eve@example.com' } } })).toBe('another')
  })

  it('is not taken for ours because of a few letters that everybody writes', () => {
    expect(judged(`<p>Help! ${REFERENCE}</p>`, { sought: { message: 'Help!' } })).toBe('another')
  })

  it('and without anything to read may be ours, unless somebody else wrote it', () => {
    for (const message of [
      { body_html: '' },
      { body_html: null },
      { body_html: 7 },
      { body_html: '<p> </p>' },
      { type: 'note' },
      { type: 'outbound' },
    ]) {
      expect(judged(OURS.replace(MARK, ''), { message })).toBe('unreadable')
      const ticket = { contact: { email: 'eve@example.com' } }
      expect(judged(OURS.replace(MARK, ''), { message, ticket })).toBe('another')
    }
  })

  it.each([[undefined], [null], [[]], ['x'], [{}], [{ data: [] }], [{ data: { messages: 'x' } }]])(
    'but %j may be ours',
    (body) => {
      expect(recognise(SOUGHT, body)).toBe('unreadable')
    },
  )
})

describe('a row of an older release', () => {
  const old = { mark: undefined }
  const html = `<p>${WORDS}</p><table><tr><td>Reference</td><td>${REFERENCE}</td></tr></table>`

  it('knows its ticket by its words and its reference', () => {
    expect(judged(html, { sought: old })).toBe('ours')
    expect(judged(html, { sought: { ...old, message: 'Help!' } })).toBe('another')
    expect(judged('<p>Help!</p>'.concat(REFERENCE), { sought: { ...old, message: 'Help!' } })).toBe('ours')
  })

  it('does not take an e-mail about it', () => {
    expect(judged(ABOUT, { sought: old })).toBe('another')
  })

  it('takes nothing that contradicts it', () => {
    for (const ticket of [{ contact: { email: 'eve@example.com' } }, { channel: { ulid: 'x' } }])
      expect(judged(html, { sought: old, ticket })).toBe('unreadable')
  })

  it('and of which nothing can be read does not take any ticket', () => {
    const gone = { mark: undefined, message: undefined, email: undefined }
    expect(judged(html, { sought: gone })).toBe('unreadable')
  })
})
