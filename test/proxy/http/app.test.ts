import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Problem } from '../../../proxy/contract/problems.ts'
import { BODY_MAX } from '../../../proxy/contract/limits.ts'
import { anApp, problemOf, SITES, stored } from '../../harness/proxy/an-app.ts'
import { aSubmission, CHANNEL, ORIGIN } from '../../harness/proxy/builders.ts'
import type { FormAnswer } from '../../../proxy/contract/form.ts'

describe('a submission', () => {
  it.each(['multipart', 'urlencoded', 'json'])('is accepted as %s, with the same answer', async (format) => {
    const { post, postJson, postForm, outbox, woken } = anApp()
    const submission = aSubmission({ name: 'Ada', message: 'Line one\nLine two — “ünï”' })
    const fields = submission as unknown as Record<string, string>
    const response = await {
      multipart: () => postForm(fields),
      urlencoded: () => post(new URLSearchParams(fields)),
      json: () => postJson(fields),
    }[format]!()
    expect(response.status).toBe(202)
    expect(await response.json()).toEqual({
      reference: expect.stringMatching(/^S[0-9A-Z]{11}$/),
      state: 'queued',
    })
    const marks = { mark: expect.any(String), noteMark: expect.any(String) }
    expect(stored(outbox)).toEqual({ ...submission, ...marks })
    expect(woken()).toBe(1)
  })

  it('may leave the site out when there is only one', async () => {
    const { postJson } = anApp({ sites: { sites: { shop: SITES.sites.shop } } })
    const { site: _, ...submission } = aSubmission()
    expect((await postJson(submission)).status).toBe(202)
  })

  it('that is sent twice gets the same answer and is stored once', async () => {
    const { postJson, outbox, woken } = anApp()
    const submission = aSubmission()
    const first = await (await postJson(submission)).text()
    const again = await postJson(submission)
    expect(again.status).toBe(202)
    expect(await again.text()).toBe(first)
    expect(outbox.counts().pending).toBe(1)
    expect(woken()).toBe(1)
  })

  it('whose id was used for another message is a conflict', async () => {
    const { postJson } = anApp()
    const submission = aSubmission()
    await postJson(submission)
    const response = await postJson({ ...submission, message: 'Another' })
    expect(await problemOf(response)).toMatchObject({ status: 409, code: 'conflict' })
  })

  it('is never confirmed when the store refuses', async () => {
    const { postJson, lines } = anApp({
      store: { accept: () => Promise.reject(new Error('database or disk is full')) },
    })
    const response = await postJson(aSubmission())
    expect(await problemOf(response)).toMatchObject({ status: 503, code: 'store_unavailable' })
    expect(response.headers.get('Retry-After')).toBe('10')
    expect(lines.join()).toContain('store_failed')
  })

  it('leaves nothing of what the visitor wrote in the log', async () => {
    const { postJson, lines } = anApp()
    await postJson(aSubmission({ email: 'canary@example.com', message: 'canary', name: 'canary' }))
    await postJson(aSubmission({ email: 'canary', message: 'canary' }))
    expect(lines.join()).not.toContain('canary')
  })
})

describe('the origin', () => {
  it.each([
    ['https://elsewhere.example', 'origin_denied'],
    ['null', 'origin_denied'],
    ['', 'origin_denied'],
  ])('%j is refused by the handler, not only by CORS headers', async (origin, code) => {
    const { postJson, outbox } = anApp()
    const response = await postJson(aSubmission(), { Origin: origin })
    expect(await problemOf(response)).toMatchObject({ status: 403, code })
    expect(outbox.counts().pending).toBe(0)
  })

  it('of a sandboxed page is taken where the site lists it, and the page may read the answer', async () => {
    const { postJson } = anApp({ sites: { sites: { shop: { channel: CHANNEL, origins: ['null'] } } } })
    const response = await postJson(aSubmission(), { Origin: 'null' })
    expect(response.status).toBe(202)
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('null')
  })

  it('that is missing is refused', async () => {
    const { app, outbox } = anApp()
    const response = await app.request('/api/tickets', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(aSubmission()),
    })
    expect(await problemOf(response)).toMatchObject({ status: 403, code: 'origin_missing' })
    expect(outbox.counts().pending).toBe(0)
  })

  it('of a refused page may read its refusal, so that the widget can say what is wrong', async () => {
    const { postJson } = anApp()
    const response = await postJson(aSubmission(), { Origin: 'https://elsewhere.example' })
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('https://elsewhere.example')
    expect(response.headers.get('Vary')).toContain('Origin')
    expect(response.headers.get('Access-Control-Allow-Credentials')).toBeNull()
  })
})

describe('the site', () => {
  it('that nobody configured is told so', async () => {
    const { postJson, app } = anApp()
    expect(await problemOf(await postJson(aSubmission({ site: 'nope' })))).toMatchObject({
      status: 404,
      code: 'unknown_site',
    })
    expect((await app.request('/api/form?site=constructor')).status).toBe(404)
  })

  it('must be named when there are several', async () => {
    const { postJson } = anApp()
    const { site: _, ...submission } = aSubmission()
    expect(await problemOf(await postJson(submission))).toMatchObject({ status: 404, code: 'unknown_site' })
  })

  it('tells its form to its own pages, and to no other', async () => {
    const { app } = anApp()
    const own = await app.request('/api/form?site=strict', { headers: { Origin: ORIGIN } })
    const { challenge, ...definition } = (await own.json()) as FormAnswer
    expect(definition).toEqual({ site: 'strict', name: 'required', subject: 'required' })
    expect(JSON.parse(challenge!)).toHaveProperty('signature')
    const other = await app.request('/api/form?site=strict', {
      headers: { Origin: 'https://elsewhere.example' },
    })
    expect(await problemOf(other)).toMatchObject({ status: 403, code: 'origin_denied' })
  })
})

describe('every answer', () => {
  it('carries a request id, the same in header and error body', async () => {
    const { app } = anApp()
    const response = await app.request('/nowhere')
    const problem = await problemOf(response)
    expect(problem).toMatchObject({ status: 404, code: 'not_found' })
    expect(response.headers.get('X-Request-Id')).toBe(problem.requestId)
  })

  it('to a wrong method names the right one', async () => {
    const { app } = anApp()
    const response = await app.request('/api/tickets')
    expect(response.headers.get('Allow')).toBe('POST')
    expect(await problemOf(response)).toMatchObject({ status: 405 })
  })

  it('sets no cookie and is not cached', async () => {
    const { postJson } = anApp()
    const response = await postJson(aSubmission())
    expect(response.headers.get('Set-Cookie')).toBeNull()
    expect(response.headers.get('Cache-Control')).toBe('no-store')
  })

  it('to a message can be read by the page that sent it and by nobody else, whatever it says', async () => {
    const { app } = anApp()
    const send = (body: object | string, headers: Record<string, string> = {}) =>
      app.request('/api/tickets', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Origin: ORIGIN, ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      })
    const accepted = aSubmission()
    const answers = [
      await send(accepted),
      await send({ ...accepted, message: 'Another' }),
      await send({ ...aSubmission(), email: 'ada' }),
      await send({ ...aSubmission(), site: 'nowhere' }),
      await send('{'),
      await send(aSubmission(), { Origin: 'https://elsewhere.example' }),
      await send('{}', { 'Content-Type': 'text/plain' }),
      await send('x'.repeat(BODY_MAX + 1)),
      await app.request('/api/tickets', { method: 'PUT', headers: { Origin: ORIGIN } }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([202, 409, 422, 404, 400, 403, 415, 413, 405])
    for (const [at, { headers }] of answers.entries()) {
      const origin = at === 5 ? 'https://elsewhere.example' : ORIGIN
      expect(Object.fromEntries(headers)).toMatchObject({
        'access-control-allow-origin': origin,
        'access-control-expose-headers': 'Retry-After, X-Request-Id',
        'cache-control': 'no-store',
        'content-type': expect.stringMatching(/^application\/json/),
        'cross-origin-resource-policy': 'cross-origin',
        vary: 'Origin, Accept',
        'x-content-type-options': 'nosniff',
        'x-request-id': expect.stringMatching(/^[\da-f-]{36}$/),
      })
      expect(headers.get('Set-Cookie')).toBeNull()
    }
  })

  it('to a bug tells its request id and nothing of the inside', async () => {
    const { postJson, lines } = anApp({
      store: {
        accept: () => {
          throw new TypeError('secret inside')
        },
      },
    })
    const response = await postJson({ ...aSubmission(), id: randomUUID() })
    const text = await response.text()
    expect([response.status, JSON.parse(text)]).toEqual([500, expect.objectContaining({ code: 'internal' })])
    expect(text).not.toContain('secret inside')
    expect(lines.join()).toContain('secret inside')
    expect(lines.join()).toContain((JSON.parse(text) as Problem).requestId)
  })

  it('to a preflight lets programs in pages post JSON', async () => {
    const { app } = anApp()
    const response = await app.request('/api/tickets', { method: 'OPTIONS', headers: { Origin: ORIGIN } })
    expect(response.status).toBe(204)
    expect(response.headers.get('Access-Control-Allow-Headers')).toContain('Content-Type')
  })
})
