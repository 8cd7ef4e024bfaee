/** Messages whose site or topic the proxy that delivers does not know. */
import { expect, it } from 'vitest'
import type { TopicRouting } from '../../../proxy/helpdesk/routing.ts'
import { aFollowing, aRefund, SETTLE, ulid } from '../../harness/proxy/a-delivery.ts'
import { aSubmission, CHANNEL, json } from '../../harness/proxy/builders.ts'

it('keeps a message whose site is no longer configured', async () => {
  const { outbox, run, desk, lines } = await aFollowing()
  await outbox.accept(aSubmission({ site: 'closed-shop' }))
  await run()
  expect(desk.calls).toHaveLength(0)
  expect(outbox.counts().pending).toBe(1)
  expect(lines.join('')).toContain('site_removed')
})

/** A delivery that does not know the topic of a message that another process has taken. */
async function without(state: 'pending' | 'unsure') {
  const one = await aFollowing((call, response) => {
    if (call.path.startsWith('/tickets?')) json(response, 200, { data: [] })
  })
  const { outbox, sites, run, lines, called } = one
  const topics = sites.get('shop')?.desk?.topics as Map<string, TopicRouting> // as: read from the file into one
  const refund = topics.get('refund')!
  topics.delete('refund')
  const submission = aRefund()
  await outbox.accept(submission)
  if (state === 'unsure') {
    const row = { ...submission, acceptedAt: one.clock.now() }
    outbox.sending(row)
    outbox.settle(row, { state, waitMs: 0, why: 'timeout', attempts: 1 })
  }
  await run()
  expect(called()).toEqual([])
  expect(lines.join('')).toContain('topic_removed')
  return { ...one, learn: () => topics.set('refund', refund) }
}

it.each(['pending', 'unsure'] as const)('lets a message that is %s wait for its topic', async (state) => {
  const { clock, run, ticket, outbox, learn } = await without(state)
  learn()
  clock.pass(600_000)
  await run()
  expect(ticket().channel).toBe(ulid('3'))
  expect(outbox.counts()).toMatchObject({ delivered: 1, pending: 0 })
})

it('sends a message without its topic to the channel of its site when it has waited long enough', async () => {
  const { clock, run, ticket } = await without('pending')
  clock.pass(900_000)
  await run()
  expect(ticket().channel).toBe(CHANNEL)
})

it('keeps in mind of a message without its topic that its database is older, until its ticket could be found', async () => {
  const { outbox, sql, sites, run, clock } = await aFollowing()
  const topics = sites.get('shop')?.desk?.topics as Map<string, TopicRouting> // as: read from the file into one
  topics.delete('refund')
  await outbox.accept(aRefund())
  outbox.doubt(SETTLE)
  // As a visitor's code does.
  sql.run('UPDATE submission SET due_at = ?', clock.now())
  await run()
  expect(sql.get('SELECT why, due_at FROM submission')).toMatchObject({
    why: 'older_database',
    due_at: clock.now() + SETTLE,
  })
  clock.pass(SETTLE)
  await run()
  expect(sql.get('SELECT why FROM submission')).toMatchObject({ why: 'older_database; topic_removed' })
})
