import { expect, it } from 'vitest'
import { conforms } from '../conformance.ts'
import { aClock } from '../../../harness/proxy/builders.ts'
import { aDatabase, aPostgresStore, ask, WAYS } from '../../../harness/postgres/a-database.ts'
import { recordQueries } from '../../../harness/postgres/plans.ts'

const DAY = 86_400_000
const { count, scans } = recordQueries()

for (const way of WAYS)
  conforms(`PostgreSQL, ${way}`, () => {
    const database = aDatabase()
    const { now, pass } = aClock()
    return {
      open: async (options) =>
        aPostgresStore((await database)[way], {
          clock: () => `${now()}::bigint`,
          retentionMs: 7 * DAY,
          dedupeMs: 90 * DAY,
          ...options,
        }),
      async pass(ms) {
        pass(ms)
        await ask((await database).direct, 'UPDATE lease SET until = until + $1', ms)
      },
      lose: async () => void (await ask((await database).direct, 'UPDATE lease SET until = 0')),
    }
  })

// What strangers, the delivery and every tick can cause must cost no more when there are many messages.
it.runIf(WAYS.length > 0)('PostgreSQL reads no whole table that grows', async () => {
  const { direct } = await aDatabase()
  await aPostgresStore(direct)
  expect(count()).toBeGreaterThan(80)
  expect(await scans(direct)).toEqual([])
})
