/** Which statements of the SQLite store read all of a table that grows, of all that a file of tests has had it run. */
import Database from 'libsql'
import { afterAll, afterEach, vi } from 'vitest'
import { aDatabase, aFolder } from './builders.ts'
import { mayReadAll, WAITING } from './plan-exceptions.ts'

/** Tables with one row, or one for each kind of something that we know. */
const FIXED = /^(alert|allowance|gate_closure|probe|signing_key|sqlite_|pragma_|json_|t\b|one\b)/

/** Remembers every statement that is prepared while the tests of this file run. */
export function recordStatements(): { scans: () => string[]; count: () => number } {
  const known = new Set<string>()
  const watched = vi.spyOn(Database.prototype, 'prepare')
  /** All of them so far. */
  const texts = () => {
    for (const [text] of watched.mock.calls) known.add(text.replace(/\s+/g, ' ').trim())
    watched.mockClear()
    return [...known]
  }
  afterEach(() => void texts())
  afterAll(() => watched.mockRestore())
  return {
    count: () => texts().length,
    /** `HOW in STATEMENT` of each that reads a whole table, or a whole index of one. */
    scans() {
      const sql = aDatabase(aFolder())
      const plansOf = (text: string) => {
        const marks = text.replace(/'[^']*'/g, '').split('?').length - 1
        try {
          return sql.all(`EXPLAIN QUERY PLAN ${text}`, ...Array.from({ length: marks }, () => 0))
        } catch (error) {
          // Of the migrations: the table is not there any more.
          if (String(error).includes('no such table')) return []
          throw error
        }
      }
      return texts()
        .filter((text) => /^(SELECT|UPDATE|DELETE|INSERT|WITH)\b/.test(text) && !mayReadAll(text))
        .flatMap((text) => plansOf(text).map(({ detail }) => `${String(detail)} in ${text}`))
        .filter((plan) => {
          const [, table = ''] = /^SCAN (\w+)/.exec(plan) ?? []
          return table !== '' && !FIXED.test(table) && !WAITING.test(plan.split(' in ')[0] ?? '')
        })
    },
  }
}
