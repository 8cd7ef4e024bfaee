import { expect, it } from 'vitest'
import { recordStatements } from '../../../harness/proxy/sqlite-plans.ts'
import { conforms } from '../conformance.ts'
import { anOpenedStore } from '../../../harness/proxy/a-store.ts'
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
