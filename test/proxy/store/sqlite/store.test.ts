import { conforms } from '../conformance.ts'
import { anOpenedStore } from '../../../harness/proxy/a-store.ts'
import { aClock, aFolder } from '../../../harness/proxy/builders.ts'

const DAY = 86_400_000

conforms('SQLite', () => {
  const [dataDir, clock] = [aFolder(), aClock()]
  const { now, pass } = clock
  return {
    open: async (options) =>
      anOpenedStore({ dataDir, now, retentionMs: 7 * DAY, dedupeMs: 90 * DAY, ...options }),
    pass,
  }
})
