import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPairs } from '../../../proxy/intake/charset.ts'
import type { RawText } from '../../../proxy/intake/charset.ts'
import { readMultipart } from '../../../proxy/intake/multipart.ts'
import { plainParts } from '../../../proxy/intake/plain-parts.ts'
import { Refusal } from '../../../proxy/refusal.ts'

const BOUNDARY = 'b-1'
const TYPE = `multipart/form-data; boundary=${BOUNDARY}`
const LIMITS = { parts: 300, fieldBytes: 1e6, bytes: 1e6, pace: { bytes: 1, windowMs: 1000 } }

/** What comes of a body: its fields, or what it is refused for. */
const outcome = <Read>(reading: () => Promise<Read>) =>
  reading().catch((error: unknown) => (error instanceof Refusal ? error.code : 'broken'))

const inOnePass = (body: Buffer) => plainParts(body, BOUNDARY, LIMITS.parts)
const textsOf = (parts: [RawText, RawText][]) =>
  outcome(async () => {
    const { pairs, misread } = readPairs(parts, TYPE)
    return { pairs, misread, files: undefined }
  })
const asStreams = (body: Buffer) =>
  outcome(async () => {
    const { fields: pairs, misread, files } = await readMultipart(body, BOUNDARY, TYPE, LIMITS)
    return { pairs, misread, files }
  })

const part = (name: string, value: string) =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const END = `--${BOUNDARY}--\r\n`

/** Pieces that bodies are made of, and those that tell one kind of them from another. */
const piece = fc.oneof(
  fc.constantFrom(
    '\r\n',
    '\r',
    '\n',
    '--',
    '-',
    `--${BOUNDARY}`,
    `\r\n--${BOUNDARY}`,
    END,
    ' ',
    'é',
    '"',
    'b-',
  ),
  fc.constantFrom('Content-Disposition: form-data; name="a"', 'Content-Type: text/plain', '; filename="x"'),
  fc.constantFrom('message', 'fields[a]', '_charset_', 'latin1'),
)
const value = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''))
const form = fc
  .array(fc.tuple(fc.constantFrom('email', 'message', 'fields[a]', '_charset_', ''), value), { maxLength: 5 })
  .map((fields) => fields.map(([name, given]) => part(name, given)).join('') + END)
/** Forms with a piece in a place where none belongs, and some without one of their characters. */
const body = fc
  .tuple(form, fc.nat(), fc.oneof(fc.constant(''), piece), fc.nat(2))
  .map(([text, at, more, less]) => {
    const place = at % (text.length + 1)
    return Buffer.from(text.slice(0, place) + more + text.slice(place + less))
  })

describe('a body that is read in one pass', () => {
  it('says what the parser of streams finds in it', async () => {
    let read = 0
    const property = fc.asyncProperty(body, async (bytes) => {
      const parts = inOnePass(bytes)
      if (!parts) return
      read++
      expect(await textsOf(parts)).toEqual(await asStreams(bytes))
    })
    await fc.assert(property, { numRuns: 1000 })
    expect(read).toBeGreaterThan(100)
  })

  it('is what a browser makes of a form, in any language', async () => {
    const data = new FormData()
    for (const [name, text] of [
      ['message', 'Ünïcödé 😀\r\n--b'],
      ['fields[a]', ''],
      ['fields[a]', 'two'],
    ] as const)
      data.append(name, text)
    const request = new Request('http://localhost', { method: 'POST', body: data })
    const boundary = request.headers.get('Content-Type')?.split('boundary=')[1] ?? ''
    const parts = plainParts(Buffer.from(await request.arrayBuffer()), boundary, 300)
    expect(readPairs(parts ?? [], TYPE).pairs).toEqual([
      ['message', 'Ünïcödé 😀\r\n--b'],
      ['fields[a]', ''],
      ['fields[a]', 'two'],
    ])
  })

  it.each([
    ['has a file', part('files"; filename="a', 'x') + END],
    ['has a name in other letters', part('größe', 'x') + END],
    ['has a header more', part('a', 'x').replace('\r\n\r\n', '\r\nContent-Type: text/plain\r\n\r\n') + END],
    ['has something before its first part', `\r\n${part('a', 'x')}${END}`],
    ['has something after its end', `${part('a', 'x')}${END}x`],
    ['has no part', END],
    ['has no end', part('a', 'x')],
    [
      'ends in the head of a part',
      `${part('a', 'x')}--${BOUNDARY}\r\nContent-Disposition: form-data; name="b"\r\n${END}`,
    ],
    [
      'has a part whose head is followed by the next',
      part('a', '').replace(/\r\n$/, '') + part('b', 'x') + END,
    ],
    ['has too many parts', part('a', 'x').repeat(LIMITS.parts + 1) + END],
  ])('is none that %s', (_, text) => {
    expect(inOnePass(Buffer.from(text))).toBeUndefined()
  })
})
