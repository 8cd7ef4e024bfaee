/** Conversations in SQLite: see `ConversationStore`. */
import { UNSEEN_MS } from '../../conversation/store.ts'
import type { ChainMessage, ConversationStore, Reading } from '../../conversation/store.ts'
import { chainMessageOf, readingOf } from '../../rows.ts'
import { filesOf } from '../attachments.ts'
import type { Sql } from '../database.ts'

/** Erases what nobody has looked at for a day. */
export function forgetUnseen(sql: Sql, now: number): number {
  return sql.run('DELETE FROM reading WHERE viewed_at <= ?', now - UNSEEN_MS)
}

/** Erases what was read of the tickets of all submissions for which a condition holds. */
export function dropReadings(sql: Sql, which: string, ...values: (string | number)[]): number {
  return sql.run(`DELETE FROM reading WHERE key IN (SELECT ticket FROM submission WHERE ${which})`, ...values)
}

/** Erases all that was read of a person, whom one of their messages names. */
export function dropReadingsOf(sql: Sql, id: string): void {
  dropReadings(sql, 'id = ?', id)
  sql.run('DELETE FROM reading WHERE owner = (SELECT address FROM submission WHERE id = ?)', id)
}

function chainOf(sql: Sql, id: string): ChainMessage[] {
  // Two searches: with OR, SQLite would read the whole table where one column's index is partial.
  return sql
    .all(
      `SELECT * FROM submission WHERE id = ? UNION ALL SELECT * FROM submission WHERE chain = ?
       ORDER BY accepted_at, id`,
      id,
      id,
    )
    .map((row) => chainMessageOf(row, filesOf(sql, String(row['id']))))
}

/** @param now Milliseconds since the epoch. */
export function conversationsIn(sql: Sql, now: () => number): ConversationStore {
  const look = (key: string): Reading => {
    sql.run(
      `INSERT INTO reading (key, viewed_at) VALUES (?, ?)
       ON CONFLICT (key) DO UPDATE SET viewed_at = excluded.viewed_at`,
      key,
      now(),
    )
    return readingOf(sql.get('SELECT * FROM reading WHERE key = ?', key) ?? { key }, now())
  }
  return {
    async byReceipt(hash) {
      const row = sql.get(
        'SELECT id, chain FROM submission WHERE receipt = ? ORDER BY accepted_at LIMIT 1',
        hash,
      )
      return row ? chainOf(sql, String(row['chain'] ?? row['id'])) : []
    },
    byFirst: async (id) => chainOf(sql, id),
    async ofAddress(site, address, limit) {
      const rows = sql.all(
        'SELECT * FROM submission WHERE address = ? AND site = ? ORDER BY accepted_at DESC LIMIT ?',
        address,
        site,
        limit,
      )
      return rows.map((row) => chainMessageOf(row, []))
    },
    look: async (keys) => (keys.length === 0 ? [] : sql.transaction(() => keys.map(look))),
    async keep({ key, content, activity, owner }) {
      sql.run(
        'UPDATE reading SET content = ?, owner = ?, activity = ?, read_at = ?, stale = 0 WHERE key = ?',
        content,
        owner,
        activity,
        now(),
        key,
      )
    },
    async watched(withinMs) {
      const rows = sql.all('SELECT key FROM reading WHERE viewed_at > ?', now() - withinMs)
      return rows.map(({ key }) => String(key))
    },
    async compare(told) {
      sql.transaction(() => {
        for (const { key, activity } of told)
          sql.run(
            'UPDATE reading SET stale = 1 WHERE key = ? AND stale = 0 AND activity IS NOT ?',
            key,
            activity,
          )
      })
    },
    async claim(key, ms) {
      const claimed = sql.run(
        `INSERT INTO reading (key, viewed_at, claimed_until) VALUES (?, ?, ?)
         ON CONFLICT (key) DO UPDATE SET claimed_until = excluded.claimed_until WHERE claimed_until <= ?`,
        key,
        now(),
        now() + ms,
        now(),
      )
      return claimed > 0
    },
    async release(key) {
      sql.run('UPDATE reading SET claimed_until = 0 WHERE key = ?', key)
    },
  }
}
