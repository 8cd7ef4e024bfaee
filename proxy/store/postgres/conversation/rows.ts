/** Conversations in PostgreSQL: see `ConversationStore`. */
import { addressHash } from '../../conversation/address.ts'
import { ratedOf } from '../../conversation/rating.ts'
import { NOTED_MS, UNSEEN_MS } from '../../conversation/store.ts'
import type { ChainMessage, ConversationStore } from '../../conversation/store.ts'
import { chainMessageOf, fileOf, OWED, readingOf } from '../../rows.ts'
import type { Database, PgValue, Query } from '../database.ts'
import { noteRating } from './ratings.ts'

/** Erases what nobody has looked at for a day. */
export const forgetUnseen = (query: Query, now: string) =>
  query(`DELETE FROM reading WHERE viewed_at <= ${now} - $1::bigint`, UNSEEN_MS)

/** Erases what was read of the tickets of all submissions for which a condition holds. */
export const dropReadings = (query: Query, which: string, ...values: PgValue[]) =>
  query(`DELETE FROM reading WHERE key IN (SELECT ticket FROM submission WHERE ${which})`, ...values)

/** Erases all that was read of a person, whom one of their messages names. */
export async function dropReadingsOf(query: Query, id: string): Promise<void> {
  await dropReadings(query, 'id = $1', id)
  await query('DELETE FROM reading WHERE owner = (SELECT address FROM submission WHERE id = $1)', id)
}

/** The messages of an address whose text was erased by time. */
const TEXTLESS = `address = $1 AND body IS NULL AND state = 'delivered'`

/** What messages of an address are found by; undefined where there are none. */
async function addressIn(query: Query, email: string): Promise<string | undefined> {
  const { rows } = await query(`SELECT value FROM setting WHERE name = 'signing_key'`)
  const key = rows[0]?.['value']
  return typeof key === 'string' ? addressHash(key, email) : undefined
}

/** The ids of the messages of an address whose text was erased by time. */
export async function withoutText(query: Query, email: string): Promise<Set<string>> {
  const address = await addressIn(query, email)
  if (address === undefined) return new Set()
  const { rows } = await query(`SELECT id FROM submission WHERE ${TEXTLESS}`, address)
  return new Set(rows.map(({ id }) => String(id)))
}

/**
 * Forgets what the messages of an address are found by whose text is erased already, what was said to their answers, and
 * all that was read of them.
 * @returns References of those of which something that was said was not written on the ticket yet.
 */
export async function forgetAddress(query: Query, email: string): Promise<string[]> {
  const address = await addressIn(query, email)
  if (address === undefined) return []
  await query('DELETE FROM reading WHERE owner = $1', address)
  // By its message too: the helpdesk may tell another address of the ticket since, or none.
  await dropReadings(query, TEXTLESS, address)
  const { rows } = await query(`SELECT reference FROM submission WHERE ${TEXTLESS} AND ${OWED}`, address)
  // Words to an answer, which may be written long after the message: nothing else tells whose they are.
  await query(
    `DELETE FROM step WHERE kind = 'note' AND submission IN (SELECT id FROM submission WHERE ${TEXTLESS})`,
    address,
  )
  await query(`UPDATE submission SET digest = '', receipt = NULL, address = NULL WHERE ${TEXTLESS}`, address)
  return rows.map(({ reference }) => String(reference))
}

async function chainOf(query: Query, id: string): Promise<ChainMessage[]> {
  const { rows } = await query(
    `SELECT *, ${ratedOf('json_agg(place)::text')} FROM submission WHERE id = $1 OR chain = $1
     ORDER BY accepted_at, id`,
    id,
  )
  const files = await query(
    'SELECT * FROM attachment WHERE submission = ANY ($1::text[]) ORDER BY submission, place',
    rows.map((row) => String(row['id'])),
  )
  return rows.map((row) =>
    chainMessageOf(row, files.rows.filter(({ submission }) => submission === row['id']).map(fileOf)),
  )
}

function readingsOn({
  query,
  clock,
  now,
}: Database): Pick<ConversationStore, 'look' | 'peek' | 'keep' | 'stale' | 'compare' | 'claim'> {
  return {
    async look(keys) {
      if (keys.length === 0) return []
      const all = [...new Set(keys)]
      const noted = await query(
        `SELECT *, ${now()} AS now FROM reading
         WHERE key = ANY ($1::text[]) AND viewed_at > ${now()} - $2::bigint`,
        all,
        NOTED_MS,
      )
      if (noted.count === all.length) return noted.rows.map((row) => readingOf(row, Number(row['now'])))
      // In one order: two processes that look at the same tickets would lock each other out.
      const { rows } = await query(
        `INSERT INTO reading (key, viewed_at)
         SELECT key, ${clock()} FROM unnest($1::text[]) AS t (key) ORDER BY key COLLATE "C"
         ON CONFLICT (key) DO UPDATE SET viewed_at = excluded.viewed_at RETURNING *, ${now()} AS now`,
        all,
      )
      return rows.map((row) => readingOf(row, Number(row['now'])))
    },
    async peek(key) {
      const { rows } = await query(`SELECT *, ${now()} AS now FROM reading WHERE key = $1`, key)
      return rows[0] && readingOf(rows[0], Number(rows[0]['now']))
    },
    async keep({ key, content, owner, activity, change }) {
      await query(
        `UPDATE reading SET content = $2, owner = $3, activity = $4, read_changes = $5, read_at = ${now()},
         claimed_until = 0 WHERE key = $1`,
        key,
        content,
        owner,
        activity,
        change,
      )
    },
    async stale(withinMs) {
      const { rows } = await query(
        `SELECT key FROM reading WHERE viewed_at > ${now()} - $1::bigint AND changes > read_changes
         AND claimed_until <= ${now()} ORDER BY read_at NULLS FIRST`,
        withinMs,
      )
      return rows.map(({ key }) => String(key))
    },
    async compare(told) {
      // What both say of activity, the list and the ticket alone: they may say it differently, and each in its own way.
      await query(
        `UPDATE reading SET told = t.activity,
         changes = changes + (reading.activity IS DISTINCT FROM t.activity)::integer
         FROM json_to_recordset($1::json) AS t (key text, activity text)
         WHERE reading.key = t.key AND told IS DISTINCT FROM t.activity`,
        JSON.stringify(told),
      )
    },
    async claim(key, ms) {
      const { rows } = await query(
        `INSERT INTO reading (key, viewed_at, claimed_until) VALUES ($1, ${clock()}, ${clock()} + $2::bigint)
         ON CONFLICT (key) DO UPDATE SET claimed_until = excluded.claimed_until
         WHERE reading.claimed_until <= ${now()} RETURNING changes`,
        key,
        ms,
      )
      return rows[0] && Number(rows[0]['changes'])
    },
  }
}

export function conversationsOn(database: Database): ConversationStore {
  const { query } = database
  return {
    ...readingsOn(database),
    async byReceipt(site, hash) {
      const { rows } = await query(
        'SELECT id, chain FROM submission WHERE receipt = $1 AND site = $2 ORDER BY accepted_at LIMIT 1',
        hash,
        site,
      )
      const [row] = rows
      return row ? chainOf(query, String(row['chain'] ?? row['id'])) : []
    },
    byFirst: (id) => chainOf(query, id),
    rate: (rating) => noteRating(database, rating),
    async ofAddress(site, address, limit) {
      const { rows } = await query(
        'SELECT * FROM submission WHERE address = $1 AND site = $2 ORDER BY accepted_at DESC LIMIT $3',
        address,
        site,
        limit,
      )
      return rows.map((row) => chainMessageOf(row, []))
    },
  }
}
