import { describe, expect, it } from 'vitest'
import { loadConfig } from '../../../proxy/config/config.ts'
import { examine } from '../../../proxy/operator/doctor.ts'
import type { CallGate } from '../../../proxy/helpdesk/rate-gate.ts'
import { Helpdesk } from '../../../proxy/helpdesk/client.ts'
import { ticketOf } from '../../../proxy/helpdesk/ticket.ts'
import { aFolder, aHelpdesk, anOpenGate, aSubmission, CHANNEL, json } from '../../harness/proxy/builders.ts'

const REFERENCE = 'S7K2M9QX4TAB'
const MARK = 'ABCDEFGHJKMNPQRSTVWX'
const SUBMISSION = aSubmission({ mark: MARK })
const TICKET = ticketOf(SUBMISSION, { id: 'shop', channel: CHANNEL }, REFERENCE)
const ULID = '01JABCDEFGHJKMNPQRSTVWXYZ0'
const { email, message } = SUBMISSION
const SOUGHT = { reference: REFERENCE, mark: MARK, email, message, channel: CHANNEL, acceptedAt: 0 }

function aClient(url: string, changes: { timeoutMs?: number; workspaceId?: string; gate?: CallGate } = {}) {
  return new Helpdesk({
    url,
    token: 'secret',
    workspaceId: undefined,
    timeoutMs: 2000,
    fetch,
    now: Date.now,
    gate: anOpenGate(),
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
    [201, '{"data":{"ulid":"7"}}', { type: 'unsure', why: '201' }],
    [201, `{"data":{"ulid":"${ULID}/.."}}`, { type: 'unsure', why: '201' }],
    [200, `{"error":"conflict","data":{"ulid":"${ULID}"}}`, { type: 'unsure', why: '200' }],
    [200, `{"errors":{"subject":["No."]},"ulid":"${ULID}"}`, { type: 'unsure', why: '200' }],
    [200, `{"success":false,"data":{"ulid":"${ULID}"}}`, { type: 'unsure', why: '200' }],
    [200, `{"message":"Server Error","ulid":"${ULID}"}`, { type: 'unsure', why: '200' }],
    [
      200,
      `{"errors":[],"message":"Created.","data":{"ulid":"${ULID}"}}`,
      { type: 'delivered', ticket: ULID },
    ],
    [201, `{"ulid":"${ULID.toLowerCase()}"}`, { type: 'delivered', ticket: ULID.toLowerCase() }],
    [500, '{"message":"Server Error"}', { type: 'unsure', why: '500' }],
    [502, '<html>', { type: 'unsure', why: '502' }],
    [503, '', { type: 'unsure', why: '503' }],
    [408, '', { type: 'unsure', why: '408' }],
    [400, '{"message":"Workspace"}', { type: 'rejected', status: 400 }],
    [401, '{"message":"Unauthenticated."}', { type: 'rejected', status: 401 }],
    [403, '', { type: 'rejected', status: 403 }],
    [404, '', { type: 'rejected', status: 404 }],
    [429, '', { type: 'limited' }],
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
      gate: anOpenGate(),
    })
    expect(await client.create(TICKET)).toMatchObject({ type })
  })

  it('reads a date in Retry-After by the clock of the helpdesk, not by its own', async () => {
    const headers = { Date: 'Thu Jan  1 00:00:00 2026', 'Retry-After': 'Thu, 01 Jan 2026 00:00:30 GMT' }
    const desk = await aHelpdesk((_, response) => response.writeHead(429, headers).end())
    const gate = anOpenGate()
    expect(await aClient(desk.url, { gate }).create(TICKET)).toEqual({ type: 'limited' })
    expect(gate.closed).toEqual([30_000])
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

describe('an answer without end', () => {
  /** Answers that go on until the client hangs up, which `ended` tells. */
  async function endless(path: RegExp) {
    let hungUp = () => {}
    const ended = new Promise<void>((resolve) => (hungUp = resolve))
    const desk = await aHelpdesk((call, response) => {
      if (!path.test(call.path)) return json(response, 200, { data: [{ ulid: ULID }] })
      response.writeHead(200, { 'Content-Type': 'application/json' })
      response.on('close', hungUp)
      const more = () => {
        while (!response.destroyed && response.write(' '.repeat(65_536)));
        response.once('drain', more)
      }
      more()
    })
    return { desk, ended }
  }
  const client = (url: string) => aClient(url, { timeoutMs: 20_000 })

  it('is read up to a bound, and proves nothing', async () => {
    const creating = await endless(/^\/tickets$/)
    expect(await client(creating.desk.url).create(TICKET)).toEqual({ type: 'unsure', why: '200' })
    await creating.ended
    for (const path of [/^\/tickets\?/, /^\/tickets\/./]) {
      const { desk, ended } = await endless(path)
      expect(
        await client(desk.url)
          .search(SOUGHT)
          .next(() => true),
      ).toMatchObject({ type: 'failed' })
      await ended
    }
    const noting = await endless(/./)
    expect(
      await client(noting.desk.url).findNote(ULID, '<p>Call them back at once.</p><p>S1N</p>'),
    ).toMatchObject({ type: 'failed' })
    await noting.ended
  })

  it('does not hold up the doctor', async () => {
    const { desk, ended } = await endless(/^\/me/)
    const config = loadConfig({
      THERE_THERE_TOKEN: 't',
      THERE_THERE_CHANNEL: CHANNEL,
      THERE_THERE_URL: desk.url,
      ALLOWED_ORIGINS: 'https://shop.example',
      DATA_DIR: aFolder(),
    })
    expect((await examine(config)).find(({ check }) => check === 'token')).toMatchObject({
      detail: 'accepted',
    })
    await ended
  })

  it('of almost a megabyte is read', async () => {
    const long = JSON.stringify({ data: { ulid: ULID, more: 'x'.repeat(1_000_000) } })
    expect(await created(201, long)).toEqual({ type: 'delivered', ticket: ULID })
  })
})

describe('following a ticket', () => {
  it.each([
    [204, '', 'done'],
    [200, '{"data":{}}', 'done'],
    [200, '{"message":"Tag added."}', 'done'],
    [201, '{"message":{"id":1}}', 'done'],
    [200, '<html>Down for maintenance</html>', 'unsure'],
    [200, '{"error":"No such tag."}', 'unsure'],
    [200, '{"success":false}', 'unsure'],
    [500, '{}', 'unsure'],
    [404, '{}', 'rejected'],
  ])('takes %i with %j as %s', async (status, body, type) => {
    const desk = await aHelpdesk((_, response) => response.writeHead(status).end(body))
    expect(await aClient(desk.url).follow(ULID, { kind: 'tag', target: ULID })).toMatchObject({ type })
  })

  it('takes no token from an upload that failed', async () => {
    const desk = await aHelpdesk((_, response) =>
      json(response, 200, { error: 'x', data: { token: 'upl_1' } }),
    )
    expect(await aClient(desk.url).upload(new Blob(['x']), 'a.txt')).toMatchObject({ type: 'unsent' })
  })
})

describe('checking the configuration', () => {
  it.each([
    [200, '{"data":{}}', 'none'],
    [200, '<html>Down for maintenance</html>', 'unknown'],
    [401, '{}', 401],
    [404, '{}', 404],
    [400, '{}', 400],
    [408, '{}', 'unknown'],
    [500, '{}', 'unknown'],
    [429, '{}', 'unknown'],
  ])('takes %i with %j from the channel as %j', async (status, body, expected) => {
    const desk = await aHelpdesk((_, response) => response.writeHead(status).end(body))
    expect(await aClient(desk.url).misconfiguration(CHANNEL)).toBe(expected)
    expect(desk.calls[0]!.path).toBe(`/channels/${CHANNEL}`)
  })
})
