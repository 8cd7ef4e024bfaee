/** What a clock that was behind by days, and is right now, must not take away. */
import type { Sql } from '../database.ts'

/**
 * What was delivered by a clock that was `ms` behind counts from now on as what was delivered by the right one: else the first
 * cleaning would forget at once what was delivered a moment ago, and make a second ticket of its next try. To be called in the
 * transaction that notices it. What is older than that clock's time is kept longer as well: nobody can tell them apart.
 */
export function keepDelivered(sql: Sql, now: number, ms: number): void {
  sql.run(
    `UPDATE submission SET changed_at = min(changed_at + ?, ?) WHERE state = 'delivered' AND changed_at <= ?`,
    ms,
    now,
    now - ms,
  )
}
