/** Forgets one person: what an e-mail address wrote, as far as nobody is still owed its delivery. */
import type { Sql } from './sqlite.ts'

/** What an erasure did. */
export interface Erased {
  /** Delivered messages whose text is gone. */
  erased: number
  /** References of messages that are not delivered yet: they stay, because they would be lost. */
  undelivered: string[]
}

/**
 * Erases the text of every delivered message of an e-mail address, from the file too; id, reference and ticket stay,
 * which name nobody. The addresses are compared here and not in SQL, whose `lower()` knows ASCII only.
 */
export function eraseEmail(sql: Sql, email: string): Erased {
  const wanted = email.trim().toLowerCase()
  const found: Erased = { erased: 0, undelivered: [] }
  sql.transaction(() => {
    for (const row of sql.all('SELECT id, reference, state, body FROM submission WHERE body IS NOT NULL')) {
      if (emailOf(row['body'])?.toLowerCase() !== wanted) continue
      if (row['state'] !== 'delivered') found.undelivered.push(String(row['reference']))
      else
        found.erased += sql.run(
          'UPDATE submission SET body = NULL, digest = ? WHERE id = ?',
          '',
          row['id'] ?? '',
        )
    }
  })
  // secure_delete has overwritten the pages; the log still holds them.
  if (found.erased > 0) sql.all('PRAGMA wal_checkpoint(TRUNCATE)')
  return found
}

function emailOf(body: unknown): string | undefined {
  try {
    const { email } = JSON.parse(String(body)) as { email?: unknown } // written by the outbox
    return typeof email === 'string' ? email : undefined
  } catch {
    return undefined
  }
}
