/** Sessions of proven addresses, in PostgreSQL; and what ends with an address, or with time. */
import { oneSpelling } from '../../../contract/email/spelling.ts'
import { sessionOf } from '../../email/email-rows.ts'
import { SESSION_IDLE_MS, SESSION_TOUCH_MS } from '../../email/email-store.ts'
import type { SessionStore } from '../../email/email-store.ts'
import { PAGE, UNTOLD } from '../../rows.ts'
import type { StoredRow } from '../../rows.ts'
import type { Database, Query } from '../database.ts'

/** Opens a session for what a row of a code says. */
export async function openSession(query: Query, clock: string, hash: string, code: StoredRow): Promise<void> {
  await query(
    `INSERT INTO session (hash, site, email, spelling, opened_at, used_at)
     SELECT $1, $2, $3, $4, now, now FROM (SELECT ${clock} AS now) AS moment`,
    hash,
    String(code['site']),
    String(code['email']),
    String(code['spelling']),
  )
}

/** Forgets codes, mails and sessions of an address, and what was to be done when it is proven. */
export async function eraseProofs(query: Query, spelling: string): Promise<void> {
  for (const table of ['code', 'mail', 'session', 'confirmation'])
    await query(`DELETE FROM ${table} WHERE spelling = $1`, spelling)
}

/** Forgets what is over. */
export async function forgetProofs(query: Query, now: string): Promise<void> {
  await query(`DELETE FROM code WHERE until <= ${now}`)
  await query(`DELETE FROM mail WHERE until <= ${now}`)
  await query(`DELETE FROM confirmation WHERE until <= ${now} AND NOT (${UNTOLD})`)
  await query(`DELETE FROM session WHERE used_at <= ${now} - $1::bigint`, SESSION_IDLE_MS)
}

export function sessionsOn({ query, now }: Database): SessionStore {
  return {
    async addressOf(hash, site) {
      const { rows } = await query(
        `SELECT email, used_at <= ${now()} - $3::bigint AS old FROM session
         WHERE hash = $1 AND site = $2 AND used_at > ${now()} - $4::bigint`,
        hash,
        site,
        SESSION_TOUCH_MS,
        SESSION_IDLE_MS,
      )
      const [row] = rows
      if (!row) return undefined
      if (row['old'] === true) await query(`UPDATE session SET used_at = ${now()} WHERE hash = $1`, hash)
      return String(row['email'])
    },
    async end(hash, site) {
      await query('DELETE FROM session WHERE hash = $1 AND site = $2', hash, site)
    },
    async list(after) {
      const { rows } = await query(
        `SELECT * FROM session WHERE hash > $1 AND used_at > ${now()} - $2::bigint ORDER BY hash LIMIT ${PAGE}`,
        after,
        SESSION_IDLE_MS,
      )
      return { sessions: rows.map(sessionOf), more: rows.length === PAGE }
    },
    async revoke(which) {
      const { count } =
        'email' in which
          ? await query('DELETE FROM session WHERE spelling = $1', oneSpelling(which.email))
          : await query('DELETE FROM session WHERE starts_with(hash, $1)', which.hash)
      return count
    },
  }
}
