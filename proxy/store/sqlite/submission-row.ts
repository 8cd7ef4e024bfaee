/** How rows are read: the conditions of what waits, and what a row says. */
import { STUCK_TRIES } from '../records.ts'
import type { Entry, MessageState, StoredSubmission } from '../records.ts'
import type { Row, Sql } from './database.ts'

/**
 * Submissions that were never tried, and those that were: together all that wait. Worded as in their indexes: any other
 * wording would read the whole table.
 */
export const FRESH = `state = 'pending' AND attempts = 0`
export const RETRY = `state IN ('pending', 'unsure') AND (state = 'unsure' OR attempts > 0)`

/** Of the submissions that wait, those that do so for a reason of their own. */
export const STUCK = `attempts >= ${STUCK_TRIES}`

/** A due time further ahead was written by another clock: no backoff is longer. */
export const AHEAD_MAX_MS = 900_000

/** What is stored of a submission, unless it has been erased. A damaged one must not stop the rows behind it. */
export function bodyOf({ body }: Row): StoredSubmission | undefined {
  try {
    return typeof body === 'string' ? (JSON.parse(body) as StoredSubmission) : undefined // written by the outbox
  } catch {
    return undefined
  }
}

/**
 * Columns of a message that is known by its id or its reference: two look-ups, because `OR` of both was seen to read the
 * whole table.
 */
export const rowOf = (sql: Sql, columns: 'body' | '*', id: string, reference: string): Row | undefined =>
  sql.get(`SELECT ${columns} FROM submission WHERE id = ?`, id) ??
  sql.get(`SELECT ${columns} FROM submission WHERE reference = ?`, reference)

/** A submission that is not settled. */
export function entryOf(row: Row): Entry {
  const text = (column: string) => String(row[column])
  return {
    id: text('id'),
    reference: text('reference'),
    site: text('site'),
    state: row['state'] as MessageState, // the column's CHECK allows nothing else
    submission: bodyOf(row),
    acceptedAt: Number(row['accepted_at']),
    attempts: Number(row['attempts']),
  }
}
