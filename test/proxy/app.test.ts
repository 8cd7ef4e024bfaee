import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createApp } from '../../proxy/app.ts'
import { loadConfig } from '../../proxy/config.ts'
import type { Problem } from '../../proxy/contract.ts'
import { createLog } from '../../proxy/log.ts'
import { Outbox } from '../../proxy/outbox.ts'
import { aClock, aDatabase, aSubmission, CHANNEL, ORIGIN } from './builders.ts'

const SITES = {
  sites: {
    shop: { channel: CHANNEL, origins: [ORIGIN] },
    strict: { channel: CHANNEL, origins: [ORIGIN], name: 'required', subject: 'required' },
  },
}

/** The app on a real database, and functions that speak to it as a browser would. */
function anApp(options: { sites?: object; outbox?: Pick<Outbox, 'accept'> } = {}) {
  const { sites } = loadConfig({ THERE_THERE_TOKEN: 't', SITES_FILE: 'x' }, () =>
    JSON.stringify(options.sites ?? SITES),
  )
  const outbox = new Outbox(aDatabase(), { now: aClock().now, retentionMs: 1e9 })
  const lines: string[] = []
  let woken = 0
  const app = createApp({
    sites,
    outbox: options.outbox ?? outbox,
    wake: () => woken++,
    readiness: () => ({ status: 'ready', why: [], attention: [] }),
    log: createLog((line) => lines.push(line)),
  })
  const post = (body: BodyInit, headers: Record<string, string> = {}) =>
    app.request('/api/tickets', { method: 'POST', body, headers: { Origin: ORIGIN, ...headers } })
  const postJson = (body: unknown, headers = {}) =>
    post(JSON.stringify(body), { 'Content-Type': 'application/json', ...headers })
  const postForm = (fields: Record<string, string>) => {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    return post(form)
  }
  return { app, outbox, lines, woken: () => woken, post, postJson, postForm }
}

async function problemOf(response: Response): Promise<Problem & { status: number }> {
  return { ...((await response.json()) as Problem), status: response.status }
}

/** The submission that the outbox holds. */
const stored = (outbox: Outbox) => outbox.due(true)?.submission

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
    expect(stored(outbox)).toEqual(submission)
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
      outbox: { accept: () => Promise.reject(new Error('database or disk is full')) },
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

describe('a body that is not one', () => {
  const cases: [string, string, string, number, string][] = [
    ['invalid JSON', '{"id":', 'application/json', 400, 'bad_body'],
    ['a JSON list', '[]', 'application/json', 400, 'bad_body'],
    ['JSON null', 'null', 'application/json', 400, 'bad_body'],
    ['an empty body', '', 'application/json', 400, 'bad_body'],
    ['broken multipart', 'x', 'multipart/form-data; boundary=b', 400, 'bad_body'],
    ['multipart without a boundary', 'x', 'multipart/form-data', 400, 'bad_body'],
    ['text', 'hello', 'text/plain', 415, 'bad_type'],
    ['XML', '<a/>', 'application/xml', 415, 'bad_type'],
  ]
  it.each(cases)('(%s) is told so', async (_, body, type, status, code) => {
    const { post } = anApp()
    expect(await problemOf(await post(body, { 'Content-Type': type }))).toMatchObject({ status, code })
  })

  it('because it has no content type is told so', async () => {
    const { post } = anApp()
    expect(await problemOf(await post(new Uint8Array([1])))).toMatchObject({ status: 415 })
  })

  it('because it is too large is told so, with or without a length', async () => {
    const { app, postJson } = anApp()
    const huge = aSubmission({ message: 'x'.repeat(300_000) })
    expect(await problemOf(await postJson(huge))).toMatchObject({ status: 413, code: 'too_large' })
    const stream = new Blob([JSON.stringify(huge)]).stream()
    const chunked = await app.request('/api/tickets', {
      method: 'POST',
      body: stream,
      duplex: 'half',
      headers: { Origin: ORIGIN, 'Content-Type': 'application/json' },
    } as RequestInit)
    expect(await problemOf(chunked)).toMatchObject({ status: 413, code: 'too_large' })
  })
})

describe('a field', () => {
  const long = (length: number) => '😀'.repeat(length)
  const cases: [string, object, Record<string, string> | undefined][] = [
    ['no message', { message: undefined }, { message: 'required' }],
    ['an empty message', { message: '' }, { message: 'required' }],
    ['a message of spaces', { message: ' \n\t\u3000 ' }, { message: 'required' }],
    ['a message of NULs', { message: '\u0000\u0000' }, { message: 'required' }],
    ['the longest message', { message: long(10_000) }, undefined],
    ['a message that is too long', { message: long(10_001) }, { message: 'too_long' }],
    ['no e-mail', { email: undefined }, { email: 'required' }],
    ['an empty e-mail', { email: '' }, { email: 'required' }],
    ['an e-mail without @', { email: 'ada' }, { email: 'invalid' }],
    ['an e-mail without a dot in its domain', { email: 'ada@localhost' }, { email: 'invalid' }],
    ['an e-mail with a line break', { email: 'ada@example.com\r\nBcc: x@y.example' }, { email: 'invalid' }],
    ['an e-mail with a header in it', { email: 'a\r\nb@example.com' }, { email: 'invalid' }],
    ['an international e-mail', { email: 'δοκιμή@παράδειγμα.ελ' }, undefined],
    ['an e-mail with spaces around it', { email: ' ada@example.com ' }, undefined],
    ['an e-mail of 254 characters', { email: `a@${'x'.repeat(61)}.${'y'.repeat(187)}.eu` }, undefined],
    [
      'an e-mail of 255 characters',
      { email: `a@${'x'.repeat(61)}.${'y'.repeat(188)}.eu` },
      { email: 'too_long' },
    ],
    ['a subject of 255 code points', { subject: long(255) }, undefined],
    ['a subject of 256 code points', { subject: long(256) }, { subject: 'too_long' }],
    ['a subject of 255 combining marks', { subject: 'e\u0301'.repeat(127) + 'e' }, undefined],
    ['a subject of 256 with combining marks', { subject: 'e\u0301'.repeat(128) }, { subject: 'too_long' }],
    ['an unknown field', { colour: 'red' }, { colour: 'unknown' }],
    ['an id that is none', { id: '1' }, { id: 'invalid' }],
    ['no id', { id: undefined }, { id: 'required' }],
    ['a number for a text', { message: 7 }, { message: 'invalid' }],
    ['a list for a text', { name: ['a'] }, { name: 'invalid' }],
    ['several wrong ones', { email: 'x', message: '' }, { email: 'invalid', message: 'required' }],
  ]
  it.each(cases)('(%s) is judged', async (_, changes, problems) => {
    const { postJson } = anApp()
    const response = await postJson({ ...aSubmission(), ...changes })
    if (problems === undefined) return expect(response.status).toBe(202)
    expect(await problemOf(response)).toMatchObject({ status: 422, code: 'invalid', fields: problems })
  })

  it('that is sent twice is refused by name', async () => {
    const { post } = anApp()
    const form = new URLSearchParams({ ...(aSubmission() as unknown as Record<string, string>) })
    form.append('email', 'other@example.com')
    expect(await problemOf(await post(form))).toMatchObject({ status: 422, fields: { email: 'duplicate' } })
  })

  it('that is a file is refused', async () => {
    const { post } = anApp()
    const form = new FormData()
    for (const [name, value] of Object.entries(aSubmission())) form.append(name, String(value))
    form.set('name', new File(['x'], 'x.txt'))
    expect(await problemOf(await post(form))).toMatchObject({ status: 422, fields: { name: 'invalid' } })
  })

  it('that was left empty counts as not filled in', async () => {
    const { postForm, outbox } = anApp()
    const fields = { ...(aSubmission() as unknown as Record<string, string>), name: '', subject: '' }
    expect((await postForm(fields)).status).toBe(202)
    expect(stored(outbox)).not.toHaveProperty('name')
  })

  it('that the site requires must be there', async () => {
    const { postJson } = anApp()
    const response = await postJson(aSubmission({ site: 'strict', name: ' ' }))
    expect(await problemOf(response)).toMatchObject({
      status: 422,
      fields: { name: 'required', subject: 'required' },
    })
  })

  it('called __proto__ changes nothing and is refused', async () => {
    const { post } = anApp()
    const text = JSON.stringify(aSubmission()).replace('{', '{"__proto__":{"polluted":true},')
    expect((await post(text, { 'Content-Type': 'application/json' })).status).toBe(422)
    const form = new URLSearchParams({ ...(aSubmission() as unknown as Record<string, string>) })
    form.append('__proto__', 'polluted')
    expect((await post(form)).status).toBe(422)
    expect(Object.prototype).not.toHaveProperty('polluted')
  })

  it('is stored without lone surrogates, control characters and tricks of direction in a single line', async () => {
    const { postJson, outbox } = anApp()
    await postJson({
      ...aSubmission(),
      message: 'a\uD800b\u0000c\u0007\td\ne',
      subject: 'invoice\u202Efdp.exe',
      name: 'Ada\r\nLovelace\u2066',
    })
    expect(stored(outbox)).toMatchObject({
      message: 'a\uFFFDbc\td\ne',
      subject: 'invoicefdp.exe',
      name: 'Ada Lovelace',
    })
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
    expect(await own.json()).toEqual({ site: 'strict', name: 'required', subject: 'required' })
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

  it('to a bug tells its request id and nothing of the inside', async () => {
    const { postJson, lines } = anApp({
      outbox: {
        accept: () => {
          throw new TypeError('secret inside')
        },
      },
    })
    const response = await postJson({ ...aSubmission(), id: randomUUID() })
    const text = await response.text()
    expect(response.status).toBe(503)
    expect(text).not.toContain('secret inside')
    expect(lines.join()).toContain('secret inside')
  })

  it('to a preflight lets programs in pages post JSON', async () => {
    const { app } = anApp()
    const response = await app.request('/api/tickets', { method: 'OPTIONS', headers: { Origin: ORIGIN } })
    expect(response.status).toBe(204)
    expect(response.headers.get('Access-Control-Allow-Headers')).toContain('Content-Type')
  })
})
