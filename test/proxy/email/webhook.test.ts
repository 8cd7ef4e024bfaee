/** Mail by the site's own backend, against a real server: what is posted, how it is signed, what its answers mean. */
import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createMailer } from '../../../proxy/email/mailer.ts'
import { blocks, page } from '../../pages.ts'

const SECRET = `whsec_${Buffer.from('a secret of at least 24 bytes').toString('base64')}`
const MAIL = { id: 'c0de-1', to: 'ann@example.com', subject: 'Code', text: '123456', language: 'en' }

let status = 204
let requests: { headers: IncomingHttpHeaders; body: string; url: string }[] = []
const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    requests.push({
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
      url: request.url ?? '',
    })
    if (status === 0) response.destroy()
    else response.writeHead(status, { Location: '/elsewhere' }).end('a word of the backend')
  })
})
beforeEach(async () => {
  status = 204
  requests = []
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
})

const mailer = (secret = SECRET, now = () => 1_780_000_000_123) =>
  createMailer({
    way: 'webhook',
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mail`,
    secret,
    now,
  })

describe('a mail', () => {
  it('is posted with an id, a time and a signature over both and the body', async () => {
    expect(await mailer().deliver(MAIL)).toEqual({ type: 'sent' })
    const [{ headers, body, url } = requests[0]!] = requests
    expect(url).toBe('/mail')
    expect(JSON.parse(body)).toEqual({
      type: 'mail',
      to: 'ann@example.com',
      subject: 'Code',
      text: '123456',
      language: 'en',
    })
    expect([headers['webhook-id'], headers['webhook-timestamp']]).toEqual(['c0de-1', '1780000000'])
    const expected = createHmac('sha256', 'a secret of at least 24 bytes')
      .update(`c0de-1.1780000000.${body}`)
      .digest('base64')
    expect(headers['webhook-signature']).toBe(`v1,${expected}`)
  })

  it('is taken by the check of docs/mail.md, and nothing else is', async () => {
    const [code] = blocks(page('docs/mail.md', '## Your own backend'), 'mjs')
    const { isSigned } = (await import(`data:text/javascript,${encodeURIComponent(code!)}`)) as {
      isSigned: (headers: Record<string, unknown>, body: string, secret: string) => boolean
    }
    for (const secret of [SECRET, 'a secret of at least 24 bytes']) {
      requests = []
      await mailer(secret, Date.now).deliver(MAIL)
      const { headers, body } = requests[0]!
      expect(isSigned(headers, body, secret)).toBe(true)
      expect(isSigned(headers, `${body} `, secret)).toBe(false)
      expect(isSigned({ ...headers, 'webhook-signature': undefined }, body, secret)).toBe(false)
      expect(isSigned(headers, body, 'whsec_b3RoZXIgc2VjcmV0IG9mIG1hbnkgYnl0ZXM=')).toBe(false)
    }
    requests = []
    await mailer().deliver(MAIL)
    const { headers, body } = requests[0]!
    expect(isSigned(headers, body, SECRET), 'an old one').toBe(false)
  })

  it('is signed with a secret that is any text, too', async () => {
    await mailer('plain words').deliver(MAIL)
    const { headers, body } = requests[0]!
    const expected = createHmac('sha256', 'plain words').update(`c0de-1.1780000000.${body}`).digest('base64')
    expect(headers['webhook-signature']).toBe(`v1,${expected}`)
  })

  it.each([
    [200, 'sent'],
    [400, 'refused'],
    [401, 'refused'],
    [422, 'refused'],
    [408, 'later'],
    [425, 'later'],
    [429, 'later'],
    [500, 'later'],
    [503, 'later'],
  ] as const)('that is answered with %i is %s', async (answer, type) => {
    status = answer
    const outcome = await mailer().deliver(MAIL)
    expect(outcome).toEqual(type === 'sent' ? { type } : { type, reason: String(answer) })
  })

  it('does not follow a redirect with its text', async () => {
    status = 307
    expect(await mailer().deliver(MAIL)).toEqual({ type: 'later', reason: '307' })
    expect(requests).toHaveLength(1)
  })

  it('without an answer is tried again, under the same id', async () => {
    status = 0
    expect(await mailer().deliver(MAIL)).toEqual({ type: 'later', reason: 'no answer' })
    await mailer().deliver(MAIL)
    expect(requests.map(({ headers }) => headers['webhook-id'])).toEqual(['c0de-1', 'c0de-1'])
  })
})

describe('the check', () => {
  it('asks the backend whether it takes what is signed so', async () => {
    expect(await mailer().check()).toEqual({ ok: true })
    expect(JSON.parse(requests[0]!.body)).toEqual({ type: 'check' })
    status = 401
    expect(await mailer().check()).toMatchObject({ ok: false, detail: '401' })
    status = 0
    expect(await mailer().check()).toMatchObject({ ok: false, detail: 'no answer' })
  })
})
