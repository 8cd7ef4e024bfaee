/** Sessions of proven addresses, in SQLite; and what ends with an address, or with time. */
import { oneSpelling } from '../../../contract/email/spelling.ts'
import { sessionOf } from '../../email/email-rows.ts'
import { SESSION_IDLE_MS, SESSION_TOUCH_MS } from '../../email/email-store.ts'
import type { KeptSession } from '../../email/email-store.ts'
import { PAGE, UNTOLD } from '../../rows.ts'
import type { Row, Sql } from '../database.ts'

/** Opens a session for what a row of a code says. */
export function openSession(sql: Sql, hash: string, code: Row, now: number): void {
  sql.run(
    'INSERT INTO session (hash, site, email, spelling, opened_at, used_at) VALUES (?, ?, ?, ?, ?, ?)',
    hash,
    String(code['site']),
    String(code['email']),
    String(code['spelling']),
    now,
    now,
  )
}

/** Forgets codes, mails and sessions of an address, and what was to be done when it is proven. */
export function eraseProofs(sql: Sql, spelling: string): void {
  for (const table of ['code', 'mail', 'session', 'confirmation'])
    sql.run(`DELETE FROM ${table} WHERE spelling = ?`, spelling)
}

/** Forgets what is over. Returns how many rows. */
export function forgetProofs(sql: Sql, now: number): number {
  return sql.transaction(
    () =>
      sql.run('DELETE FROM code WHERE until <= ?', now) +
      sql.run('DELETE FROM mail WHERE until <= ?', now) +
      sql.run(`DELETE FROM confirmation WHERE until <= ? AND NOT (${UNTOLD})`, now) +
      sql.run('DELETE FROM session WHERE used_at <= ?', now - SESSION_IDLE_MS),
  )
}

export class SessionRows {
  readonly #sql: Sql
  readonly #now: () => number

  constructor(sql: Sql, now: () => number) {
    this.#sql = sql
    this.#now = now
  }

  addressOf(hash: string, site: string): string | undefined {
    const now = this.#now()
    const row = this.#sql.get(
      'SELECT email, used_at FROM session WHERE hash = ? AND site = ? AND used_at > ?',
      hash,
      site,
      now - SESSION_IDLE_MS,
    )
    if (!row) return undefined
    if (Number(row['used_at']) <= now - SESSION_TOUCH_MS)
      this.#sql.run('UPDATE session SET used_at = ? WHERE hash = ?', now, hash)
    return String(row['email'])
  }

  end(hash: string, site: string): void {
    this.#sql.run('DELETE FROM session WHERE hash = ? AND site = ?', hash, site)
  }

  list(after: string): { sessions: KeptSession[]; more: boolean } {
    const rows = this.#sql.all(
      `SELECT * FROM session WHERE hash > ? AND used_at > ? ORDER BY hash LIMIT ${PAGE}`,
      after,
      this.#now() - SESSION_IDLE_MS,
    )
    return { sessions: rows.map(sessionOf), more: rows.length === PAGE }
  }

  revoke(which: { email: string } | { hash: string }): number {
    if ('email' in which)
      return this.#sql.run('DELETE FROM session WHERE spelling = ?', oneSpelling(which.email))
    const { hash } = which
    return this.#sql.run('DELETE FROM session WHERE substr(hash, 1, ?) = ?', hash.length, hash)
  }
}
