import { describe, expect, it } from 'vitest'
import { Helpdesk } from '../../../proxy/helpdesk/client.ts'
import { ticketOf } from '../../../proxy/helpdesk/ticket.ts'
import { aHelpdesk, anOpenGate, aSubmission, CHANNEL, json } from '../../harness/proxy/builders.ts'
import type { Call } from '../../harness/proxy/builders.ts'
import type { ServerResponse } from 'node:http'

const REFERENCE = 'S7K2M9QX4TAB'
const MARK = 'ABCDEFGHJKMNPQRSTVWX'
const SUBMISSION = aSubmission({ mark: MARK })
const TICKET = ticketOf(SUBMISSION, { id: 'shop', channel: CHANNEL }, REFERENCE)
const ULID = '01JABCDEFGHJKMNPQRSTVWXYZ0'
const { email, message } = SUBMISSION
const SOUGHT = { reference: REFERENCE, mark: MARK, email, message, channel: CHANNEL, acceptedAt: 0 }

const searchIn = (url: string) =>
  new Helpdesk({ url, token: 'secret', timeoutMs: 2000, fetch, now: Date.now, gate: anOpenGate() }).search(
    SOUGHT,
  )

/** What one search finds, as far as it has leave to read. */
const find = (url: string, leave = () => true) => searchIn(url).next(leave)

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
    expect(await find(desk.url)).toEqual({ type: 'found', ticket: ULID })
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
    expect(await find(desk.url)).toEqual({ type: 'absent' })
  })

  it('does not take a ticket in which an agent noted the reference', async () => {
    const messages = [
      { type: 'inbound', body_html: 'Hello' },
      { type: 'note', body_html: `See ${REFERENCE}` },
    ]
    const desk = await aHelpdesk((call, response) =>
      json(response, 200, call.path.startsWith('/tickets?') ? list([ULID]) : { data: { messages } }),
    )
    expect(await find(desk.url)).toEqual({ type: 'absent' })
  })

  it('reads on to the page that has it, with leave for every call, and goes on where it had none', async () => {
    const desk = await aHelpdesk((call, response) => {
      if (!call.path.startsWith('/tickets?')) return json(response, 200, opened(ULID, TICKET.message.body))
      return json(response, 200, list(pageOf(call) === 3 ? [ULID] : [], pageOf(call), 3))
    })
    const search = searchIn(desk.url)
    for (let calls = 1; calls <= 3; calls++) {
      let left = 1
      expect(await search.next(() => left-- > 0)).toEqual({ type: 'more' })
      expect(desk.calls).toHaveLength(calls)
    }
    expect(await search.next(() => true)).toEqual({ type: 'found', ticket: ULID })
    expect(desk.calls).toHaveLength(4)
  })

  it('opens no candidate again after a 429 but the one that it was about', async () => {
    const others = Array.from({ length: 5 }, (_, i) => `${ULID.slice(0, -1)}${i + 1}`)
    let limited = 1
    const desk = await aHelpdesk((call, response) => {
      if (call.path.startsWith('/tickets?')) return json(response, 200, list([...others, ULID]))
      if (call.path.endsWith(others[3]!) && limited-- > 0) return json(response, 429, {})
      json(response, 200, opened('', call.path.endsWith(ULID) ? TICKET.message.body : 'Hello'))
    })
    const search = searchIn(desk.url)
    expect(await search.next(() => true)).toMatchObject({ type: 'limited' })
    expect(await search.next(() => true)).toEqual({ type: 'found', ticket: ULID })
    expect(desk.calls).toHaveLength(8)
  })

  it.each([
    ['breaks off', (response: ServerResponse) => void response.destroy()],
    ['is answered 401', (response: ServerResponse) => json(response, 401, {})],
  ])(
    'finds it behind a candidate of which every opening %s, and proves nothing without',
    async (_, spoil) => {
      const bad = '01JABCDEFGHJKMNPQRSTVWXYZ1'
      for (const there of [true, false]) {
        const desk = await aHelpdesk((call, response) => {
          if (call.path.startsWith('/tickets?')) return json(response, 200, list([bad, ULID]))
          if (call.path.endsWith(bad)) return spoil(response)
          return json(response, 200, opened(ULID, there ? TICKET.message.body : 'Hello'))
        })
        const search = searchIn(desk.url)
        await search.next(() => true)
        const findings = [await search.next(() => true), await search.next(() => true)]
        if (there) expect(findings[0]).toEqual({ type: 'found', ticket: ULID })
        else for (const { type } of findings) expect(['failed', 'rejected']).toContain(type)
      }
    },
  )

  it('follows a list that does not count its pages', async () => {
    const desk = await aHelpdesk((call, response) => {
      if (!call.path.startsWith('/tickets?')) return json(response, 200, opened(ULID, TICKET.message.body))
      const next = pageOf(call) < 3 ? 'https://x.example/?page=2' : null
      json(response, 200, { data: next ? [] : [{ ulid: ULID }], links: { next }, meta: { per_page: 100 } })
    })
    expect(await find(desk.url)).toEqual({ type: 'found', ticket: ULID })
  })

  it.each([
    ['counts none but links to the next', { meta: { last_page: null }, links: { next: '/?page=2' } }],
    ['counts too few and links to the next', { meta: { last_page: 1 }, links: { next: '/?page=2' } }],
    ['counts pages beside its tickets', { current_page: 1, last_page: 2 }],
    ['links beside its tickets', { next_page_url: '/?page=2' }],
    ['counts tickets alone', { meta: { per_page: 1, total: 2 } }],
  ])('reads on in a list that %s', async (_, told) => {
    const desk = await aHelpdesk((call, response) => {
      if (!call.path.startsWith('/tickets?')) return json(response, 200, opened(ULID, TICKET.message.body))
      json(response, 200, pageOf(call) === 1 ? { data: [], ...told } : { data: [{ ulid: ULID }] })
    })
    expect(await find(desk.url)).toEqual({ type: 'found', ticket: ULID })
  })

  it('says that it is absent only after a whole list', async () => {
    const desk = await aHelpdesk((_, response) => json(response, 200, list([])))
    expect(await find(desk.url)).toEqual({ type: 'absent' })
  })

  it('takes a candidate that cannot be read as no proof of absence', async () => {
    for (const [answer, type] of [
      ['<html>Down for maintenance</html>', 'failed'],
      ['{"data":{}}', 'unclear'],
      ['{"data":{"messages":[]}}', 'unclear'],
    ]) {
      const desk = await aHelpdesk((call, response) =>
        call.path.startsWith('/tickets?') ? json(response, 200, list([ULID])) : void response.end(answer),
      )
      expect(await find(desk.url)).toMatchObject({ type })
    }
  })

  it.each([[{ id: 7 }], [{ ulid: '../me' }], [{ ulid: '..' }], [{ ulid: `${ULID}/note` }], [{ ulid: '' }]])(
    'takes a list of %j as no proof of absence, and opens nothing',
    async (item) => {
      const desk = await aHelpdesk((_, response) => json(response, 200, { data: [item] }))
      expect(await find(desk.url)).toEqual({ type: 'failed', why: 'not a list' })
      expect(desk.calls).toHaveLength(1)
    },
  )

  it('looks at the oldest message, in whichever order the helpdesk lists them', async () => {
    const messages = [
      { type: 'inbound', body_html: 'Any news?', created_at: '2026-01-02T00:00:00Z' },
      { type: 'inbound', body_html: TICKET.message.body, created_at: '2026-01-01T00:00:00Z' },
    ]
    const desk = await aHelpdesk((call, response) =>
      json(response, 200, call.path.startsWith('/tickets?') ? list([ULID]) : { data: { messages } }),
    )
    expect(await find(desk.url)).toEqual({ type: 'found', ticket: ULID })
  })

  it('asks for the oldest tickets first, so that no update moves one from page to page', async () => {
    const desk = await aHelpdesk((_, response) => json(response, 200, list([])))
    await find(desk.url)
    expect(new URL(desk.calls[0]!.path, 'http://x').searchParams.get('sort')).toBe('created_at')
  })

  it.each([
    [500, '', { type: 'failed', why: '500' }],
    [200, '<html>', { type: 'failed', why: 'not a list' }],
    [200, '{"data":{}}', { type: 'failed', why: 'not a list' }],
    [200, '{"data":[],"error":"no index"}', { type: 'failed', why: 'not a list' }],
    [200, '{"data":[],"errors":[{"message":"a shard failed"}]}', { type: 'failed', why: 'not a list' }],
    [200, '{"data":[],"success":false}', { type: 'failed', why: 'not a list' }],
    [401, '', { type: 'rejected', status: 401 }],
    [429, '', { type: 'limited' }],
  ])('takes a search answered with %i %j as no proof', async (status, body, finding) => {
    const desk = await aHelpdesk((_, response) =>
      response.writeHead(status, { 'Retry-After': '7' }).end(body),
    )
    expect(await find(desk.url)).toEqual(finding)
  })
})
