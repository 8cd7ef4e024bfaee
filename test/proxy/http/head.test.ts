/** HEAD, by which monitors and caches ask: the same answer as to GET, but for the body. */
import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aSandboxedProxy } from '../../harness/proxy/proxy-process.ts'

const finishing: (() => void | Promise<void>)[] = []
let proxy: Awaited<ReturnType<typeof aSandboxedProxy>>
beforeAll(async () => {
  proxy = await aSandboxedProxy({}, (finish) => void finishing.push(finish))
})
afterAll(async () => {
  for (const finish of finishing.toReversed()) await finish()
})

/** What differs each time, or is about a body that is not sent. */
const OWN = new Set(['transfer-encoding', 'date', 'x-request-id', 'content-security-policy', 'etag'])

function ask(method: string, path: string, encoding: string) {
  return new Promise<{ status: number; headers: object; bytes: number }>((resolve, reject) => {
    const sent = request(proxy.url + path, { method, headers: { 'Accept-Encoding': encoding } }, (answer) => {
      let bytes = 0
      answer.on('data', (chunk: Buffer) => (bytes += chunk.length))
      answer.on('end', () => {
        const kept = Object.entries(answer.headers).filter(([name]) => !OWN.has(name))
        resolve({ status: answer.statusCode!, headers: Object.fromEntries(kept), bytes })
      })
    })
    sent.on('error', reject).end()
  })
}

test.each([
  '/',
  '/support.js',
  '/health',
  '/ready',
  '/embed/demo',
  '/embed/demo/',
  '/embed/nobody',
  '/api/form?site=demo',
  '/api/nothing',
  '/preview',
  '/sandbox/',
  '/sandbox/api/openapi.yaml',
  '/nothing',
])('HEAD of %s has the headers that GET has', async (path) => {
  for (const encoding of ['identity', 'gzip', 'br']) {
    const got = await ask('GET', path, encoding)
    const told = await ask('HEAD', path, encoding)
    expect({ ...told, bytes: 0 }, encoding).toEqual({ ...got, bytes: 0 })
    expect(told.bytes).toBe(0)
    expect(got.bytes).toBeGreaterThan(path === '/embed/demo/' ? -1 : 0)
  }
})
