/** Tokens, workspaces, limits and refusals, against the helpdesk's page "Introduction" and there-there-api.md. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aTicket, startSandbox, type TestSandbox } from '../../../harness/proxy/sandbox-server.ts'

let desk: TestSandbox
beforeEach(async () => {
  desk = await startSandbox({ rate: 60 })
})
afterEach(() => desk.stop())

describe('introduction page, Hello world', () => {
  it('answers with the user and the workspace that the token resolves to', async () => {
    const answer = await desk.api('GET', '/me')
    expect(answer.status).toBe(200)
    expect(answer.json.data).toMatchObject({
      user: { id: 1, ulid: expect.any(String), name: 'Ada Agent', email: 'ada@sandbox.example' },
      workspace: { id: 1, ulid: expect.any(String), name: 'Sandbox', slug: 'sandbox' },
    })
  })

  it.each([null, 'wrong', 'SANDBOX', '__proto__', 'constructor'])(
    'answers 401 to the token %s',
    async (token) => {
      const answer = await desk.api('GET', '/me', undefined, { token })
      expect(answer.status).toBe(401)
      expect(answer.json).toEqual({ message: 'Unauthenticated.' })
    },
  )

  it.each(['Basic sandbox', 'Bearer', 'sandbox'])('answers 401 to the header "%s"', async (header) => {
    const answer = await desk.api('GET', '/me', undefined, {
      token: null,
      headers: { Authorization: header },
    })
    expect(answer.status).toBe(401)
  })
})

const header = (id: string) => ({ headers: { 'X-Workspace-Id': id } })

describe('introduction page, workspace scoping', () => {
  it('asks a token of several workspaces for the header: 400', async () => {
    const answer = await desk.api('GET', '/me', undefined, { token: 'sandbox-multi' })
    expect(answer.status).toBe(400)
    expect(answer.json.message).toMatch(/X-Workspace-Id/)
  })

  it.each(['1', '2'])('enters workspace %s', async (id) => {
    const answer = await desk.api('GET', '/me', undefined, {
      token: 'sandbox-multi',
      headers: { 'X-Workspace-Id': id },
    })
    expect(answer.json.data.workspace.id).toBe(Number(id))
  })

  it('answers 400 to an id that is none and 403 to a workspace out of reach', async () => {
    expect((await desk.api('GET', '/me', undefined, header('one'))).status).toBe(400)
    expect((await desk.api('GET', '/me', undefined, header('2'))).status).toBe(403)
  })

  it('keeps the workspaces apart: tickets, contacts, channels, tags', async () => {
    const { ulid, contact } = await desk.ticket()
    const other = { token: 'sandbox-multi', headers: { 'X-Workspace-Id': '2' } }
    expect((await desk.api('GET', `/tickets/${ulid}`, undefined, other)).status).toBe(404)
    expect((await desk.api('GET', `/contacts/${contact.ulid}`, undefined, other)).status).toBe(404)
    expect((await desk.api('GET', '/tickets', undefined, other)).json.meta.total).toBe(0)
    expect((await desk.api('GET', '/contacts', undefined, other)).json.meta.total).toBe(0)
    const [channel] = (await desk.api('GET', '/channels', undefined, other)).json.data
    expect(channel.name).toBe('Second desk')
    expect((await desk.api('GET', '/tags', undefined, other)).json.data).toHaveLength(1)
    expect((await desk.api('POST', '/tickets', aTicket(), other)).status).toBe(404)
  })
})

describe('introduction page, Rate limits', () => {
  it('allows 60 requests a minute for a token, then answers 429 with Retry-After', async () => {
    for (let i = 0; i < 60; i++) expect((await desk.api('GET', '/me')).status).toBe(200)
    desk.advance(20_000)
    const refused = await desk.api('GET', '/me')
    expect(refused.status).toBe(429)
    expect(refused.headers.get('Retry-After')).toBe('40')
    expect(refused.json).toEqual({ message: 'Too Many Attempts.' })
    expect((await desk.api('GET', '/me', undefined, { token: 'sandbox-member' })).status).toBe(200)
    desk.advance(40_000)
    expect((await desk.api('GET', '/me')).status).toBe(200)
  })

  it('tells how many requests are left, on refusals too', async () => {
    const answer = await desk.api('GET', '/tickets/nothing')
    expect(answer.status).toBe(404)
    expect(answer.headers.get('X-RateLimit-Limit')).toBe('60')
    expect(answer.headers.get('X-RateLimit-Remaining')).toBe('59')
  })

  it('does not count what the inbox page asks', async () => {
    for (let i = 0; i < 70; i++) await desk.send('GET', '/sandbox/inbox/tickets')
    expect((await desk.api('GET', '/me')).headers.get('X-RateLimit-Remaining')).toBe('59')
  })
})

describe('introduction page, Errors', () => {
  it('answers 404 as JSON to unknown routes, with and without a token', async () => {
    for (const token of ['sandbox', null]) {
      const answer = await desk.api('GET', '/nothing/here', undefined, { token })
      expect(answer.status).toBe(404)
      expect(answer.json).toEqual({ message: 'The route api/nothing/here could not be found.' })
    }
  })

  it.each(['/%E0%A4%A', '/tickets/%00', '//', '/tickets/..%2Fme'])('answers 404 to %s', async (path) => {
    expect((await desk.api('GET', path)).status).toBe(404)
  })

  it('answers 405 with the methods that there are', async () => {
    const answer = await desk.api('DELETE', '/tickets')
    expect(answer.status).toBe(405)
    expect(answer.headers.get('Allow')).toBe('POST, GET, HEAD')
    expect(answer.json.message).toMatch(/^The DELETE method is not supported for route api\/tickets\./)
  })

  it('tells that tickets are not deleted: 405 (tickets page, Delete Ticket)', async () => {
    const { ulid } = await desk.ticket()
    expect((await desk.api('DELETE', `/tickets/${ulid}`)).status).toBe(405)
  })

  it('answers JSON to whatever Accept asks for', async () => {
    const answer = await desk.api('GET', '/tickets/nothing', undefined, { headers: { Accept: 'text/html' } })
    expect(answer.status).toBe(404)
    expect(answer.json).toEqual({ message: 'Ticket not found.' })
  })

  it.each([
    ['broken JSON', '{"channel":', 'application/json'],
    ['a JSON list', '[]', 'application/json'],
    ['another content type', JSON.stringify(aTicket()), 'text/plain'],
  ])('sees no fields in %s: 422 that names them all', async (_, body, type) => {
    const answer = await desk.api('POST', '/tickets', body, { headers: { 'Content-Type': type } })
    expect(answer.status).toBe(422)
    expect(Object.keys(answer.json.errors)).toEqual([
      'channel',
      'subject',
      'from_contact.email',
      'message.body',
    ])
  })

  it('takes fields of forms, as Laravel does', async () => {
    const { channel, subject, from_contact: contact, message } = aTicket()
    const form = new URLSearchParams({ channel, subject })
    form.set('from_contact[email]', contact.email)
    form.set('message[body]', message.body)
    expect((await desk.api('POST', '/tickets', form)).status).toBe(201)
  })

  it('answers 413 to a body that no upload can have', async () => {
    const body = JSON.stringify({ subject: 'x'.repeat(28 * 1024 * 1024) })
    const answer = await desk.api('POST', '/tickets', body, {
      headers: { 'Content-Type': 'application/json' },
    })
    expect(answer.status).toBe(413)
  })
})
