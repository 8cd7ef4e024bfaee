/** What the documents may know of a message that was accepted: that it is there, and where and when its answer will come. */
import type { Submission } from '../../contract/submission.ts'
import type { Row, Sql } from './database.ts'

/** What was found of a message; nothing but that it is there when its text has been erased. */
export interface Found {
  email: string | undefined
  topic: string | undefined
}

function foundIn(row: Row | undefined): Found | undefined {
  if (!row) return undefined
  const body = typeof row['body'] === 'string' ? (JSON.parse(row['body']) as Submission) : undefined // as: the outbox wrote it
  return { email: body?.email, topic: body?.topic }
}

/** Finds a message by its id or reference: two look-ups, because `OR` of both was seen to read the whole table. */
export function createLookup(sql: Sql): (key: string) => Found | undefined {
  return (key) =>
    foundIn(
      sql.get('SELECT body FROM submission WHERE id = ?', key) ??
        sql.get('SELECT body FROM submission WHERE reference = ?', key),
    )
}
