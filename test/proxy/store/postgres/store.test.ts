import { conforms } from '../conformance.ts'
import { aClock } from '../../../harness/proxy/builders.ts'
import { aDatabase, aPostgresStore, ask, WAYS } from '../../../harness/postgres/a-database.ts'

const DAY = 86_400_000

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
