import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { recordStatements } from '../../../harness/proxy/sqlite-plans.ts'
import { conforms } from '../conformance.ts'
import { delivered, leading, tried as again } from '../conformance/ground.ts'
import { anOpenedStore, SETTLE } from '../../../harness/proxy/a-store.ts'
import { aClock, aFolder, aSubmission } from '../../../harness/proxy/builders.ts'

const DAY = 86_400_000

const { scans, count } = recordStatements()

conforms('SQLite', () => {
  const [dataDir, clock] = [aFolder(), aClock()]
  const { now, pass } = clock
  return {
    open: async (options) =>
      anOpenedStore({ dataDir, now, retentionMs: 7 * DAY, dedupeMs: 90 * DAY, ...options }),
    pass: async (ms) => void pass(ms),
    // The file is free when its process has ended.
    lose: async () => {},
  }
})

it('reads no whole table that grows', () => {
  expect(count()).toBeGreaterThan(150)
  expect(scans()).toEqual([])
})

it('keeps the counters of the limits, and what messages used since', async () => {
  const dataDir = aFolder()
  const store = anOpenedStore({ dataDir })
  const salts = { salt: 's', saltedAt: 1, former: undefined }
  const charge = (serial: number) => ({
    serial,
    at: serial,
    points: [{ kind: 'email', key: 'k', points: 1 }],
  })
  expect(await store.counters.read()).toBeUndefined()
  await store.accept(aSubmission(), { charge: charge(1) })
  await store.counters.save({ salts, used: '{"a":1}', serial: 1 })
  expect(await store.counters.hasCharges()).toBe(false)
  await store.accept(aSubmission(), { charge: charge(2) })
  // Of a message that is stored already, nothing is used again.
  const next = anOpenedStore({ dataDir })
  expect(await next.counters.hasCharges()).toBe(true)
  expect(await next.counters.read()).toEqual({ salts, used: '{"a":1}', serial: 1, charges: [charge(2)] })
})

it('looks for all that waits in a database that is older than what was promised: it may have been sent since', async () => {
  const [dataDir, { now, pass }] = [aFolder(), aClock()]
  const open = () => anOpenedStore({ dataDir, now })
  const [sent, fresh, tried] = [aSubmission(), aSubmission(), aSubmission()]
  const store = open()
  for (const one of [sent, fresh, tried]) await store.accept(one)
  const before = await leading(store)
  await before.settle(sent.id, delivered, [{ kind: 'note', target: '<p>x</p>' }])
  await before.settle(tried.id, again())
  // As beside a database that was restored from a backup.
  writeFileSync(join(dataDir, 'promised.json'), JSON.stringify({ id: aSubmission().id, at: now() }))
  const lead = await leading(open())
  expect([await lead.due(true), await lead.dueStep()]).toEqual([undefined, undefined])
  pass(SETTLE)
  for (const { id } of [fresh, tried]) {
    expect(await lead.due(true)).toMatchObject({ id, state: 'unsure', why: 'older_database' })
    await lead.settle(id, delivered)
  }
  expect(await lead.dueStep()).toMatchObject({ kind: 'note', state: 'unsure' })
})
