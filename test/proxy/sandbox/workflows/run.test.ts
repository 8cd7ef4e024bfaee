/** Workflows that run, against the helpdesk's page "Workflows". */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { overdueAt } from '../../../../proxy/sandbox/workflows/business-hours.ts'
import type { NoReply } from '../../../../proxy/sandbox/workflows/kinds.ts'
import { aTicket, startSandbox, type TestSandbox } from '../../../harness/proxy/sandbox-server.ts'

const HOUR = 60 * 60_000

let desk: TestSandbox
beforeEach(async () => {
  desk = await startSandbox()
})
afterEach(() => desk.stop())

const workflow = async (trigger_type: string, more: Record<string, unknown> = {}) => {
  const actions = [{ type: 'add_internal_note', parameters: { body: '<p>It ran</p>' } }]
  const made = await desk.api('POST', '/workflows', { name: 'Rule', trigger_type, actions, ...more })
  expect(made.status).toBe(201)
  return made.json.data
}
const ticketOf = async (ulid: string) => (await desk.api('GET', `/tickets/${ulid}`)).json.data
const notesOf = async (ulid: string) =>
  (await ticketOf(ulid)).messages.filter((message: { type: string }) => message.type === 'note').length
const customer = (ulid: string, body = 'Hello?') =>
  desk.send('POST', `/sandbox/inbox/tickets/${ulid}/customer-reply`, { body })
/** A ticket of another helpdesk, with a message that waits. */
const anImport = async () => {
  const { channel, subject, from_contact } = aTicket()
  const messages = [{ type: 'inbound', body: 'x' }]
  const past = { channel, subject, from_contact, status: 'open', messages }
  return (await desk.api('POST', '/tickets/import', past)).json.data
}
const reply = (ulid: string) => desk.api('POST', `/tickets/${ulid}/reply`, { body: 'Here' })

describe('a workflow', () => {
  it('runs for a new ticket, and tells so in its log', async () => {
    const { ulid } = await workflow('on_new_ticket')
    const ticket = await desk.ticket()
    expect(await notesOf(ticket.ulid)).toBe(1)
    await customer(ticket.ulid)
    expect(await notesOf(ticket.ulid)).toBe(1)
    const log = (await desk.api('GET', `/tickets/${ticket.ulid}/activities`)).json.data
    expect(log).toContainEqual(
      expect.objectContaining({
        type: 'workflow_triggered',
        description: 'Workflow Rule ran',
        properties: { trigger: 'on_new_ticket', workflow_ulid: ulid },
      }),
    )
  })

  it('does not run when it is off, manual or deleted, nor for an import', async () => {
    await workflow('on_new_ticket', { is_enabled: false })
    await workflow('manual')
    const { ulid } = await workflow('on_new_ticket')
    const imported = await anImport()
    expect(await notesOf(imported.ulid)).toBe(0)
    await desk.api('DELETE', `/workflows/${ulid}`)
    expect(await notesOf((await desk.ticket()).ulid)).toBe(0)
  })

  it('runs for every inbound message, and only for the first where that is its condition', async () => {
    await workflow('on_inbound_message')
    const { ulid } = await desk.ticket()
    await customer(ulid)
    expect(await notesOf(ulid)).toBe(2)
    await workflow('on_inbound_message', { conditions: [{ type: 'is_first_message', parameters: {} }] })
    await customer(ulid)
    expect(await notesOf(ulid)).toBe(3)
    expect(await notesOf((await desk.ticket()).ulid)).toBe(2)
  })

  it('runs when its tag comes or goes', async () => {
    const [bug, other] = (await desk.api('GET', '/tags')).json.data
    await workflow('on_tag_added', { trigger_parameters: { tag_ulids: [bug.ulid] } })
    await workflow('on_tag_removed')
    const { ulid } = await desk.ticket()
    await desk.api('POST', `/tickets/${ulid}/tags/${other.ulid}`)
    expect(await notesOf(ulid)).toBe(0)
    for (let twice = 0; twice < 2; twice++) await desk.api('POST', `/tickets/${ulid}/tags/${bug.ulid}`)
    expect(await notesOf(ulid)).toBe(1)
    await desk.api('DELETE', `/tickets/${ulid}/tags/${other.ulid}`)
    expect(await notesOf(ulid)).toBe(2)
  })

  it.each<[string, object, boolean]>([
    ['subject_contains', { value: 'CONNECT' }, true],
    ['subject_equals', { value: 'connect' }, false],
    ['body_contains', { value: '403 error' }, true],
    ['from_email_equals', { value: 'John@Customer.example' }, true],
    ['from_email_contains', { value: 'jane' }, false],
    ['from_domain_equals', { value: '@customer.example' }, true],
    ['channel_is', { value: '01ke6p6t68ywyqn36fg4mwqkdx' }, true],
    ['contact_is_new', {}, true],
  ])('looks at %s %j', async (type, parameters, holds) => {
    await workflow('on_new_ticket', { conditions: [{ type, parameters }] })
    expect(await notesOf((await desk.ticket()).ulid)).toBe(holds ? 1 : 0)
    if (type === 'contact_is_new') expect(await notesOf((await desk.ticket()).ulid)).toBe(0)
  })

  it('asks for all of its conditions, or for any', async () => {
    const conditions = ['connect', 'nothing'].map((value) => ({
      type: 'subject_contains',
      parameters: { value },
    }))
    await workflow('on_new_ticket', { conditions })
    await workflow('on_new_ticket', { conditions, condition_match_type: 'any' })
    expect(await notesOf((await desk.ticket()).ulid)).toBe(1)
  })

  it('does what its actions say, in their order', async () => {
    const [team] = (await desk.api('GET', '/teams')).json.data
    const [ada] = (await desk.api('GET', '/members')).json.data
    const [tag] = (await desk.api('GET', '/tags')).json.data
    await workflow('on_new_ticket', {
      actions: [
        { type: 'add_tags', parameters: { tag_ulids: [tag.ulid, 'nonsense'] } },
        { type: 'assign_ticket', parameters: { assignee_ulid: ada.ulid, team_ulid: team.ulid } },
        { type: 'send_auto_reply', parameters: { body: '<p>We have it.</p>' } },
        { type: 'send_http_request', parameters: { url: 'http://127.0.0.1:9' } },
        { type: 'set_status', parameters: { status: 'closed' } },
      ],
    })
    const ticket = await ticketOf((await desk.ticket()).ulid)
    expect(ticket).toMatchObject({
      status: 'closed',
      tags: [{ ulid: tag.ulid }],
      assignee: { ulid: ada.ulid },
      assigned_team: { ulid: team.ulid },
    })
    expect(ticket.messages[1]).toMatchObject({
      type: 'outbound',
      body_html: '<p>We have it.</p>',
      sender: { id: null, name: 'Rule' },
    })
    const log = (await desk.api('GET', `/tickets/${ticket.ulid}/activities`)).json.data
    expect(log.map((line: { description: string }) => line.description)).toContain(
      'Workflow Rule does nothing here for send_http_request',
    )
  })
})

describe('on_no_reply', () => {
  const wait = { trigger_parameters: { value: 4, unit: 'hours' } }

  it('runs once for each time that the customer waits', async () => {
    await workflow('on_no_reply', wait)
    const { ulid } = await desk.ticket()
    desk.advance(4 * HOUR - 1000)
    expect(await notesOf(ulid)).toBe(0)
    await customer(ulid, 'Still there?') // does not begin the wait anew
    desk.advance(1000)
    expect(await notesOf(ulid)).toBe(1)
    desk.advance(100 * HOUR)
    expect(await notesOf(ulid)).toBe(1)
    await reply(ulid)
    desk.advance(100 * HOUR)
    expect(await notesOf(ulid)).toBe(1)
    await customer(ulid)
    desk.advance(4 * HOUR)
    expect(await notesOf(ulid)).toBe(2)
  })

  it('hears of a reply, and takes neither a note nor a forward for one', async () => {
    await workflow('on_no_reply', wait)
    const [answered, noted] = [await desk.ticket(), await desk.ticket()]
    await reply(answered.ulid)
    await desk.api('POST', `/tickets/${noted.ulid}/note`, { body: 'x' })
    await desk.api('POST', `/tickets/${noted.ulid}/forward`, { body: 'x', to_recipients: ['a@b.example'] })
    desk.advance(5 * HOUR)
    expect(await notesOf(answered.ulid)).toBe(0)
    expect(await notesOf(noted.ulid)).toBe(2)
  })

  it('leaves closed and imported tickets alone', async () => {
    await workflow('on_no_reply', wait)
    desk.advance(1000)
    const closed = await desk.ticket()
    await desk.api('PUT', `/tickets/${closed.ulid}/status`, { status: 'closed' })
    const imported = await anImport()
    desk.advance(5 * HOUR)
    expect([await notesOf(closed.ulid), await notesOf(imported.ulid)]).toEqual([0, 0])
  })

  const at = (text: string) => Date.parse(`2026-06-${text}:00Z`)
  it.each<[string, Partial<NoReply>, string]>([
    ['02T16:00', { value: 2, unit: 'hours' }, '02T18:00'],
    ['05T10:00', { value: 2, unit: 'days' }, '07T10:00'],
    ['02T16:00', { value: 2, unit: 'hours', only_business_hours: true }, '03T10:00'],
    ['05T16:30', { value: 90, unit: 'minutes', only_business_hours: true }, '08T10:00'],
    ['06T12:00', { value: 1, unit: 'hours', only_business_hours: true }, '08T10:00'],
    ['02T07:00', { value: 8, unit: 'hours', only_business_hours: true }, '02T17:00'],
    ['05T10:00', { value: 2, unit: 'days', only_business_hours: true }, '09T10:00'],
  ])('after %s, %j is over on %s', (since, parameters, over) => {
    const rule = { value: 1, unit: 'hours' as const, only_business_hours: false, ...parameters }
    expect(new Date(overdueAt(at(since), rule)).toISOString()).toBe(new Date(at(over)).toISOString())
  })
})
