/** Conversations in SQLite: see `ConversationStore`. */
import { addressHash } from '../../conversation/address.ts'
import { ratedOf } from '../../conversation/rating.ts'
import { NOTED_MS, UNSEEN_MS } from '../../conversation/store.ts'
import type { ChainMessage, ConversationStore, Reading } from '../../conversation/store.ts'
import { chainMessageOf, OWED, readingOf } from '../../rows.ts'
import { filesOf } from '../attachments.ts'
import type { Sql } from '../database.ts'
import { noteRating } from './ratings.ts'

const ROW = `SELECT *, ${ratedOf('json_group_array(place)')} FROM submission`

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

/** The messages of an address whose text was erased by time. */
const TEXTLESS = `address = ? AND body IS NULL AND state = 'delivered'`

/** What messages of an address are found by; undefined where there are none. */
function addressIn(sql: Sql, email: string): string | undefined {
  const key = sql.get('SELECT key FROM signing_key')?.['key']
  return typeof key === 'string' ? addressHash(key, email) : undefined
}

/** The ids of the messages of an address whose text was erased by time. */
export function withoutText(sql: Sql, email: string): Set<string> {
  const address = addressIn(sql, email)
  if (address === undefined) return new Set()
  const rows = sql.all(`SELECT id FROM submission WHERE ${TEXTLESS}`, address)
  return new Set(rows.map(({ id }) => String(id)))
}

/**
 * Forgets what the messages of an address are found by whose text is erased already, what was said to their answers, and
 * all that was read of them.
 * @returns References of those of which something that was said was not written on the ticket yet.
 */
export function forgetAddress(sql: Sql, email: string): string[] {
  const address = addressIn(sql, email)
  if (address === undefined) return []
  sql.run('DELETE FROM reading WHERE owner = ?', address)
  // By its message too: the helpdesk may tell another address of the ticket since, or none.
  dropReadings(sql, TEXTLESS, address)
  const unwritten = sql.all(`SELECT reference FROM submission WHERE ${TEXTLESS} AND ${OWED}`, address)
  // Words to an answer, which may be written long after the message: nothing else tells whose they are.
  sql.run(
    `DELETE FROM step WHERE kind = 'note' AND submission IN (SELECT id FROM submission WHERE ${TEXTLESS})`,
    address,
  )
  sql.run(`UPDATE submission SET digest = '', receipt = NULL, address = NULL WHERE ${TEXTLESS}`, address)
  return unwritten.map(({ reference }) => String(reference))
}

function chainOf(sql: Sql, id: string): ChainMessage[] {
  // Two searches: with OR, SQLite would read the whole table where one column's index is partial.
  return sql
    .all(
      `${ROW} WHERE id = ? UNION ALL ${ROW} WHERE chain = ?
       ORDER BY accepted_at, id`,
      id,
      id,
    )
    .map((row) => chainMessageOf(row, filesOf(sql, String(row['id']))))
}

/** Begins a reading, or notes that somebody looks at it. */
const LOOKED = `INSERT INTO reading (key, viewed_at) VALUES (?, ?)
  ON CONFLICT (key) DO UPDATE SET viewed_at = excluded.viewed_at`

const CLAIMED = `INSERT INTO reading (key, viewed_at, claimed_until) VALUES (?, ?, ?)
  ON CONFLICT (key) DO UPDATE SET claimed_until = excluded.claimed_until WHERE claimed_until <= ? RETURNING changes`

/** What both say of activity: the list, and the ticket alone. They may say it differently, and each in its own way. */
const COMPARED = `UPDATE reading SET changes = changes + (activity IS NOT ?), told = ? WHERE key = ? AND told IS NOT ?`

const KEPT = `UPDATE reading SET content = ?, owner = ?, activity = ?, read_changes = ?, read_at = ?, claimed_until = 0
  WHERE key = ?`

/** @param now Milliseconds since the epoch. */
function readingsIn(
  sql: Sql,
  now: () => number,
): Pick<ConversationStore, 'look' | 'peek' | 'keep' | 'stale' | 'compare' | 'claim'> {
  const peek = (key: string): Reading | undefined => {
    const row = sql.get('SELECT * FROM reading WHERE key = ?', key)
    return row && readingOf(row, now())
  }
  const look = (key: string) => {
    sql.run(LOOKED, key, now())
    return peek(key) ?? []
  }
  return {
    async look(keys) {
      const all = [...new Set(keys)]
      const isNoted = (key: string) =>
        sql.get('SELECT 1 AS one FROM reading WHERE key = ? AND viewed_at > ?', key, now() - NOTED_MS)
      if (!all.every(isNoted)) return sql.transaction(() => all.flatMap(look))
      return all.flatMap((key) => peek(key) ?? [])
    },
    peek: async (key) => peek(key),
    async keep({ key, content, owner, activity, change }) {
      sql.run(KEPT, content, owner, activity, change, now(), key)
    },
    async stale(withinMs) {
      const rows = sql.all(
        `SELECT key FROM reading WHERE viewed_at > ? AND changes > read_changes AND claimed_until <= ?
         ORDER BY read_at IS NOT NULL, read_at`,
        now() - withinMs,
        now(),
      )
      return rows.map(({ key }) => String(key))
    },
    async compare(told) {
      sql.transaction(() => {
        for (const { key, activity } of told) sql.run(COMPARED, activity, activity, key, activity)
      })
    },
    async claim(key, ms) {
      const row = sql.get(CLAIMED, key, now(), now() + ms, now())
      return row && Number(row['changes'])
    },
  }
}

/**
 * @param now Milliseconds since the epoch.
 * @param present Throws where nothing may be promised.
 */
export function conversationsIn(sql: Sql, now: () => number, present: () => void): ConversationStore {
  return {
    ...readingsIn(sql, now),
    async byReceipt(site, hash) {
      const row = sql.get(
        'SELECT id, chain FROM submission WHERE receipt = ? AND site = ? ORDER BY accepted_at LIMIT 1',
        hash,
        site,
      )
      return row ? chainOf(sql, String(row['chain'] ?? row['id'])) : []
    },
    byFirst: async (id) => chainOf(sql, id),
    async rate(rating) {
      present()
      return noteRating(sql, rating, now())
    },
    async ofAddress(site, address, limit) {
      const rows = sql.all(
        'SELECT * FROM submission WHERE address = ? AND site = ? ORDER BY accepted_at DESC LIMIT ?',
        address,
        site,
        limit,
      )
      return rows.map((row) => chainMessageOf(row, []))
    },
  }
}
