/** What a call does to the row of its message: the mark before it, and what became of it. */
import { mayBecome } from '../../rows.ts'
import type { Settlement } from '../../records.ts'
import type { EntryRow } from '../../store.ts'
import type { Sql } from '../database.ts'

/** By its id alone, what was sent again under the id of a dropped message would have the fate of that one's call. */
const THIS = 'id = ? AND accepted_at = ?'

/** True for a row that can be marked and settled; else undefined. */
export const canBeNamed = (sql: Sql, { id, acceptedAt }: EntryRow): true | undefined =>
  sql.get(`SELECT 1 AS one FROM submission WHERE ${THIS}`, id, acceptedAt) && true

/** Whether the row was there to be marked as being sent. */
export function markSending(sql: Sql, { id, acceptedAt }: EntryRow, now: number): boolean {
  const set = `UPDATE submission SET state = 'sending', changed_at = ? WHERE ${THIS}`
  return sql.run(set, now, id, acceptedAt) > 0
}

/** Whether the row was there to be settled. */
export function settleRow(
  sql: Sql,
  { id, acceptedAt }: EntryRow,
  settlement: Settlement,
  now: number,
): boolean {
  const waits = 'waitMs' in settlement ? settlement : undefined
  const changed = sql.run(
    `UPDATE submission SET state = ?, changed_at = ?, ticket = ?, why = ?, due_at = coalesce(?, due_at),
     attempts = coalesce(?, attempts) WHERE ${THIS} AND ${mayBecome(settlement.state)}`,
    settlement.state,
    now,
    'ticket' in settlement ? settlement.ticket : null,
    'why' in settlement ? settlement.why : null,
    waits ? Math.ceil(now + waits.waitMs) : null,
    settlement.attempts ?? null,
    id,
    acceptedAt,
  )
  return changed > 0
}
