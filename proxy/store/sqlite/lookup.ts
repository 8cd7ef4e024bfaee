/** What the documents may know of a message that was accepted: that it is there, and where and when its answer will come. */
import type { Submission } from '../../contract/submission.ts'
import type { Sql } from './database.ts'

/** What was found of a message; nothing but that it is there when its text has been erased. */
export interface Found {
  email: string | undefined
  topic: string | undefined
}

/** Finds a message by its id or reference. */
export function createLookup(sql: Sql): (key: string) => Found | undefined {
  return (key) => {
    const row = sql.get('SELECT body FROM submission WHERE id = ? OR reference = ?', key, key)
    if (!row) return undefined
    const body = typeof row['body'] === 'string' ? (JSON.parse(row['body']) as Submission) : undefined // as: the outbox wrote it
    return { email: body?.email, topic: body?.topic }
  }
}
