/**
 * Erases what visitors wrote, once nobody is owed its delivery: after a time, or everything of one person. The files
 * that belonged to it are named, for the spool to remove.
 */
import { dropFiles } from './attachments.ts'
import { dropReadings, dropReadingsOf, forgetAddress } from './conversation/rows.ts'
import { copyIdOf } from '../email/confirmation.ts'
import { oneSpelling } from '../../contract/email/spelling.ts'
import type { Erased } from '../records.ts'
import type { Sql } from './database.ts'
import { dropConfirmation } from './email/confirmations.ts'
import { eraseProofs } from './email/sessions.ts'
import { forgetGone, noteGone } from './history/promises.ts'
import { bodyOf, GIVE_UP, LACKED, OWED, SETTLED } from '../rows.ts'

/** Forgets the text of notes of what was delivered until `before`; those that are owed keep theirs. */
function dropNotes(sql: Sql, before: number): number {
  return sql.run(
    `UPDATE step SET target = NULL WHERE kind = 'note' AND target IS NOT NULL AND state = 'done'
     AND submission IN (SELECT id FROM submission WHERE state = 'delivered' AND changed_at <= ?)`,
    before,
  )
}

/** `secure_delete` overwrites the pages; the log still holds them. */
export const emptyLog = (sql: Sql) => void sql.all('PRAGMA wal_checkpoint(TRUNCATE)')

/**
 * Erases what was written in submissions that were delivered until `before`; id, reference and ticket stay, to recognise
 * a late retry. Erased from the file too.
 */
export function eraseDelivered(sql: Sql, before: number): string[] {
  const old = `state = 'delivered' AND body IS NOT NULL AND changed_at <= ?`
  const which = `${old} AND NOT ${OWED}`
  const [files, notes, , erased] = sql.transaction(() => [
    // They are on the ticket: no note needs them.
    dropFiles(sql, old, before),
    dropNotes(sql, before),
    dropReadings(sql, which, before),
    sql.run(`UPDATE submission SET body = NULL WHERE ${which}`, before),
  ])
  if (notes + erased > 0) emptyLog(sql)
  return files
}

/** Gives up the files of everything that is delivered: they are on their tickets, and others need the room. */
export function dropDeliveredFiles(sql: Sql): string[] {
  // From the files to their messages: the other way it would read all that was ever delivered, at each chunk.
  return sql
    .all(
      `DELETE FROM attachment WHERE (SELECT state FROM submission WHERE id = attachment.submission) = 'delivered'
       RETURNING file`,
    )
    .map(({ file }) => String(file))
}

/** Removes settled rows that are so old that nobody will retry them. */
export function forgetDelivered(sql: Sql, before: number): string[] {
  const which = `state = 'delivered' AND changed_at <= ? AND ${SETTLED}`
  return sql.transaction(() => {
    const files = dropFiles(sql, which, before)
    dropReadings(sql, which, before)
    sql.run(`DELETE FROM step WHERE submission IN (SELECT id FROM submission WHERE ${which})`, before)
    noteGone(sql, which, before)
    forgetGone(sql)
    sql.run(`DELETE FROM submission WHERE ${which}`, before)
    return files
  })
}

function remove(sql: Sql, id: string): void {
  noteGone(sql, 'id = ?', id)
  sql.run('DELETE FROM submission WHERE id = ?', id)
}

const FORGET_NOTES = `DELETE FROM step WHERE kind = 'note' AND submission = ?`

/** Erases what a delivered message said. Returns whether a note was still to be written: it tells of the person too. */
function eraseText(sql: Sql, id: string): boolean {
  const unwritten = sql.run(`${FORGET_NOTES} AND state <> 'done'`, id)
  sql.run(FORGET_NOTES, id)
  dropReadingsOf(sql, id)
  // What it was found by too: nobody may ask for it any more.
  sql.run(`UPDATE submission SET body = NULL, digest = '', receipt = NULL, address = NULL WHERE id = ?`, id)
  return unwritten > 0
}

/**
 * Erases the text of every delivered message of an e-mail address, from the file too, and its codes and sessions; id,
 * reference and ticket stay, which name nobody. The addresses are compared here and not in SQL, whose `lower()` knows ASCII only.
 * @param dead Drops what the helpdesk refused as well: it will never become a ticket then.
 */
export function eraseEmail(sql: Sql, email: string, dead: boolean): Erased & { files: string[] } {
  const wanted = oneSpelling(email)
  const found = { erased: 0, undelivered: [] as string[], unwritten: [] as string[], files: [] as string[] }
  sql.transaction(() => {
    eraseProofs(sql, wanted)
    for (const row of sql.all('SELECT id, reference, state, body FROM submission WHERE body IS NOT NULL')) {
      if (oneSpelling(bodyOf(row)?.email ?? '') !== wanted) continue
      const refused = row['state'] === 'dead'
      if (row['state'] !== 'delivered' && !(refused && dead)) {
        found.undelivered.push(String(row['reference']))
        continue
      }
      const id = String(row['id'])
      found.files.push(...dropFiles(sql, 'id = ?', id))
      // A refused one without its text could still be tried again.
      if (refused) remove(sql, id)
      else if (eraseText(sql, id)) found.unwritten.push(String(row['reference']))
      found.erased++
    }
    found.unwritten.push(...forgetAddress(sql, email))
  })
  // Whatever it found: what was erased by time may still stand in the log.
  emptyLog(sql)
  return found
}

/**
 * Gives up a message: nothing of it is left but its id; of one that is delivered, what its ticket lacks. Returns its files;
 * nothing for one that is not there, lacks nothing, or is on its way at this moment.
 */
export function dropUndelivered(sql: Sql, id: string): string[] | undefined {
  const files = sql.transaction(() => {
    const state = sql.get('SELECT state FROM submission WHERE id = ?', id)?.['state']
    if (state === 'delivered')
      return sql.run(`${GIVE_UP} WHERE submission = ? AND ${LACKED}`, id) > 0 ? [] : undefined
    if (state === undefined || state === 'sending') return undefined
    const dropped = dropFiles(sql, 'id = ?', id)
    sql.run('DELETE FROM step WHERE submission = ?', id)
    dropConfirmation(sql, id)
    // It says that the message has arrived, in the words of the message.
    sql.run('DELETE FROM mail WHERE id = ?', copyIdOf(id))
    remove(sql, id)
    return dropped
  })
  emptyLog(sql)
  return files
}
