/** Clients that take their time, on purpose: each test ends because the server cuts them off. */
import { describe, expect, it } from 'vitest'
import { aSubmission } from '../harness/proxy/builders.ts'
import {
  anImpatientProxy,
  aSharedProxy,
  head,
  posting,
  statusesOf,
  Wire,
} from '../harness/attack/raw-socket.ts'
import type { Proxy } from '../harness/attack/raw-socket.ts'
import { NONE, shareOf } from '../harness/volume.ts'

const shared = aSharedProxy()

/** An honest visitor gets through, before anybody loses patience. */
async function honest({ url, port }: Proxy): Promise<void> {
  const body = JSON.stringify(aSubmission({ site: 'demo' }))
  const start = performance.now()
  const request = posting(url, [`Content-Length: ${Buffer.byteLength(body)}`, 'Connection: close']) + body
  expect(statusesOf(await new Wire(port).send(request).closed)).toEqual([202])
  expect(performance.now() - start).toBeLessThan(5000)
}

const quiet = (proxy: Proxy) => expect(proxy.output()).not.toMatch(/"event":"(bug|store_failed)"/)

describe('a connection', () => {
  it.each([
    ['that never says anything', ''],
    ['that stops in the request line', 'GET / HT'],
    ['that stops in its headers', 'GET /health HTTP/1.1\r\nHost: x\r\nX-Slow: '],
    [
      'that announces a body and sends none',
      posting('http://127.0.0.1', ['Content-Length: 500', 'Accept: */*']),
    ],
    [
      'that stops in the middle of its body',
      `${posting('http://127.0.0.1', ['Content-Length: 500'])}{"message":"`,
    ],
    [
      'that stops in the middle of a chunk',
      `${posting('http://127.0.0.1', ['Transfer-Encoding: chunked'])}ff\r\n{"mess`,
    ],
    ['that is kept open and idle', head('/health')],
  ])('%s is closed', async (_, bytes) => {
    const proxy = shared()
    const wire = new Wire(proxy.port)
    if (bytes !== '') wire.send(bytes)
    await wire.closed
    expect(wire.closedAfter).toBeLessThan(8000)
    await honest(proxy)
    quiet(proxy)
  })

  it('that trickles its headers is closed all the same', async () => {
    const proxy = shared()
    const wire = new Wire(proxy.port).send('GET /health HTTP/1.1\r\nHost: x\r\n')
    const timer = setInterval(() => wire.send('X-A: b\r\n'), 50)
    await wire.closed
    clearInterval(timer)
    expect(wire.closedAfter).toBeLessThan(5000)
    expect(wire.answer).not.toContain('200 OK')
  })

  it('that trickles its body is closed all the same, and stores nothing', async () => {
    const proxy = shared()
    const body = JSON.stringify(aSubmission({ site: 'demo' }))
    const wire = new Wire(proxy.port).send(posting(proxy.url, [`Content-Length: ${body.length}`]))
    let sent = 0
    const timer = setInterval(() => wire.send(body[sent++] ?? ''), 50)
    await wire.closed
    clearInterval(timer)
    expect(sent).toBeLessThan(body.length)
    expect(statusesOf(wire.answer)).not.toContain(202)
    const before = (await proxy.tickets()).length
    await honest(proxy)
    await expect.poll(async () => (await proxy.tickets()).length).toBe(before + 1)
    quiet(proxy)
  })
})

describe('large bodies of one address', () => {
  const LARGEST = 262_144
  const opening = (from: string, length: number) =>
    posting('http://127.0.0.1', [`Content-Length: ${length}`, `X-Forwarded-For: ${from}`])
  const aProxy = () => anImpatientProxy({ REQUEST_TIMEOUT_MS: '30000', TRUSTED_PROXIES: '127.0.0.1' })

  it('that never come keep no long message out', async () => {
    const proxy = await aProxy()
    const body = JSON.stringify(aSubmission({ site: 'demo', message: 'x'.repeat(9000) })).padEnd(20_000)
    const wires = Array.from({ length: 300 }, () =>
      new Wire(proxy.port).send(opening('203.0.113.1', LARGEST)),
    )
    await Promise.all(wires.map(({ opened }) => opened))
    await honest(proxy)
    const long = new Wire(proxy.port).send(opening('198.51.100.1', body.length) + body)
    await expect.poll(() => statusesOf(long.answer)).toEqual([202])
    for (const { socket } of [...wires, long]) socket.destroy()
    quiet(proxy)
  })

  it('that fill the room give way, and nobody else does', async () => {
    const proxy = await aProxy()
    const body = JSON.stringify(aSubmission({ site: 'demo', message: 'x'.repeat(9000) })).padEnd(200_000)
    const long = new Wire(proxy.port).send(opening('198.51.100.1', body.length) + body.slice(0, 150_000))
    const wires = Array.from({ length: 300 }, () =>
      new Wire(proxy.port).send(opening('203.0.113.1', LARGEST)).send(Buffer.alloc(LARGEST - 1, ' ')),
    )
    const cut = () => wires.filter(({ socket }) => socket.destroyed).length
    await expect.poll(cut).toBeGreaterThan(40)
    expect(cut()).toBeLessThan(60)
    long.send(body.slice(150_000))
    await expect.poll(() => statusesOf(long.answer)).toEqual([202])
    for (const { socket } of [...wires, long]) socket.destroy()
    quiet(proxy)
  })
})

/** At once, all of them slow. */
const CONNECTIONS = shareOf(2000)

describe(`${CONNECTIONS} slow connections`, () => {
  it.skipIf(NONE).each([
    ['with open headers', 'POST /api/tickets HTTP/1.1\r\nHost: x\r\nX-A: '],
    ['with open small bodies', `${posting('http://127.0.0.1', ['Content-Length: 900'])}{`],
    ['with open bodies of the largest size', `${posting('http://127.0.0.1', ['Content-Length: 262144'])}{`],
  ])('%s keep no honest visitor waiting, and are gone when their time is over', async (_, bytes) => {
    const proxy = await anImpatientProxy({ REQUEST_TIMEOUT_MS: '8000' })
    const wires = Array.from({ length: CONNECTIONS }, () => new Wire(proxy.port).send(bytes))
    await Promise.all(wires.map(({ opened }) => opened))
    await honest(proxy)
    expect((await fetch(`${proxy.url}/health`)).status).toBe(200)
    await Promise.all(wires.map(({ closed }) => closed))
    await honest(proxy)
    quiet(proxy)
  })
})
