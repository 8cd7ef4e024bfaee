/** Challenges that were spent: each counts once, in the commit of the submission that brought it. */
import type { Sql } from './database.ts'
import type { SpentChallenge } from '../records.ts'
import { CLOCKS_MS } from '../rows.ts'

/** Notes that a challenge is spent. `false`: it was before. */
export function spendOnce(sql: Sql, { until, nonce }: SpentChallenge): boolean {
  return sql.run('INSERT INTO spent (until, nonce) VALUES (?, ?) ON CONFLICT DO NOTHING', until, nonce) === 1
}

/** Forgets those that nobody would take any more. */
export function forgetSpent(sql: Sql, now: number): void {
  sql.run('DELETE FROM spent WHERE until <= ?', now - CLOCKS_MS)
}
