/** What a process takes over when it begins to deliver, and after it could not see what became of its own. */
import { expect, it } from 'vitest'
import { Leadership } from '../../../proxy/delivery/leadership.ts'
import { aStore, SETTLE } from '../../harness/proxy/a-store.ts'
import { aClock, aSubmission } from '../../harness/proxy/builders.ts'

it('a mark of a call that comes to light late, after its commit was given up, is taken over too', async () => {
  const { now, pass } = aClock()
  const { store, outbox, sql } = aStore({ now })
  await outbox.accept(aSubmission())
  const options = { store, settleDelayMs: SETTLE, now, log: () => {} }
  const leadership = new Leadership(options, { forgetAll: () => {} })
  await leadership.take()
  leadership.loseSight()
  await leadership.take()
  // A database that waits for its standby answers nobody, and commits all the same.
  sql.run(`UPDATE submission SET state = 'sending'`)
  pass(20_000)
  await leadership.take()
  expect(outbox.counts()).toMatchObject({ unsure: 1, sending: 0 })
})

it.each([
  ['', 0],
  [', nor be made: another process may have its call open', 20_000],
])(
  'puts off the look for a message whose code came early in an older database: its ticket may not be found yet%s',
  async (_, callMs) => {
    const { now, pass } = aClock()
    const { store, outbox, sql } = aStore({ now })
    const { id } = aSubmission()
    await outbox.accept(aSubmission({ id }))
    const options = { store, settleDelayMs: SETTLE, now, log: () => {} }
    const leadership = new Leadership(options, { forgetAll: () => {} })
    const lead = { ...(await leadership.take())!, callMs }
    outbox.doubt(SETTLE)
    const look = async () => {
      sql.run('UPDATE submission SET due_at = ?', now())
      return leadership.puttingOff(lead, (await lead.due(true))!)
    }
    expect(await look()).toBe(true)
    expect(await lead.nextDue()).toBe(SETTLE + callMs)
    pass(SETTLE + callMs - 1)
    expect(await look()).toBe(true)
    expect(await lead.due(true)).toBeUndefined()
    pass(1)
    expect(await look()).toBe(false)
    expect(await lead.due(true)).toMatchObject({ id, state: 'unsure', attempts: 0 })
  },
)
