/** Processes that stand in for each other: what one knew may not be true any more, or the other may not know. */
import { expect, it } from 'vitest'
import { aSubmission, json } from '../harness/proxy/builders.ts'
import { aFollowing, aRefund, aStored, SETTLE, TICKET } from '../harness/proxy/a-delivery.ts'
import { aPromised, isCreate, isOpen, isSearch } from '../harness/proxy/a-promise.ts'
import { Fenced } from '../../proxy/store/store.ts'
import type { Lead } from '../../proxy/store/store.ts'
import type { Ticket } from '../../proxy/helpdesk/ticket.ts'

/** Has the next call of one of its methods find another process delivering; `meanwhile` is what that one does. */
function standIn(lead: Lead, method: 'due' | 'begin', meanwhile: () => Promise<unknown> = async () => {}) {
  const was = lead[method]
  Object.assign(lead, {
    [method]: async () => {
      Object.assign(lead, { [method]: was })
      await meanwhile()
      throw new Fenced('Another process delivers by now.')
    },
  })
}

it('does not end a search that it had begun before the other one made the ticket', async () => {
  const { unsure, delivery, mail, network, row, sent, tickets, desk } = await aPromised()
  const { id, reference } = await unsure()
  for (let i = 0; i < 6; i++) await mail(`Nobody has answered ${reference} yet.`)
  desk.advance(SETTLE)
  // What it takes for spam stands in the second list only.
  network.tamper = (one, pass) =>
    isSearch(one) && !one.path.includes('spam') ? Promise.resolve(Response.json({ data: [] })) : pass()
  // Both lists are read, and candidates are still to be opened.
  while (sent.filter(isOpen).length < 3) await delivery.step()
  const made = sent.find(isCreate)!
  const lead = (await delivery.lead())!
  standIn(lead, 'due', () => desk.api('POST', '/tickets', JSON.parse(made.body) as object))
  delivery.start()
  const later = () => {
    desk.advance(SETTLE)
    delivery.wake()
    return row(id)['state']
  }
  await expect.poll(later).toBe('delivered')
  await delivery.stop()
  expect(await tickets('export button')).toHaveLength(1)
})

it('makes no ticket without its files while the other one may make it', async () => {
  const { outbox, delivery, called, clock } = await aFollowing((call, response) => {
    if (call.path === '/tickets') json(response, 422, { errors: { 'message.attachment_ids.0': ['invalid'] } })
  })
  const submission = aSubmission({ files: [aStored('a.png')] })
  await outbox.accept(submission)
  const why = '422 message.attachment_ids.0'
  outbox.settle({ ...submission, acceptedAt: clock.now() }, { state: 'pending', waitMs: 0, why, attempts: 1 })
  const lead = (await delivery.lead())!
  const begin = lead.begin.bind(lead)
  // Frozen while its call was open, for longer than its lease.
  lead.begin = async (...asked) => {
    const wait = await begin(...asked)
    standIn(lead, 'begin')
    return wait
  }
  await expect(delivery.step()).rejects.toBeInstanceOf(Fenced)
  expect(called().filter((call) => call === 'POST /tickets')).toHaveLength(1)
})

it('leaves a ticket that it finds to one that knows its site, for what follows it', async () => {
  let made: string | undefined
  const { outbox, run, clock, called, sites } = await aFollowing(({ method, path, body }, response) => {
    if (path.startsWith('/tickets?')) return json(response, 200, { data: made ? [{ ulid: TICKET }] : [] })
    const messages = [{ type: 'inbound', body_html: made }]
    if (method === 'GET') return json(response, 200, { data: { ulid: TICKET, messages } })
    if (path !== '/tickets') return
    made = (JSON.parse(body) as Ticket).message.body
    response.destroy()
  })
  await outbox.accept(aRefund())
  await run()
  // Half of a change: the file of sites is an older one where it delivers now.
  const shop = sites.get('shop')!
  const known = sites as Map<string, typeof shop>
  known.delete('shop')
  clock.pass(SETTLE)
  await run()
  known.set('shop', shop)
  clock.pass(SETTLE)
  await run()
  expect(outbox.counts()).toMatchObject({ delivered: 1 })
  expect(called()).toContain(`PUT /tickets/${TICKET}/assignee`)
  expect(called().filter((call) => call === 'POST /tickets')).toHaveLength(1)
})

it('gives up nothing that follows a ticket of a site that it does not know while the token is revoked', async () => {
  let isRevoked = true
  const { outbox, run, clock, sites, sql } = await aFollowing((call, response) => {
    if (isRevoked && call.path !== '/tickets') json(response, 401, {})
  })
  await outbox.accept(aRefund())
  const shop = sites.get('shop')!
  const known = sites as Map<string, typeof shop>
  // The ticket is made, and then the file of sites is another one.
  await run()
  known.delete('shop')
  known.set('other', { ...shop, id: 'other' })
  for (let hour = 0; hour < 2 * 12; hour++) {
    clock.pass(300_000)
    await run()
  }
  isRevoked = false
  clock.pass(1_000_000)
  await run()
  expect(sql.all(`SELECT kind, state, why FROM step WHERE state <> 'done'`)).toEqual([])
})
