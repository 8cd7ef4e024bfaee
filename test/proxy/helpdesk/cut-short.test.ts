/**
 * Answers that end early, or begin with one that nobody asked for. Node's fetch (undici 6.24) hands out half a compressed
 * body without an error where the connection's end is the body's, and breaks off at a `100 Continue` after the helpdesk
 * has the request: either may hide a ticket that was made.
 */
import { createServer, type AddressInfo, type Server } from 'node:net'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { Helpdesk } from '../../../proxy/helpdesk/client.ts'
import { ticketOf } from '../../../proxy/helpdesk/ticket.ts'
import { anOpenGate, aSubmission, CHANNEL } from '../../harness/proxy/builders.ts'

const ULID = '01JABCDEFGHJKMNPQRSTVWXYZ0'
const SUBMISSION = aSubmission()
const REFERENCE = 'S7K2M9QX4TAB'
const { email, message } = SUBMISSION
const TICKET = ticketOf(SUBMISSION, { id: 'shop', channel: CHANNEL }, REFERENCE)
const SOUGHT = { reference: REFERENCE, mark: undefined, email, message, channel: CHANNEL, acceptedAt: 0 }

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

/** A helpdesk that says these bytes to whoever has sent a request, and hangs up. */
async function aDesk(...pieces: (string | Buffer)[]) {
  let asked = 0
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => {
      asked++
      socket.end(Buffer.concat(pieces.map((piece) => Buffer.from(piece as string))))
    })
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const helpdesk = new Helpdesk({
    url,
    token: 't',
    timeoutMs: 2000,
    fetch,
    now: Date.now,
    gate: anOpenGate(),
  })
  return { helpdesk, asked: () => asked }
}

/** What is long enough to be cut in the middle of its text, with all that is looked for at its beginning. */
const whole = (body: object) => Buffer.from(JSON.stringify({ ...body, rest: [...Array(3000).keys()] }))
const half = (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)

const ENCODINGS: [string, (body: Buffer) => Buffer][] = [
  ['identity', (body) => body],
  ['gzip', (body) => gzipSync(body)],
  ['deflate', (body) => deflateSync(body)],
  ['br', (body) => brotliCompressSync(body)],
]
const head = (encoding: string, more: string) =>
  `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: ${encoding}\r\n${more}\r\n\r\n`

const FRAMES: [string, (encoding: string, body: Buffer) => (string | Buffer)[]][] = [
  ['by hanging up', (encoding, body) => [head(encoding, 'Connection: close'), half(body)]],
  [
    'by its last chunk',
    (encoding, body) => [
      head(encoding, 'Transfer-Encoding: chunked'),
      `${half(body).length.toString(16)}\r\n`,
      half(body),
      '\r\n0\r\n\r\n',
    ],
  ],
  ['short of its length', (encoding, body) => [head(encoding, `Content-Length: ${body.length}`), half(body)]],
]

describe.each(ENCODINGS)('an answer in %s that ends early', (encoding, encode) => {
  it.each(FRAMES)('(%s) leaves it open whether there is a ticket', async (_, framed) => {
    const desk = await aDesk(...framed(encoding, encode(whole({ data: { ulid: ULID } }))))
    expect(await desk.helpdesk.create(TICKET)).toMatchObject({ type: 'unsure' })
    expect(desk.asked()).toBe(1)
  })

  it.each(FRAMES)('(%s) is no finding, and nothing is done by it', async (_, framed) => {
    const list = await aDesk(...framed(encoding, encode(whole({ data: [] }))))
    expect(await list.helpdesk.search(SOUGHT).next(() => true)).toMatchObject({ type: 'failed' })
    const ticket = await aDesk(...framed(encoding, encode(whole({ data: { messages: [{ type: 'note' }] } }))))
    expect(await ticket.helpdesk.findNote(ULID, '<p>Call them back at once.</p><p>S1N</p>')).toMatchObject({
      type: 'failed',
    })
    const step = await aDesk(...framed(encoding, encode(whole({ data: {} }))))
    expect(await step.helpdesk.follow(ULID, { kind: 'note', target: 'x' })).toMatchObject({ type: 'unsure' })
    const upload = await aDesk(...framed(encoding, encode(whole({ data: { token: 'upl_1' } }))))
    expect(await upload.helpdesk.upload(new Blob(['x']), 'a.txt')).toMatchObject({ type: 'unsent' })
  })
})

describe('an answer before the answer', () => {
  const created = JSON.stringify({ data: { ulid: ULID } })
  const answer = `HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: ${created.length}\r\n\r\n${created}`

  it('that nobody asked for leaves it open whether there is a ticket', async () => {
    const { helpdesk } = await aDesk('HTTP/1.1 100 Continue\r\n\r\n', answer)
    expect(await helpdesk.create(TICKET)).not.toMatchObject({ type: 'unsent' })
  })

  it.each(['102 Processing', '103 Early Hints'])('(%s) changes nothing', async (status) => {
    const { helpdesk } = await aDesk(`HTTP/1.1 ${status}\r\n\r\n`, answer)
    expect(await helpdesk.create(TICKET)).toEqual({ type: 'delivered', ticket: ULID })
  })
})
