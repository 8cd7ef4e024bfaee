/** Mails that wait, in SQLite. */
import { mailOf } from '../../email/email-rows.ts'
import type { KeptMail } from '../../email/confirmation.ts'
import type { Sql } from '../database.ts'

interface NewMail {
  mail: KeptMail
  /** Of its address: it is erased by that. */
  spelling: string
  now: number
  until: number
}

/** Stores a mail that is due at once. */
export function addMail(sql: Sql, { mail, spelling, now, until }: NewMail): void {
  sql.run(
    'INSERT INTO mail (id, spelling, body, due_at, until) VALUES (?, ?, ?, ?, ?)',
    mail.id,
    spelling,
    JSON.stringify(mail),
    now,
    until,
  )
}

export class MailRows {
  readonly #sql: Sql
  readonly #now: () => number

  constructor(sql: Sql, now: () => number) {
    this.#sql = sql
    this.#now = now
  }

  take(): { mail: KeptMail; tries: number } | undefined {
    const now = this.#now()
    // All of them, which is one: a statement that is left in the middle would not be committed.
    const [row] = this.#sql.all(
      `UPDATE mail SET taken = 1, tries = tries + 1 WHERE id =
         (SELECT id FROM mail WHERE taken = 0 AND due_at <= ? AND until > ? ORDER BY due_at LIMIT 1)
       RETURNING body, tries`,
      now,
      now,
    )
    return row && mailOf(row)
  }

  giveBack(id: string, waitMs: number): void {
    const due = Math.ceil(this.#now() + waitMs)
    this.#sql.run('UPDATE mail SET taken = 0, due_at = ? WHERE id = ?', due, id)
  }

  forget(id: string): void {
    this.#sql.run('DELETE FROM mail WHERE id = ?', id)
  }

  nextDue(): number | undefined {
    const now = this.#now()
    const at = this.#sql.get('SELECT min(due_at) AS at FROM mail WHERE taken = 0 AND until > ?', now)?.['at']
    return typeof at === 'number' ? Math.max(0, at - now) : undefined
  }
}
