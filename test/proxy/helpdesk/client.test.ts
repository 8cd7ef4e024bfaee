import { describe, expect, it } from 'vitest'
import { retryAfter } from '../../../proxy/helpdesk/request.ts'
import { Helpdesk } from '../../../proxy/helpdesk/client.ts'
import { ticketOf } from '../../../proxy/helpdesk/ticket.ts'
import { aHelpdesk, aSubmission, CHANNEL, json } from '../../harness/proxy/builders.ts'
import type { Call } from '../../harness/proxy/builders.ts'

const REFERENCE = 'S7K2M9QX4TAB'
const TICKET = ticketOf(aSubmission(), { id: 'shop', channel: CHANNEL }, REFERENCE)
const ULID = '01JABCDEFGHJKMNPQRSTVWXYZ0'
const always = () => Promise.resolve(true)

function aClient(url: string, changes: { timeoutMs?: number; workspaceId?: string } = {}) {
  return new Helpdesk({
    url,
    token: 'secret',
    workspaceId: undefined,
    timeoutMs: 2000,
    fetch,
    now: Date.now,
    ...changes,
  })
}

/** The outcome of a create that the helpdesk answers with `status` and `body`. */
async function created(status: number, body: string, headers = {}) {
  const desk = await aHelpdesk((_, response) => response.writeHead(status, headers).end(body))
  return aClient(desk.url).create(TICKET)
}

describe('creating a ticket', () => {
  it('sends what the reference asks for, with the token and the workspace', async () => {
    const desk = await aHelpdesk((_, response) => json(response, 201, { data: { ulid: ULID } }))
    const outcome = await aClient(desk.url, { workspaceId: '42' }).create(TICKET)
    expect(outcome).toEqual({ type: 'delivered', ticket: ULID })
    const [call] = desk.calls
    expect(call).toMatchObject({ method: 'POST', path: '/tickets' })
    expect(call!.headers).toMatchObject({
      authorization: 'Bearer secret',
      accept: 'application/json',
      'content-type': 'application/json',
      'x-workspace-id': '42',
    })
    expect(JSON.parse(call!.body)).toEqual(TICKET)
  })

  it('leaves the workspace header out when none is configured', async () => {
    const desk = await aHelpdesk((_, response) => json(response, 201, { data: { ulid: ULID } }))
    await aClient(desk.url).create(TICKET)
    expect(desk.calls[0]!.headers).not.toHaveProperty('x-workspace-id')
  })

  it.each([
    ['the current form', { data: { ulid: ULID } }],
    ['the older form', { ticket: { ulid: ULID } }],
    ['unknown new fields', { data: { ulid: ULID, brand_new: {} }, extra: [] }],
  ])('understands an answer in %s', async (_, body) => {
    expect(await created(201, JSON.stringify(body))).toEqual({ type: 'delivered', ticket: ULID })
  })

  it.each([
    [200, '<html>Down for maintenance</html>', { type: 'unsure', why: '200' }],
    [201, '', { type: 'unsure', why: '201' }],
    [201, '{"data":{"ulid":7}}', { type: 'unsure', why: '201' }],
    [500, '{"message":"Server Error"}', { type: 'unsure', why: '500' }],
    [502, '<html>', { type: 'unsure', why: '502' }],
    [503, '', { type: 'unsure', why: '503' }],
    [408, '', { type: 'unsure', why: '408' }],
    [400, '{"message":"Workspace"}', { type: 'rejected', status: 400 }],
    [401, '{"message":"Unauthenticated."}', { type: 'rejected', status: 401 }],
    [403, '', { type: 'rejected', status: 403 }],
    [404, '', { type: 'rejected', status: 404 }],
    [429, '', { type: 'limited', retryAfterMs: undefined }],
  ])('takes %i with body %j for what it means', async (status, body, outcome) => {
    expect(await created(status, body)).toEqual(outcome)
  })

  it('names the fields of a 422, never the sentences, which may quote the visitor', async () => {
    const errors = { 'from_contact.email': ['ada@example.com is wrong'], subject: ['too long'] }
    expect(await created(422, JSON.stringify({ message: 'no', errors }))).toEqual({
      type: 'refused',
      why: '422 from_contact.email subject',
    })
  })

  it('follows no redirect: a POST would become a GET, and the token would go elsewhere', async () => {
    const other = await aHelpdesk((_, response) => json(response, 201, { data: { ulid: ULID } }))
    const outcome = await created(302, '', { Location: `${other.url}/tickets` })
    expect(outcome).toEqual({ type: 'rejected', status: 302 })
    expect(other.calls).toHaveLength(0)
  })

  it('knows that nothing was sent when the connection is refused', async () => {
    const desk = await aHelpdesk(() => {})
    await desk.close()
    expect(await aClient(desk.url).create(TICKET)).toEqual({ type: 'unsent', why: 'ECONNREFUSED' })
  })

  it('knows that nothing was sent when the host does not exist', async () => {
    expect(await aClient('http://helpdesk.invalid').create(TICKET)).toMatchObject({ type: 'unsent' })
  })

  it.each([
    [{ code: 'ERR_SSL_SSLV3_ALERT_BAD_RECORD_MAC' }, 'unsure'],
    [{ code: 'EHOSTUNREACH', syscall: 'read' }, 'unsure'],
    [{ code: 'EHOSTUNREACH', syscall: 'connect' }, 'unsent'],
    [{ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'unsent'],
    [{ code: 'CERT_HAS_EXPIRED' }, 'unsent'],
  ])('takes the broken connection %j as %s', async (cause, type) => {
    const failing = () =>
      Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error('x'), cause) }))
    const client = new Helpdesk({
      url: 'http://x',
      token: 't',
      timeoutMs: 1,
      fetch: failing,
      now: Date.now,
    })
    expect(await client.create(TICKET)).toMatchObject({ type })
  })

  it('reads a date in Retry-After by the clock of the helpdesk, not by its own', async () => {
    const headers = { Date: 'Thu, 01 Jan 2026 00:00:00 GMT', 'Retry-After': 'Thu, 01 Jan 2026 00:00:30 GMT' }
    expect(await created(429, '', headers)).toEqual({ type: 'limited', retryAfterMs: 30_000 })
  })

  it('is unsure after a timeout', async () => {
    const desk = await aHelpdesk(() => {})
    expect(await aClient(desk.url, { timeoutMs: 50 }).create(TICKET)).toEqual({
      type: 'unsure',
      why: 'timeout',
    })
  })

  it('is unsure after a connection that broke off, before or during the answer', async () => {
    const reset = await aHelpdesk((_, response) => response.destroy())
    expect(await aClient(reset.url).create(TICKET)).toMatchObject({ type: 'unsure' })
    const half = await aHelpdesk((_, response) => {
      response.writeHead(201, { 'Content-Length': '100' })
      response.write('{"data"', () => response.destroy())
    })
    expect(await aClient(half.url).create(TICKET)).toMatchObject({ type: 'unsure' })
  })
})

describe('looking for a ticket', () => {
  const opened = (ulid: string, html: string, type = 'inbound') => ({
    data: { ulid, messages: [{ type, body_html: html }] },
  })
  const list = (ulids: string[], page = 1, last = 1) => ({
    data: ulids.map((ulid) => ({ ulid })),
    meta: { current_page: page, last_page: last },
  })
  const pageOf = (call: Call) => Number(new URL(call.path, 'http://x').searchParams.get('page'))

  it('finds the ticket that was filed under the reference', async () => {
    const desk = await aHelpdesk((call, response) =>
      call.path.startsWith('/tickets?')
        ? json(response, 200, list([ULID]))
        : json(response, 200, opened(ULID, TICKET.message.body)),
    )
    expect(await aClient(desk.url).find(REFERENCE, always)).toEqual({ type: 'found', ticket: ULID })
    const query = new URL(desk.calls[0]!.path, 'http://x').searchParams
    expect(query.get('filter[search]')).toBe(REFERENCE)
  })

  it('does not take another ticket that only quotes the reference', async () => {
    const quoting = ticketOf(
      aSubmission({ message: `About ${REFERENCE}: any news?` }),
      { id: 'shop', channel: CHANNEL },
      'S00000000000',
    )
    const desk = await aHelpdesk((call, response) =>
      call.path.startsWith('/tickets?')
        ? json(response, 200, list([ULID]))
        : json(response, 200, opened(ULID, quoting.message.body)),
    )
    expect(await aClient(desk.url).find(REFERENCE, always)).toEqual({ type: 'absent' })
  })

  it('does not take a ticket in which an agent noted the reference', async () => {
    const desk = await aHelpdesk((call, response) =>
      call.path.startsWith('/tickets?')
        ? json(response, 200, list([ULID]))
        : json(response, 200, opened(ULID, REFERENCE, 'note')),
    )
    expect(await aClient(desk.url).find(REFERENCE, always)).toEqual({ type: 'absent' })
  })

  it('reads on to the page that has it, and asks for a permit before every further call', async () => {
    let permits = 0
    const desk = await aHelpdesk((call, response) => {
      if (!call.path.startsWith('/tickets?')) return json(response, 200, opened(ULID, TICKET.message.body))
      return json(response, 200, list(pageOf(call) === 3 ? [ULID] : [], pageOf(call), 3))
    })
    const permit = () => Promise.resolve(++permits > 0)
    expect(await aClient(desk.url).find(REFERENCE, permit)).toEqual({ type: 'found', ticket: ULID })
    expect(desk.calls).toHaveLength(4)
    expect(permits).toBe(3)
  })

  it('says that it is absent only after a whole list', async () => {
    const desk = await aHelpdesk((_, response) => json(response, 200, list([])))
    expect(await aClient(desk.url).find(REFERENCE, always)).toEqual({ type: 'absent' })
  })

  it('takes a candidate that cannot be read as no proof of absence', async () => {
    for (const answer of ['<html>Down for maintenance</html>', '{"data":{}}', '{"data":{"messages":[]}}']) {
      const desk = await aHelpdesk((call, response) =>
        call.path.startsWith('/tickets?') ? json(response, 200, list([ULID])) : void response.end(answer),
      )
      expect(await aClient(desk.url).find(REFERENCE, always)).toMatchObject({ type: 'failed' })
    }
  })

  it('takes a list of something else than tickets as no proof of absence', async () => {
    const desk = await aHelpdesk((_, response) => json(response, 200, { data: [{ id: 7 }] }))
    expect(await aClient(desk.url).find(REFERENCE, always)).toEqual({ type: 'failed', why: 'not a list' })
  })

  it('looks at the oldest message, in whichever order the helpdesk lists them', async () => {
    const messages = [
      { type: 'inbound', body_html: 'Any news?', created_at: '2026-01-02T00:00:00Z' },
      { type: 'inbound', body_html: TICKET.message.body, created_at: '2026-01-01T00:00:00Z' },
    ]
    const desk = await aHelpdesk((call, response) =>
      json(response, 200, call.path.startsWith('/tickets?') ? list([ULID]) : { data: { messages } }),
    )
    expect(await aClient(desk.url).find(REFERENCE, always)).toEqual({ type: 'found', ticket: ULID })
  })

  it('asks for the oldest tickets first, so that no update moves one from page to page', async () => {
    const desk = await aHelpdesk((_, response) => json(response, 200, list([])))
    await aClient(desk.url).find(REFERENCE, always)
    expect(new URL(desk.calls[0]!.path, 'http://x').searchParams.get('sort')).toBe('created_at')
  })

  it.each([
    [500, '', { type: 'failed', why: '500' }],
    [200, '<html>', { type: 'failed', why: 'not a list' }],
    [200, '{"data":{}}', { type: 'failed', why: 'not a list' }],
    [401, '', { type: 'rejected', status: 401 }],
    [429, '', { type: 'limited', retryAfterMs: 7000 }],
  ])('takes a search answered with %i %j as no proof', async (status, body, finding) => {
    const desk = await aHelpdesk((_, response) =>
      response.writeHead(status, { 'Retry-After': '7' }).end(body),
    )
    expect(await aClient(desk.url).find(REFERENCE, always)).toEqual(finding)
  })
})

describe('Retry-After', () => {
  const now = Date.parse('2026-01-01T00:00:00Z')
  it.each([
    ['30', 30_000],
    ['0', 0],
    ['Thu, 01 Jan 2026 00:01:00 GMT', 60_000],
    ['Wed, 31 Dec 2025 23:00:00 GMT', 0],
    ['soon', undefined],
    ['-5', undefined],
    ['1.5', undefined],
    [null, undefined],
  ])('of %j is %j ms', (value, expected) => {
    expect(retryAfter(value, now)).toBe(expected)
  })
})

describe('checking the configuration', () => {
  it.each([
    [200, undefined],
    [401, 401],
    [404, 404],
    [400, 400],
    [500, undefined],
    [429, undefined],
  ])('takes %i from the channel as %j', async (status, expected) => {
    const desk = await aHelpdesk((_, response) => json(response, status, {}))
    expect(await aClient(desk.url).misconfiguration(CHANNEL)).toBe(expected)
    expect(desk.calls[0]!.path).toBe(`/channels/${CHANNEL}`)
  })
})
