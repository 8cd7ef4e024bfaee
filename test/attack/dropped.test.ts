/** A message that an operator drops while something is done with it, and that its visitor sends again under its id. */
import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { aFollowing, aStored } from '../harness/proxy/a-delivery.ts'
import { aPromised, isOpen } from '../harness/proxy/a-promise.ts'
import { aSubmission, json } from '../harness/proxy/builders.ts'

it.each([
  ['other words', 'Please cancel all of it'],
  ['the same words', 'Please send the invoice'],
])('with %s while its file is on its way becomes its ticket, and has its mark', async (_, message) => {
  const id = randomUUID()
  let isFirst = true
  const one = await aFollowing(() => {}, {
    files: async ({ name }) => {
      if (isFirst) {
        isFirst = false
        expect(await one.store.operator.drop(id)).toBe(true)
        one.clock.pass(1)
        const anew = aSubmission({ id, message, files: [aStored('b.png')] })
        expect(await one.outbox.accept(anew)).toMatchObject({ fresh: true })
      }
      return new Blob([name])
    },
  })
  const first = aSubmission({ id, message: 'Please send the invoice', files: [aStored('a.png')] })
  await one.outbox.accept(first)
  await one.run()
  const made = one.desk.calls.filter(({ method, path }) => method === 'POST' && path === '/tickets')
  expect(made).toHaveLength(1)
  expect(one.ticket().message.body).toContain(message)
  const row = one.sql.get('SELECT state, body FROM submission WHERE id = ?', id)!
  expect(row['state']).toBe('delivered')
  expect(one.ticket().message.body).toContain((JSON.parse(String(row['body'])) as { mark: string }).mark)
})

it('with other words while its ticket is opened becomes a ticket of its own', async () => {
  const { unsure, network, live, row, tickets, outbox, desk, store } = await aPromised()
  const { id } = await unsure({ message: 'Please send the invoice' }, true)
  let isFirst = true
  network.tamper = async (sent, pass) => {
    if (isOpen(sent) && isFirst) {
      isFirst = false
      expect(await store.operator.drop(id)).toBe(true)
      desk.advance(1)
      await outbox.accept(aSubmission({ id, message: 'Please cancel all of it' }))
    }
    return pass()
  }
  await live(3_600_000)
  const [other, ...more] = await tickets('Please cancel all of it')
  expect(more).toEqual([])
  expect(row(id)).toMatchObject({ state: 'delivered', ticket: other!.ulid })
  expect(await tickets('Please send the invoice')).toHaveLength(1)
})

it('has the patience for its own file that the first one had used up', async () => {
  let failing = true
  const one = await aFollowing(({ path }, response) => {
    if (path === '/attachments' && failing) json(response, 503, {})
  })
  const { outbox, run, clock, store, ticket } = one
  const message = aSubmission({ files: [aStored('a.png')] })
  await outbox.accept(message)
  for (let tries = 0; tries < 4; tries++) {
    await run()
    clock.pass(900_000)
  }
  expect(await store.operator.drop(message.id)).toBe(true)
  await outbox.accept(message)
  await run()
  failing = false
  clock.pass(900_000)
  await run()
  expect(ticket().message.attachment_ids).toEqual(['upl_1'])
})
