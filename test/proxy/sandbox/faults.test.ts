/** Faults on demand: each as a client sees it, over HTTP and in process. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FaultSettings } from '../../../proxy/sandbox/faults.ts'
import { aTicket, startSandbox, type TestSandbox } from '../../harness/proxy/sandbox-server.ts'
import { names, page } from '../../pages.ts'

let desk: TestSandbox
beforeEach(async () => {
  desk = await startSandbox()
})
afterEach(() => desk.stop())

const fault = async (settings: Record<string, unknown>) => {
  const answer = await desk.send('PUT', '/sandbox/faults', settings, { token: null })
  expect(answer.status).toBe(200)
  return answer.json.data
}
it('docs/sandbox.md has every setting and every mode, and its examples are taken', async () => {
  const chapter = page('docs/sandbox.md', '## Faults')
  expect(names(chapter).toSorted()).toEqual(Object.keys(FaultSettings.shape).toSorted())
  for (const mode of FaultSettings.shape.mode.unwrap().options) expect(chapter).toContain(`\`${mode}\``)
  for (const on of FaultSettings.shape.on.unwrap().options) expect(chapter).toContain(`\`${on}\``)
  const examples = [...chapter.matchAll(/faults -d '([^']+)'/g)].map(([, json]) => json!)
  expect(examples).toHaveLength(3)
  for (const json of examples) await fault(JSON.parse(json) as Record<string, unknown>)
})

const create = (signal?: AbortSignal) => desk.api('POST', '/tickets', aTicket(), signal ? { signal } : {})
const total = async () => (await desk.api('GET', '/tickets')).json.meta.total
const inProcess = (path: string, init: RequestInit = {}) =>
  Promise.resolve(
    desk.sandbox.fetch(
      new Request(`http://sandbox.invalid/sandbox/api${path}`, {
        ...init,
        headers: { Authorization: 'Bearer sandbox', 'Content-Type': 'application/json' },
      }),
    ),
  )

describe('PUT /sandbox/faults', () => {
  it('shows and replaces the settings; what is left out is off', async () => {
    const off = (await desk.send('GET', '/sandbox/faults')).json.data
    expect(off).toEqual({
      latencyMs: 0,
      mode: 'none',
      on: 'any',
      status: 500,
      body: 'json',
      retryAfter: null,
      lateMs: 3000,
      staleSearchMs: 0,
      rate: null,
      times: null,
    })
    expect(await fault({ mode: 'status', status: 503, retryAfter: '7' })).toEqual({
      ...off,
      mode: 'status',
      status: 503,
      retryAfter: '7',
    })
    expect(await fault({})).toEqual(off)
  })

  it('refuses what it does not know, naming every field', async () => {
    const answer = await desk.send('PUT', '/sandbox/faults', {
      mode: 'x',
      latencyMs: -1,
      rate: 0,
      colour: 'red',
      retryAfter: 'a\nb',
    })
    expect(answer.status).toBe(422)
    expect(answer.json.errors).toEqual({
      latencyMs: ['The latencyMs field must be at least 0.'],
      mode: ['The selected mode is invalid.'],
      retryAfter: ['The retryAfter field is invalid.'],
      rate: ['The rate field must be at least 1.'],
      colour: ['There is no such field.'],
    })
    expect((await desk.send('PUT', '/sandbox/faults', '[')).status).toBe(422)
  })
})

describe('faults, over HTTP', () => {
  it.each([
    ['json', 500, '{"message":"Server Error"}'],
    ['html', 502, '<!doctype html>'],
    ['empty', 429, ''],
  ])('answers with a status and a body of %s', async (body, status, text) => {
    await fault({ mode: 'status', status, body, retryAfter: 'soon' })
    const answer = await create()
    expect(answer.status).toBe(status)
    expect(answer.text.startsWith(text)).toBe(true)
    expect(answer.headers.get('Retry-After')).toBe('soon')
    await fault({})
    expect(await total()).toBe(0)
  })

  it('strikes a number of times', async () => {
    await fault({ mode: 'status', times: 2 })
    const statuses = [await create(), await create(), await create()].map(({ status }) => status)
    expect(statuses).toEqual([500, 500, 201])
    expect((await desk.send('GET', '/sandbox/faults')).json.data).toMatchObject({ mode: 'none', times: null })
  })

  it('strikes only creating, or all but that', async () => {
    await fault({ mode: 'status', on: 'create' })
    expect((await desk.api('GET', '/me')).status).toBe(200)
    expect((await create()).status).toBe(500)
    await fault({ mode: 'status', on: 'others' })
    expect((await desk.api('GET', '/me')).status).toBe(500)
    expect((await create()).status).toBe(201)
  })

  it('resets the connection', async () => {
    await fault({ mode: 'reset' })
    await expect(create()).rejects.toThrow(TypeError)
    await fault({})
    expect(await total()).toBe(0)
  })

  it('hangs until the client gives up', async () => {
    await fault({ mode: 'hang' })
    await expect(create(AbortSignal.timeout(50))).rejects.toThrow(/timeout|aborted/)
    await fault({})
    expect(await total()).toBe(0)
  })

  it('ends what hangs when the sandbox closes', async () => {
    const other = await startSandbox()
    await other.send('PUT', '/sandbox/faults', { mode: 'hang' })
    const hanging = expect(other.api('GET', '/me')).rejects.toThrow(TypeError)
    await expect.poll(async () => (await other.send('GET', '/sandbox/faults')).status).toBe(200)
    other.sandbox.close()
    await hanging
    await other.stop()
  })

  it.each(['create-then-fail', 'create-then-hang', 'create-then-reset'])(
    '%s: the ticket is there all the same',
    async (mode) => {
      await fault({ mode, times: 1, status: 504 })
      const waiting = new AbortController()
      const asked = create(waiting.signal).then(
        ({ status }) => status,
        () => 'no answer',
      )
      await expect.poll(total).toBe(1)
      if (mode === 'create-then-hang') waiting.abort()
      expect(await asked).toBe(mode === 'create-then-fail' ? 504 : 'no answer')
    },
  )

  it('answers a refused ticket as it is, for it was not made', async () => {
    await fault({ mode: 'create-then-fail' })
    expect((await desk.api('POST', '/tickets', {})).status).toBe(422)
  })

  it('creates late, after the answer', async () => {
    await fault({ mode: 'late-create', lateMs: 1500, status: 504 })
    expect((await create()).status).toBe(504)
    expect(await total()).toBe(0)
    await expect.poll(total).toBe(1)
  })

  it('hides young tickets from lists and searches, not from get', async () => {
    await fault({ staleSearchMs: 5000 })
    const { ulid } = await desk.ticket()
    expect(await total()).toBe(0)
    expect((await desk.api('GET', '/tickets?filter[search]=connect')).json.data).toEqual([])
    expect((await desk.api('GET', `/tickets/${ulid}`)).status).toBe(200)
    desk.advance(5000)
    expect(await total()).toBe(1)
  })

  it('lowers the rate', async () => {
    await fault({ rate: 2 })
    const statuses = [await create(), await create(), await create()].map(({ status }) => status)
    expect(statuses).toEqual([201, 201, 429])
  })

  it('answers late', async () => {
    await fault({ latencyMs: 80 })
    const begun = performance.now()
    expect((await create()).status).toBe(201)
    expect(performance.now() - begun).toBeGreaterThanOrEqual(75)
  })
})

describe('faults, in process', () => {
  it('rejects like fetch when the connection breaks', async () => {
    await fault({ mode: 'reset' })
    await expect(inProcess('/me')).rejects.toThrow(TypeError)
    await expect(inProcess('/me')).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } })
  })

  it('honours the signal of the request', async () => {
    await fault({ mode: 'hang' })
    await expect(inProcess('/me', { signal: AbortSignal.timeout(20) })).rejects.toMatchObject({
      name: 'TimeoutError',
    })
    await expect(inProcess('/me', { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    })
    await fault({ latencyMs: 60_000 })
    await expect(inProcess('/me', { signal: AbortSignal.timeout(20) })).rejects.toMatchObject({
      name: 'TimeoutError',
    })
  })

  it('creates and then breaks', async () => {
    await fault({ mode: 'create-then-reset', times: 1 })
    await expect(inProcess('/tickets', { method: 'POST', body: JSON.stringify(aTicket()) })).rejects.toThrow(
      TypeError,
    )
    expect(await total()).toBe(1)
  })
})
