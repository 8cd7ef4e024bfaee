/** Bytes that are no proper HTTP, or that two servers could read in two ways. */
import { describe, expect, it, onTestFinished } from 'vitest'
import { openMetrics } from '../../proxy/metrics/open-metrics.ts'
import { serveHttp } from '../../proxy/operator/admin-http.ts'
import { aStore } from '../harness/proxy/a-store.ts'
import { startSandbox } from '../harness/proxy/sandbox-server.ts'
import { aSubmission } from '../harness/proxy/builders.ts'
import { aSharedProxy, exchange, head, posting, statusesOf, Wire } from '../harness/attack/raw-socket.ts'

const shared = aSharedProxy({ REQUEST_TIMEOUT_MS: '5000' })

const SMUGGLED = 'GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n'

describe('malformed HTTP', () => {
  it.each([
    ['no HTTP at all', 'HELO mail.example\r\n\r\n'],
    ['a TLS greeting', Uint8Array.of(0x16, 3, 1, 0, 5, 1, 2, 3, 4, 5)],
    ['the greeting of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['an unknown method', head('/health', 'BREW')],
    ['no Host', 'GET /health HTTP/1.1\r\n\r\n'],
    ['a NUL in the path', head('/hea\0lth')],
    ['a NUL in a header', head('/health', 'GET', ['X-A: a\0b'])],
    ['a bare CR in a header', head('/health', 'GET', ['X-A: a\rX-B: b'])],
    ['a space before the colon', head('/health', 'GET', ['X-A : b'])],
    ['a folded header', head('/health', 'GET', ['X-A: a\r\n b'])],
    ['a header without a name', head('/health', 'GET', [': b'])],
    ['headers over 16 KB', head('/health', 'GET', [`X-A: ${'a'.repeat(17_000)}`])],
    ['thousands of headers', head('/health', 'GET', Array<string>(9000).fill('X-A: b'))],
    ['a path over 16 KB', head(`/${'a'.repeat(17_000)}`)],
    ['a version that does not exist', 'GET /health HTTP/9.9\r\nHost: x\r\n\r\n'],
    ['a negative length', posting('http://127.0.0.1', ['Content-Length: -1'])],
    ['a length that is no number', posting('http://127.0.0.1', ['Content-Length: 1e3'])],
    ['a length beyond all numbers', posting('http://127.0.0.1', ['Content-Length: 99999999999999999999'])],
    ['a chunk size that is none', `${posting('http://127.0.0.1', ['Transfer-Encoding: chunked'])}zz\r\n`],
    [
      'a chunk size beyond all numbers',
      `${posting('http://127.0.0.1', ['Transfer-Encoding: chunked'])}fffffffffffffffff\r\n`,
    ],
  ])('%s gets a 4xx or a closed connection, and nothing else', async (_, bytes) => {
    const proxy = shared()
    const answer = await exchange(proxy.port, bytes)
    for (const status of statusesOf(answer)) {
      expect(status).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThan(500)
    }
    expect((await fetch(`${proxy.url}/health`)).status).toBe(200)
    expect(proxy.output()).not.toContain('"level":"error"')
  })
})

describe('HTTP/1.0', () => {
  it.each(['/health', '/ready', '/support.js', '/embed/demo', '/sandbox', '/'])(
    'without a host is answered at %s, as load balancers ask',
    async (path) => {
      for (const lines of [[], ['Host:']]) {
        const request = [`GET ${path} HTTP/1.0`, ...lines, '', ''].join('\r\n')
        // One answer is sure to come, however busy the machine is.
        const answer = await exchange(shared().port, request, 20_000)
        expect(statusesOf(answer)).toEqual([200])
      }
    },
  )
})

describe('a host that no address can have', () => {
  it.each(['support.9', '1.2.3.4.5', '[::1', 'a%zz', 'x y'])(
    '(%s) is refused like any other mistake',
    async (host) => {
      const { port } = shared()
      const body = JSON.stringify({ message: 'x' })
      for (const path of ['/api/tickets', '/embed/demo', '/health', '/sandbox/about', '/support.js'])
        for (const accept of ['text/html', 'application/json']) {
          const lines = [
            `POST ${path} HTTP/1.1`,
            `Host: ${host}`,
            `Accept: ${accept}`,
            'Content-Type: application/json',
            `Content-Length: ${body.length}`,
          ]
          const answer = await exchange(port, `${lines.join('\r\n')}\r\n\r\n${body}`)
          for (const status of statusesOf(answer)) expect(status, path).toBeLessThan(500)
        }
      expect(shared().output()).not.toContain('"level":"error"')
    },
  )
})

describe('a body that two servers could measure differently', () => {
  it.each([
    ['by length and by chunks', ['Content-Length: 4', 'Transfer-Encoding: chunked']],
    ['by chunks and by length', ['Transfer-Encoding: chunked', 'Content-Length: 4']],
    ['by two lengths', ['Content-Length: 4', 'Content-Length: 50']],
    ['by a list of lengths', ['Content-Length: 4, 50']],
    ['by an encoding that is not the last', ['Transfer-Encoding: chunked, identity', 'Content-Length: 4']],
    ['by an unknown encoding', ['Transfer-Encoding: xchunked']],
    ['by an encoding with a vertical tab', ['Transfer-Encoding: \x0bchunked']],
    ['by an encoding said twice', ['Transfer-Encoding: chunked', 'Transfer-Encoding: identity']],
    ['by a plus sign', ['Content-Length: +4']],
    ['by an encoding on a folded line', ['Transfer-Encoding:', ' chunked']],
    ['by an encoding with a space before the colon', ['Transfer-Encoding : chunked']],
    ['by a list of encodings', ['Transfer-Encoding: chunked, chunked']],
    ['by a length in hexadecimal', ['Content-Length: 0x4']],
    ['by a length behind a bare line feed', ['X-A: b\nContent-Length: 4', 'Transfer-Encoding: chunked']],
  ])('%s is refused, and what follows is never taken for a request', async (_, headers) => {
    const proxy = shared()
    const wire = new Wire(proxy.port).send(`${posting(proxy.url, headers)}0\r\n\r\n${SMUGGLED}`)
    const answer = await wire.closed
    expect(statusesOf(answer)).toHaveLength(1)
    expect(statusesOf(answer)[0]).toBe(400)
  })

  it.each([
    ['that end in a bare line feed', '2\n{}\r\n0\n\n'],
    ['with a bare line feed in an extension', '2;a\nb\r\n{}\r\n0\r\n\r\n'],
    ['behind a space', ' 2\r\n{}\r\n0\r\n\r\n'],
    ['with a prefix', '0x2\r\n{}\r\n0\r\n\r\n'],
    ['with a sign', '+2\r\n{}\r\n0\r\n\r\n'],
    ['shorter than their data', '1\r\n{}\r\n0\r\n\r\n'],
    ['without the end of the data', '2\r\n{}0\r\n\r\n'],
  ])('by chunks %s is refused, and what follows is never taken for a request', async (_, chunks) => {
    const proxy = shared()
    const wire = new Wire(proxy.port).send(
      `${posting(proxy.url, ['Transfer-Encoding: chunked'])}${chunks}${SMUGGLED}`,
    )
    expect(statusesOf(await wire.closed)).toEqual([400])
  })

  it('is one request after another when both are whole', async () => {
    const proxy = shared()
    const body = JSON.stringify(aSubmission({ site: 'demo' }))
    const both = `${posting(proxy.url, [`Content-Length: ${body.length}`])}${body}${head('/health', 'GET', ['Connection: close'])}`
    expect(statusesOf(await new Wire(proxy.port).send(both).closed)).toEqual([202, 200])
  })
})

describe('a flood', () => {
  it('of chunks without an end is cut at the largest body, without being kept', async () => {
    const proxy = shared()
    const wire = new Wire(proxy.port).send(posting(proxy.url, ['Transfer-Encoding: chunked']))
    const chunk = `1000\r\n${'a'.repeat(4096)}\r\n`
    let sent = 0
    const pump = () => {
      while (!wire.socket.destroyed && sent < 64 * 1024 * 1024) {
        sent += chunk.length
        if (!wire.socket.write(chunk)) return
      }
    }
    wire.socket.on('drain', pump)
    pump()
    await wire.closed
    expect(sent).toBeLessThan(64 * 1024 * 1024)
    expect((await fetch(`${proxy.url}/health`)).status).toBe(200)
  })

  it('of one-byte chunks is read in time, or cut off', async () => {
    const proxy = shared()
    const chunks = `${'1\r\na\r\n'.repeat(260_000)}0\r\n\r\n`
    const answer = await exchange(proxy.port, posting(proxy.url, ['Transfer-Encoding: chunked']) + chunks)
    expect([400, 408, 413]).toContain(statusesOf(answer)[0])
  })

  it('of pipelined requests is answered one by one', async () => {
    const proxy = shared()
    const answer = await exchange(proxy.port, head('/health').repeat(500))
    expect(statusesOf(answer)).toEqual(Array<number>(500).fill(200))
  })

  it('of a body beyond the limit is refused before it is sent', async () => {
    const proxy = shared()
    const wire = new Wire(proxy.port).send(posting(proxy.url, ['Content-Length: 1000000000']))
    await expect.poll(() => statusesOf(wire.answer)).toEqual([413])
    wire.socket.destroy()
  })
})

describe('a port beside the proxy’s own', () => {
  const inFront = { listen: { port: 0, host: '127.0.0.1' }, token: 'a-token-of-32-random-characters-' }
  const LISTENERS: Record<string, () => Promise<number>> = {
    'for metrics': () =>
      new Promise((ready, failed) => {
        const { store } = aStore()
        const options = { rules: inFront, store, sites: new Map(), spoolBytes: 1, now: Date.now, ready }
        const rate = { calls: 55, windowMs: 61_000 }
        openMetrics({ ...options, rate }).then(({ close }) => onTestFinished(close), failed)
      }),
    'for commands': () =>
      new Promise((ready, failed) => {
        const readsIt = (request: Request) => new Response(new URL(request.url).pathname)
        serveHttp({ host: '127.0.0.1', port: 0 }, readsIt, ready).then(
          ({ close }) => onTestFinished(close),
          failed,
        )
      }),
    'of the sandbox': async () => {
      const sandbox = await startSandbox()
      onTestFinished(() => sandbox.stop())
      return Number(new URL(sandbox.origin).port)
    },
  }

  it.each(Object.entries(LISTENERS))('%s refuses a host that no address can have', async (_, listen) => {
    const port = await listen()
    for (const host of ['support.9', 'a.9', '1.2.3.4.5', '[::1', 'a%zz', 'x y'])
      for (const path of ['/metrics', '/', '/sandbox', '/sandbox/api/openapi.yaml', '/sandbox/api/tickets']) {
        const answer = await exchange(port, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`, 20_000)
        const [status] = statusesOf(answer)
        expect(status, `${path} of ${host}`).toBeGreaterThanOrEqual(400)
        expect(status, `${path} of ${host}`).toBeLessThan(500)
      }
  })
})
