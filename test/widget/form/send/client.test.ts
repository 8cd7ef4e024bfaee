// @vitest-environment node
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { SEND_TIMEOUT_MS } from '../../../../proxy/contract/limits.ts'
import { wait } from '../../../../widget/parts/outcome-view.tsx'
import { classify, createClient, type ClientDeps } from '../../../../widget/form/send/client.ts'

let answer: (response: ServerResponse) => void
const seen: { method: string; url: string; headers: Record<string, unknown>; body: string }[] = []
const server = createServer((request, response) => {
  let body = ''
  request.on('data', (part: Buffer) => (body += part.toString()))
  request.on('end', () => {
    seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body })
    answer(response)
  })
})
beforeAll(() => new Promise<void>((resolve) => server.listen(0, resolve)))
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => (seen.length = 0))

const aClient = (deps: Partial<ClientDeps> = {}) =>
  createClient({
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    fetch,
    online: () => true,
    wait: async (header) => wait(header, Date.now()),
    warn: () => undefined,
    solve: async (challenge) => `solved ${challenge}`,
    end: new AbortController().signal,
    ...deps,
  })

const json = (status: number, body: unknown, headers: Record<string, string> = {}) => {
  answer = (response) => response.writeHead(status, headers).end(JSON.stringify(body))
}
const problem = (code: string) => ({ code, message: 'for developers', requestId: 'r1' })

describe('an answer of the proxy', () => {
  test.each([
    [202, { reference: 'R1', state: 'queued' }, { type: 'accepted', reference: 'R1' }],
    [202, { state: 'queued' }, { type: 'broken' }],
    [202, null, { type: 'broken' }],
    [200, 'hello', { type: 'broken' }],
    [
      422,
      { ...problem('invalid'), fields: { email: 'invalid' } },
      { type: 'invalid', fields: { email: 'invalid' } },
    ],
    [422, problem('invalid'), { type: 'broken' }],
    [409, problem('conflict'), { type: 'conflict' }],
    [413, {}, { type: 'too_large' }],
    [403, problem('origin_denied'), { type: 'refused' }],
    [404, problem('unknown_site'), { type: 'refused' }],
    [403, problem('identity_invalid'), { type: 'unverified' }],
    [403, problem('constructor'), { type: 'broken' }],
    [403, {}, { type: 'broken' }],
    [404, problem('not_found'), { type: 'broken' }],
    [503, problem('store_unavailable'), { type: 'unavailable' }],
    [500, problem('internal'), { type: 'broken' }],
    [502, 'Bad Gateway', { type: 'broken' }],
  ])('%i with %j is %j', async (status, body, expected) => {
    json(status, body)
    expect(await aClient().send({ id: '1' })).toEqual(expected)
  })

  test.each([
    ['<html>it works</html>', 200],
    ['', 202],
    ['{"reference":', 202],
    ['<h1>502</h1>', 502],
  ])('%j with %i is not taken for success', async (body, status) => {
    answer = (response) => response.writeHead(status).end(body)
    expect(await aClient().send({ id: '1' })).toEqual({ type: 'broken' })
  })

  test('says how long to wait', async () => {
    json(429, {}, { 'Retry-After': '7' })
    expect(await aClient().send({ id: '1' })).toEqual({ type: 'limited', seconds: 7 })
    json(429, {}, { 'Retry-After': '99999' })
    expect(await aClient().send({ id: '1' })).toEqual({ type: 'limited', seconds: 300 })
    json(429, {}, { 'Retry-After': 'soon' })
    expect(await aClient().send({ id: '1' })).toEqual({ type: 'limited' })
    expect(classify(503, problem('store_unavailable'), 9)).toEqual({ type: 'unavailable', seconds: 9 })
    expect(classify(429, {}, 0)).toEqual({ type: 'limited' })
  })
})

describe('no answer', () => {
  /** The time of a request is over in so many milliseconds. */
  const shorten = (to: number) => {
    const { setTimeout } = globalThis
    vi.stubGlobal('setTimeout', (run: () => void, ms: number) =>
      setTimeout(run, ms === SEND_TIMEOUT_MS ? to : ms),
    )
    onTestFinished(() => void vi.unstubAllGlobals())
  }

  test('within the limit is a timeout', async () => {
    answer = () => undefined
    shorten(30)
    expect(await aClient().send({ id: '1' })).toEqual({ type: 'timeout' })
  })

  test('to the end, when only the head came in time, is a timeout too', async () => {
    answer = (response) => response.writeHead(202).write('{')
    shorten(60)
    expect(await aClient().send({ id: '1' })).toEqual({ type: 'timeout' })
  })

  test('because the connection broke is unreachable, or offline when the browser says so', async () => {
    answer = (response) => response.destroy()
    expect(await aClient().send({ id: '1' })).toEqual({ type: 'unreachable' })
    expect(await aClient({ online: () => false }).send({ id: '1' })).toEqual({ type: 'offline' })
  })
})

describe('a request', () => {
  test('ends when the form goes away', async () => {
    const life = new AbortController()
    answer = () => life.abort()
    expect(await aClient({ end: life.signal }).send({ id: '1' })).toEqual({ type: 'unreachable' })
  })

  test('carries the fields that are not empty, as a form and without headers of its own', async () => {
    json(202, { reference: 'R1' })
    await aClient().send({ id: '1', message: 'Hé\n<b>', name: '' })
    const [{ headers, body, method, url }] = seen as [(typeof seen)[number]]
    expect([method, url]).toEqual(['POST', '/api/tickets'])
    expect(headers['content-type']).toMatch(/^multipart\/form-data; boundary=/)
    expect(headers['accept']).toBe('application/json')
    expect(headers['cookie']).toBeUndefined()
    expect(body).toContain('name="message"')
    expect(body).not.toContain('name="name"')
  })

  test('outlives its page when it is small enough', async () => {
    const fetched = vi.fn<typeof fetch>(async () => Response.json({ reference: 'R1' }))
    await aClient({ fetch: fetched }).send({ message: 'short' })
    await aClient({ fetch: fetched }).send({ message: 'ü'.repeat(30_000) })
    expect(fetched.mock.calls.map(([, init]) => [init?.keepalive, init?.credentials])).toEqual([
      [true, 'omit'],
      [false, 'omit'],
    ])
  })

  test('for the form names the site, and tells its owner once what is wrong', async () => {
    const warn = vi.fn<ClientDeps['warn']>()
    const client = aClient({ warn })
    json(403, problem('origin_denied'))
    expect(await client.form('a b')).toEqual({ type: 'refused' })
    await client.form('a b')
    expect(seen[0]?.url).toBe('/api/form?site=a%20b')
    expect(warn.mock.calls).toEqual([['for developers']])
  })
})

describe('a challenge', () => {
  const definition = (challenge?: string) => ({ site: 'a', name: 'hidden', subject: 'hidden', challenge })
  const asking = (challenge: string) => ({ ...problem('challenge_required'), challenge })

  test('of the form is solved once somebody writes, and sent along', async () => {
    const solve = vi.fn<ClientDeps['solve']>(async (challenge) => `solved ${challenge}`)
    const client = aClient({ solve })
    json(200, definition('c1'))
    await client.form('a')
    expect(solve).not.toHaveBeenCalled()
    client.prepare()
    client.prepare()
    json(202, { reference: 'R1' })
    await client.send({ id: '1' })
    expect(solve).toHaveBeenCalledTimes(1)
    expect(seen[1]?.body).toContain('solved c1')
  })

  test('is sent again with a message that may not have arrived, and not with the next one', async () => {
    const client = aClient()
    json(200, definition('c1'))
    await client.form('a')
    answer = (response) => response.destroy()
    await client.send({ id: '1' })
    json(202, { reference: 'R1' })
    await client.send({ id: '1' })
    await client.send({ id: '2' })
    expect(seen.slice(1).map(({ body }) => body.includes('solved c1'))).toEqual([true, true, false])
  })

  test('that the proxy asks for is solved and sent, twice at most', async () => {
    json(403, asking('c2'))
    expect(await aClient().send({ id: '1' })).toEqual({ type: 'unavailable' })
    expect(seen.map(({ body }) => body.includes('solved c2'))).toEqual([false, true, true])
  })

  test('that cannot be solved is no reason not to send, and none to send again and again', async () => {
    const client = aClient({ solve: () => Promise.reject(new Error('blocked')) })
    json(200, definition('c1'))
    await client.form('a')
    json(202, { reference: 'R1' })
    expect(await client.send({ id: '1' })).toEqual({ type: 'accepted', reference: 'R1' })
    json(403, asking('c2'))
    expect(await client.send({ id: '2' })).toEqual({ type: 'unavailable' })
    expect(seen).toHaveLength(3)
  })
})
