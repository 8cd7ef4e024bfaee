/** The product's own helpdesk client against the emulated API, over real HTTP. */
import { describe, expect, it, onTestFinished } from 'vitest'
import { Helpdesk } from '../../../proxy/helpdesk/client.ts'
import type { Sought } from '../../../proxy/helpdesk/recognition.ts'
import { newMark, referenceOf } from '../../../proxy/reference.ts'
import { SANDBOX_CHANNEL } from '../../../proxy/sandbox/sandbox.ts'
import { ticketOf } from '../../../proxy/helpdesk/ticket.ts'
import { anOpenGate, aSubmission } from '../../harness/proxy/builders.ts'
import { startSandbox } from '../../harness/proxy/sandbox-server.ts'

/** A sandbox, and a client of it as the proxy would have. */
async function aClient(
  options: { token?: string; workspaceId?: string; rate?: number; timeoutMs?: number } = {},
) {
  const { rate = 1000, token = 'sandbox', workspaceId, timeoutMs = 2000 } = options
  const desk = await startSandbox({ rate })
  onTestFinished(() => desk.stop())
  const url = `${desk.origin}/sandbox/api`
  const gate = anOpenGate()
  const helpdesk = new Helpdesk({ url, token, workspaceId, timeoutMs, fetch, now: desk.now, gate })
  const fault = (settings: object) => desk.send('PUT', '/sandbox/faults', settings)
  return { desk, helpdesk, fault, gate }
}

/** A submission's ticket as the proxy would create it, with its reference. */
function aFiledTicket(channel = SANDBOX_CHANNEL) {
  const submission = aSubmission({ mark: newMark() })
  const reference = referenceOf(submission.id)
  const { mark, email, message } = submission
  const sought = { reference, mark, email, message, channel, acceptedAt: 0 }
  return { ticket: ticketOf(submission, { id: 'shop', channel }, reference), reference, sought }
}

/** What a whole search finds. */
const find = (helpdesk: Helpdesk, sought: Sought) => helpdesk.search(sought).next(() => true)

describe('the client', () => {
  it('creates a ticket, and finds it by its reference among others', async () => {
    const { helpdesk, desk } = await aClient()
    await desk.ticket()
    const { ticket, sought } = aFiledTicket()
    const outcome = await helpdesk.create(ticket)
    expect(outcome).toMatchObject({ type: 'delivered' })
    expect(await find(helpdesk, sought)).toEqual({
      type: 'found',
      ticket: outcome?.type === 'delivered' && outcome.ticket,
    })
  })

  it('finds nothing where there is nothing, also when another ticket quotes the reference', async () => {
    const { helpdesk, desk } = await aClient()
    const { reference, sought } = aFiledTicket()
    expect(await find(helpdesk, sought)).toEqual({ type: 'absent' })
    await desk.ticket({ body: `<p>About ${reference}</p><table><tr><td>S00000000000</td></tr></table>` })
    expect(await find(helpdesk, sought)).toEqual({ type: 'absent' })
  })

  it('finds its ticket behind more than a page of others that quote it', async () => {
    const { helpdesk, desk } = await aClient()
    const { ticket, reference, sought } = aFiledTicket()
    const outcome = await helpdesk.create(ticket)
    desk.advance(1000)
    for (let i = 0; i < 101; i++)
      await desk.ticket({ body: `<p>About ${reference}</p><table><tr><td>S00000000000</td></tr></table>` })
    expect(await find(helpdesk, sought)).toMatchObject({
      ticket: outcome?.type === 'delivered' && outcome.ticket,
    })
  })

  it('knows a wrong token, a missing workspace and a channel out of reach for what they are', async () => {
    const { ticket } = aFiledTicket()
    const wrong = await aClient({ token: 'nobody' })
    expect(await wrong.helpdesk.create(ticket)).toEqual({ type: 'rejected', status: 401 })
    expect(await wrong.helpdesk.misconfiguration(SANDBOX_CHANNEL)).toBe(401)
    const several = await aClient({ token: 'sandbox-multi' })
    expect(await several.helpdesk.create(ticket)).toEqual({ type: 'rejected', status: 400 })
    expect(await several.helpdesk.misconfiguration(SANDBOX_CHANNEL)).toBe(400)
    const { helpdesk } = await aClient()
    const elsewhere = '01AAAAAAAAAAAAAAAAAAAAAAAA'
    expect(await helpdesk.create(aFiledTicket(elsewhere).ticket)).toEqual({ type: 'rejected', status: 404 })
    expect(await helpdesk.misconfiguration(elsewhere)).toBe(404)
    expect(await helpdesk.misconfiguration(SANDBOX_CHANNEL)).toBe('none')
  })

  it('is told which fields are refused, and how long to wait at the limit', async () => {
    const { helpdesk, gate } = await aClient({ rate: 1 })
    const { ticket } = aFiledTicket()
    const refused = { ...ticket, subject: 'x'.repeat(256), from_contact: { email: 'nobody' } }
    const outcome = await helpdesk.create(refused)
    expect(outcome).toMatchObject({ type: 'refused' })
    expect(outcome).toMatchObject({
      why: expect.stringMatching(/subject.*from_contact\.email|from_contact\.email.*subject/),
    })
    expect(await helpdesk.create(ticket)).toEqual({ type: 'limited' })
    expect(gate.closed).toEqual([expect.toSatisfy((ms: number) => ms > 0 && ms <= 60_000)])
  })

  it.each(['create-then-fail', 'create-then-hang', 'create-then-reset'])(
    'is unsure after %s, and then finds the one ticket that was made',
    async (mode) => {
      const { helpdesk, fault } = await aClient({ timeoutMs: 200 })
      await fault({ mode, times: 1 })
      const { ticket, sought } = aFiledTicket()
      expect(await helpdesk.create(ticket)).toMatchObject({ type: 'unsure' })
      expect(await find(helpdesk, sought)).toMatchObject({ type: 'found' })
    },
  )

  it.each([
    [{ mode: 'hang' }, { type: 'unsure', why: 'timeout' }],
    [{ mode: 'reset' }, { type: 'unsure' }],
    [
      { mode: 'status', status: 502, body: 'html' },
      { type: 'unsure', why: '502' },
    ],
    [
      { mode: 'status', status: 200, body: 'empty' },
      { type: 'unsure', why: '200' },
    ],
    [{ mode: 'status', status: 429, retryAfter: '12' }, { type: 'limited' }, 12_000],
    [{ mode: 'status', status: 429, retryAfter: 'soon' }, { type: 'limited' }, 60_000],
  ])('takes %j as %j, and no ticket was made', async (settings, outcome, closed?: number) => {
    const { helpdesk, fault, desk, gate } = await aClient({ timeoutMs: 200 })
    await fault({ ...settings, times: 1 })
    expect(await helpdesk.create(aFiledTicket().ticket)).toMatchObject(outcome)
    expect(gate.closed).toEqual(closed === undefined ? [] : [closed])
    expect((await desk.api('GET', '/tickets')).json.meta.total).toBe(0)
  })

  it('does not find a ticket that the search does not show yet', async () => {
    const { helpdesk, fault, desk } = await aClient()
    await fault({ staleSearchMs: 5000 })
    const { ticket, sought } = aFiledTicket()
    await helpdesk.create(ticket)
    expect(await find(helpdesk, sought)).toEqual({ type: 'absent' })
    desk.advance(6000)
    expect(await find(helpdesk, sought)).toMatchObject({ type: 'found' })
  })
})
