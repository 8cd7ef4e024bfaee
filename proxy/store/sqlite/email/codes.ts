/** Codes that were asked for, with their mails, in SQLite. */
import { oneSpelling } from '../../../contract/email/spelling.ts'
import { judgeCode, sameRequest } from '../../email/email-rows.ts'
import { CODE_TRIES } from '../../email/email-store.ts'
import type { AskedCode, AskReceipt, CodeAttempt } from '../../email/email-store.ts'
import type { Dues } from '../../records.ts'
import { writeCharges } from '../allowances.ts'
import type { Sql } from '../database.ts'
import { spendOnce } from '../spent-challenges.ts'
import { confirmMessages } from './confirmations.ts'
import { addMail } from './mails.ts'
import { openSession } from './sessions.ts'

export class CodeRows {
  readonly #sql: Sql
  readonly #now: () => number

  constructor(sql: Sql, now: () => number) {
    this.#sql = sql
    this.#now = now
  }

  recognise(asked: Pick<AskedCode, 'id' | 'site' | 'email' | 'asker'>): 'known' | 'conflict' | undefined {
    const row = this.#sql.get('SELECT site, email, asker FROM code WHERE id = ?', asked.id)
    return row && sameRequest(row, asked)
  }

  ask(asked: AskedCode, { spend, charge }: Dues = {}): AskReceipt {
    return this.#sql.transaction(() => {
      const known = this.recognise(asked)
      if (known) return known
      if (spend && !spendOnce(this.#sql, spend)) return 'spent'
      this.#endOthers(asked)
      this.#insert(asked)
      if (charge) writeCharges(this.#sql, [charge])
      return 'asked'
    })
  }

  /** Their rows stay until their time is over: a late retry of theirs is recognised, and ends nothing. */
  #endOthers({ site, asker }: AskedCode): void {
    const which = 'asker = ? AND site = ?'
    this.#sql.run(
      `DELETE FROM mail WHERE taken = 0 AND id IN (SELECT id FROM code WHERE ${which})`,
      asker,
      site,
    )
    this.#sql.run(`UPDATE code SET tries = ${CODE_TRIES} WHERE ${which}`, asker, site)
  }

  #insert({ id, site, email, asker, proof, lifeMs, mail }: AskedCode): void {
    const now = this.#now()
    const spelling = oneSpelling(email)
    this.#sql.run(
      'INSERT INTO code (id, site, email, spelling, asker, proof, until) VALUES (?, ?, ?, ?, ?, ?, ?)',
      id,
      site,
      email,
      spelling,
      asker,
      proof,
      now + lifeMs,
    )
    addMail(this.#sql, { mail, spelling, now, until: now + lifeMs })
  }

  open(attempt: CodeAttempt): string | undefined {
    return this.#sql.transaction(() => {
      const { site, asker } = attempt
      const now = this.#now()
      const row = this.#sql.get(
        `SELECT * FROM code WHERE asker = ? AND site = ? AND until > ? AND tries < ${CODE_TRIES} LIMIT 1`,
        asker,
        site,
        now,
      )
      const verdict = judgeCode(row, attempt)
      if (!row || !verdict) return undefined
      const { id } = verdict
      switch (verdict.type) {
        case 'wrong':
          this.#sql.run('UPDATE code SET tries = tries + 1 WHERE id = ?', id)
          return undefined
        case 'again':
          return this.#sql.get('SELECT 1 AS one FROM session WHERE hash = ?', verdict.session) && id
        case 'open':
          this.#sql.run('UPDATE code SET session = ? WHERE id = ?', verdict.session, id)
          openSession(this.#sql, verdict.session, row, now)
          confirmMessages(this.#sql, row, now)
          return id
      }
    })
  }
}
