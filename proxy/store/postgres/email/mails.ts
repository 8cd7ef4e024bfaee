/** Mails that wait, in PostgreSQL. */
import { mailOf } from '../../email/email-rows.ts'
import type { MailStore } from '../../email/email-store.ts'
import type { KeptMail } from '../../email/confirmation.ts'
import type { Database, Query } from '../database.ts'

interface NewMail {
  mail: KeptMail
  /** Of its address: it is erased by that. */
  spelling: string
  lifeMs: number
}

/** Stores a mail that is due at once. */
export async function addMail(
  query: Query,
  clock: string,
  { mail, spelling, lifeMs }: NewMail,
): Promise<void> {
  await query(
    `INSERT INTO mail (id, spelling, body, due_at, until)
     SELECT $1, $2, $3, now, now + $4::bigint FROM (SELECT ${clock} AS now) AS moment`,
    mail.id,
    spelling,
    JSON.stringify(mail),
    lifeMs,
  )
}

export function mailsOn({ query, now, clock }: Database): MailStore {
  return {
    async take() {
      const { rows } = await query(
        `UPDATE mail SET taken = true, tries = tries + 1 WHERE id =
           (SELECT id FROM mail WHERE NOT taken AND due_at <= ${now()} AND until > ${now()}
            ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
         RETURNING body, tries`,
      )
      return rows[0] && mailOf(rows[0])
    },
    async giveBack(id, waitMs) {
      await query(
        `UPDATE mail SET taken = false, due_at = ${now()} + $2::bigint WHERE id = $1`,
        id,
        Math.ceil(waitMs),
      )
    },
    async forget(id) {
      await query('DELETE FROM mail WHERE id = $1', id)
    },
    async nextDue() {
      const { rows } = await query(
        `SELECT min(due_at) - ${clock()} AS ms FROM mail WHERE NOT taken AND until > ${now()}`,
      )
      const ms = rows[0]?.['ms']
      return ms === null || ms === undefined ? undefined : Math.max(0, Number(ms))
    },
  }
}
