/**
 * What the note of the newest promise is compared with: see `newest-message.ts`. A message that is removed for good leaves its
 * id behind. Without that nobody could tell a database that it was dropped from, or forgotten in, from one that never had it.
 */
import type { Promises } from '../../newest-message.ts'
import type { Sql } from '../database.ts'
import { isIn } from '../queue/queue.ts'

export const GONE_TABLE = 'CREATE TABLE gone (id TEXT PRIMARY KEY) STRICT'

/** Ids that are kept: no more are removed while a note, which is written every second, is late. */
const KEPT = 1000

/** Notes the newest of the messages that are about to be removed; to be called in the transaction that does so. */
export function noteGone(sql: Sql, which: string, ...values: (string | number)[]): void {
  // The plus keeps it from reading all messages from the newest on.
  sql.run(
    `INSERT OR REPLACE INTO gone (id) SELECT id FROM submission WHERE ${which} ORDER BY +rowid DESC LIMIT 1`,
    ...values,
  )
}

/** Forgets the ids that no note can name any more. */
export const forgetGone = (sql: Sql): number =>
  sql.run('DELETE FROM gone WHERE rowid <= (SELECT max(rowid) FROM gone) - ?', KEPT)

/** What is, and was, in a database. */
export function promisesIn(sql: Sql): Promises {
  /** In which place of all removals; 0 for one that was not removed, or is forgotten. */
  const removedAt = (id: string) =>
    Number(sql.get('SELECT rowid AS place FROM gone WHERE id = ?', id)?.['place'] ?? 0)
  const isGone = (id: string) => removedAt(id) > 0
  return {
    isGone,
    // One that was removed before may have been sent again under its id: of that an older database knows as much.
    has: (id, before = null) => isIn(sql, id) || removedAt(id) > (before === null ? 0 : removedAt(before)),
    newest() {
      const row = sql.get('SELECT id, accepted_at FROM submission ORDER BY rowid DESC LIMIT 1')
      const gone = sql.get('SELECT id FROM gone ORDER BY rowid DESC LIMIT 1')
      return {
        ...(row && { id: String(row['id']), at: Number(row['accepted_at']) }),
        gone: gone ? String(gone['id']) : null,
      }
    },
  }
}
