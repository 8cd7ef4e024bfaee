/** Bytes for a socket: whole requests that were damaged, joined, repeated or made up. */
import { ORIGIN } from '../proxy/builders.ts'
import type { Generator } from './random-requests.ts'

const LINES = [
  'Host: support.example',
  'Host: a, b',
  'Host:',
  `Origin: ${ORIGIN}`,
  'Origin: http://127.0.0.1',
  'Content-Type: application/json',
  'Content-Type: multipart/form-data; boundary=x',
  'Content-Type: application/x-www-form-urlencoded',
  'Accept: application/json',
  'Accept: text/html',
  'Content-Length: 0',
  'Content-Length: 5',
  'Content-Length: 99999999999',
  'Content-Length: 0x10',
  'Content-Length: 5, 5',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: chunked, chunked',
  'Transfer-Encoding: gzip, chunked',
  'Transfer-Encoding:\tchunked',
  'Connection: close',
  'Connection: keep-alive, Upgrade',
  'Upgrade: h2c',
  'Upgrade: websocket',
  'HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA',
  'Expect: 100-continue',
  'Expect: nonsense',
  'X-Forwarded-For: 1.2.3.4, ::1, nonsense',
  'Forwarded: for="[::1',
  'Range: bytes=0-99999999999999999999',
  'If-None-Match: *',
  'If-Modified-Since: Thu, 99 Foo 9999 99:99:99 GMT',
  'Accept-Encoding: br;q=0, *;q=999',
  'Cookie: a=b; a=c; =; ;',
  'Trailer: Content-Length',
  'Content-Encoding: gzip',
  ' folded: yes',
  ': nameless',
  'X-A : spaced',
]
const TARGETS = [
  '/api/tickets',
  '/api/form',
  '/health',
  '/ready',
  '/support.js',
  '/assets/%2e%2e/%2e%2e/outbox.db',
  '/%00',
  '*',
  '//',
  'http://other.example/api/tickets',
  'other.example:443',
  '/api/form?site=%ff%fe',
  '/api/form?'.padEnd(3000, 'a=b&'),
  '/../../etc/passwd',
  '/embed/demo',
]
const METHODS = [
  'GET',
  'POST',
  'POST',
  'POST',
  'HEAD',
  'OPTIONS',
  'PUT',
  'CONNECT',
  'TRACE',
  'get',
  'M-SEARCH',
]
const VERSIONS = ['HTTP/1.1', 'HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'HTTP/0.9', 'HTTP/2.0', 'http/1.1', '']
const ENDS = ['\r\n', '\r\n', '\r\n', '\r\n', '\n', '\r', '\r\n ', '\0']

const text = new TextEncoder()

/** A body, cut into chunks as no client would, or announced by a length that is nearly right. */
function framed(generator: Generator, body: Uint8Array): { line: string; bytes: Uint8Array } {
  if (generator.random() < 0.6) {
    const wrong = generator.random() < 0.2 ? generator.int(20) - 10 : 0
    return { line: `Content-Length: ${body.length + wrong}`, bytes: body }
  }
  const parts: Uint8Array[] = []
  for (let at = 0; at < body.length;) {
    const size = 1 + generator.int(40)
    const told = generator.random() < 0.05 ? generator.pick(['zz', '-1', 'fffffffff', '']) : ''
    const part = body.subarray(at, at + size)
    parts.push(text.encode(`${told || part.length.toString(16)}\r\n`), part, text.encode('\r\n'))
    at += size
  }
  const last = generator.pick(['0\r\n\r\n', '0\r\n\r\n', '0\r\nX-Trailer: a\r\n\r\n', '0\r\n', ''])
  return { line: 'Transfer-Encoding: chunked', bytes: Buffer.concat([...parts, text.encode(last)]) }
}

/** A whole request, mostly as it should be. */
function request(generator: Generator, origin: string): Uint8Array {
  const usual = generator.random() < 0.6
  const start = usual
    ? 'POST /api/tickets HTTP/1.1'
    : `${generator.pick(METHODS)} ${generator.pick(TARGETS)} ${generator.pick(VERSIONS)}`
  const parts = generator.random() < 0.4
  const body = parts ? generator.multipart() : text.encode(JSON.stringify(generator.fields()))
  const { line, bytes } = framed(generator, body)
  const type = parts ? 'multipart/form-data; boundary=x' : 'application/json'
  const lines = [start, 'Host: support.example', `Origin: ${origin}`, `Content-Type: ${type}`, line]
  for (let more = generator.int(4); more > 0 && generator.random() < 0.5; more--)
    lines.splice(1 + generator.int(lines.length), 0, generator.pick(LINES))
  const end = generator.random() < 0.9 ? '\r\n' : generator.pick(ENDS)
  return Buffer.concat([text.encode(`${lines.join(end)}${end}${end}`), bytes])
}

/** Bytes damaged in one of the ways in which bytes are damaged. */
function damaged(generator: Generator, bytes: Uint8Array): Uint8Array {
  const at = generator.int(bytes.length)
  const to = at + generator.int(Math.min(60, bytes.length - at))
  const [head, part, tail] = [bytes.subarray(0, at), bytes.subarray(at, to), bytes.subarray(to)]
  switch (generator.int(5)) {
    case 0:
      return Buffer.concat([head, generator.bytes(8), tail])
    case 1:
      return Buffer.concat([head, part, part, part, tail])
    case 2:
      return Buffer.concat([head, tail])
    case 3:
      return head
    default: {
      const copy = Uint8Array.from(bytes)
      copy[at] = generator.int(256)
      return copy
    }
  }
}

/** What is written to one connection. */
export function bytesOf(generator: Generator, origin: string): Uint8Array {
  if (generator.random() < 0.05) return generator.bytes(400)
  let bytes = request(generator, origin)
  if (generator.random() < 0.15) bytes = Buffer.concat([bytes, request(generator, origin)])
  for (let times = generator.int(4); times > 0 && generator.random() < 0.6; times--)
    bytes = damaged(generator, bytes)
  return bytes
}
