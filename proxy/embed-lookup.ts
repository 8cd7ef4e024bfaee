/** What the documents may know of a message that was accepted: that it is there, and where its answer will go. */
import type { Submission } from './contract.ts'
import type { Sql } from './sqlite.ts'

/** Finds a message by its id or reference. The e-mail address is gone when its text has been erased. */
export function createLookup(sql: Sql): (key: string) => { email: string | undefined } | undefined {
  return (key) => {
    const row = sql.get('SELECT body FROM submission WHERE id = ? OR reference = ?', key, key)
    if (!row) return undefined
    const body = typeof row['body'] === 'string' ? (JSON.parse(row['body']) as Submission) : undefined // as: the outbox wrote it
    return { email: body?.email }
  }
}
