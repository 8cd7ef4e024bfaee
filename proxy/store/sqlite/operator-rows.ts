/** What an operator sees and changes: every message with its files and its steps, one by one or by the page. */
import { filesOf } from './attachments.ts'
import type { Row, Sql } from './database.ts'
import { withoutText } from './conversation/rows.ts'
import { dropUndelivered, eraseEmail } from './erasure.ts'
import { stepsOf } from './queue/follow-ups.ts'
import { rowOf } from './queue/queue.ts'
import { again, LACKS, listed, messageOf, PAGE, stepsAgain } from '../rows.ts'
import type { Erased, KeptMessage, Listing } from '../records.ts'

export class OperatorRows {
  readonly #sql: Sql
  readonly #now: () => number

  constructor(sql: Sql, now: () => number) {
    this.#sql = sql
    this.#now = now
  }

  /** The next page of messages after an id, and whether there may be more. */
  list(listing: Listing | undefined, after: string, most = PAGE): { messages: KeptMessage[]; more: boolean } {
    const rows = this.#sql.all(
      `SELECT * FROM submission WHERE id > ? ${listed(listing)} ORDER BY id LIMIT ?`,
      after,
      most,
    )
    return { messages: rows.map((row) => this.#message(row)), more: rows.length === most }
  }

  /** A message by its id or its reference. */
  show(key: string): KeptMessage | undefined {
    const row = rowOf(this.#sql, '*', key.toLowerCase(), key.toUpperCase())
    return row && this.#message(row)
  }

  /**
   * Lets a message and its failed steps be tried again. Not one that is delivered, for that would make a second ticket;
   * and so may one that is unsure, unless whoever asks has looked. Returns how many of both will be tried.
   */
  retry(id: string, unsure: boolean): number {
    const which = unsure ? `'dead', 'pending', 'unsure'` : `'dead', 'pending'`
    return this.#again(`id = ? AND state IN (${which})`, unsure, id) + this.#againSteps('submission = ?', id)
  }

  retryDead(): number {
    return this.#again(`state = 'dead'`, false)
  }

  /** Returns how many tickets have steps that will be tried. */
  retryPartial(): number {
    return this.#againSteps('1 = 1')
  }

  /** Gives up a message. Returns its files; nothing for one that is delivered, or on its way. */
  drop(id: string): string[] | undefined {
    return dropUndelivered(this.#sql, id)
  }

  erase(email: string, dead: boolean): Erased & { files: string[] } {
    return eraseEmail(this.#sql, email, dead)
  }

  withoutText(email: string): Set<string> {
    return withoutText(this.#sql, email)
  }

  #again(where: string, looked: boolean, ...params: string[]): number {
    return this.#sql.run(
      `UPDATE submission SET ${again(String(this.#now()), looked)} WHERE ${where}`,
      ...params,
    )
  }

  /** Lets failed steps be tried again; a note whose text has been erased cannot be. Returns how many tickets gain. */
  #againSteps(where: string, ...params: string[]): number {
    const which = `${LACKS} AND target IS NOT NULL AND ${where}`
    const found = this.#sql.get(`SELECT count(DISTINCT submission) AS n FROM step WHERE ${which}`, ...params)
    this.#sql.run(`UPDATE step SET ${stepsAgain(String(this.#now()))} WHERE ${which}`, ...params)
    return Number(found?.['n'])
  }

  #message(row: Row): KeptMessage {
    const id = String(row['id'])
    return messageOf(row, filesOf(this.#sql, id), stepsOf(this.#sql, id))
  }
}
