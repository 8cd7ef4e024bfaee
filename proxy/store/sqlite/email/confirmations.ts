/** Messages whose address is proven afterwards, in SQLite: what waits for it, and what is done then. */
import { oneSpelling } from '../../../contract/email/spelling.ts'
import { copyOf, HOLD_MAX_MS, NOTE_PLACE } from '../../email/email-rows.ts'
import { CONFIRM_LIFE_MS } from '../../email/confirmation.ts'
import type { Confirmation } from '../../email/confirmation.ts'
import type { StepState, StoredSubmission } from '../../records.ts'
import { HOLDABLE, plannedState } from '../../rows.ts'
import type { Row, Sql } from '../database.ts'
import { addMail } from './mails.ts'

/** Which messages of the outbox are held for a code; the parameters are the time, and the same and the longest hold. */
export const HELD = `EXISTS (SELECT 1 FROM confirmation WHERE submission = submission.id AND held_until > ? AND held_until <= ?)`
export const heldParams = (now: number): [number, number] => [now, now + HOLD_MAX_MS]

/** Sets when a message is due; of one that is held, not before it was. */
export const unlessHeld = (now: number, due: number): [string, number[]] => [
  `due_at = CASE WHEN ${HELD} THEN max(due_at, ?) ELSE ? END`,
  [...heldParams(now), due, due],
]

/** Notes what is done when the address of a message is proven; to be called in the transaction that stores it. */
export function addConfirmation(
  sql: Sql,
  { id, site, email }: Pick<StoredSubmission, 'id' | 'site' | 'email'>,
  { asker, holdMs, note, copy, isProven }: Confirmation,
  now: number,
): void {
  const spelling = oneSpelling(email)
  if (isProven && copy) addMail(sql, { mail: copy, spelling, now, until: now + CONFIRM_LIFE_MS })
  if (isProven && note === undefined) return
  sql.run(
    `INSERT INTO confirmation (submission, asker, site, spelling, confirmed, held_until, note, copy, until)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    asker,
    site,
    spelling,
    isProven ? 1 : 0,
    holdMs > 0 && !isProven ? now + holdMs : null,
    note ?? null,
    copy && !isProven ? JSON.stringify(copy) : null,
    now + CONFIRM_LIFE_MS,
  )
}

function addNote(sql: Sql, submission: string, note: string, state: StepState, now: number): void {
  sql.run(
    `INSERT INTO step (submission, place, kind, target, state, due_at) VALUES (?, ${NOTE_PLACE}, 'note', ?, ?, ?)
     ON CONFLICT DO NOTHING`,
    submission,
    note,
    state,
    now,
  )
}

/** Lets go what has waited for a code, and notes on tickets that exist that their address is confirmed. */
export function confirmMessages(sql: Sql, code: Row, now: number): void {
  const found = sql.all(
    'SELECT submission, note, copy, spelling FROM confirmation WHERE asker = ? AND site = ? AND spelling = ? AND confirmed = 0',
    String(code['asker']),
    String(code['site']),
    String(code['spelling']),
  )
  for (const row of found) {
    const id = String(row['submission'])
    const copy = copyOf(row)
    if (copy)
      addMail(sql, { mail: copy, spelling: String(row['spelling']), now, until: now + CONFIRM_LIFE_MS })
    sql.run('UPDATE confirmation SET confirmed = 1, held_until = NULL, copy = NULL WHERE submission = ?', id)
    sql.run(`UPDATE submission SET due_at = ? WHERE id = ? AND ${HOLDABLE} AND due_at > ?`, now, id, now)
    const state = sql.get('SELECT state FROM submission WHERE id = ?', id)?.['state']
    if (state === 'delivered') noteConfirmed(sql, id, now)
  }
}

/**
 * Plans the note of a message that is confirmed and has its ticket; to be called in the transaction that finds both.
 * @param mayHaveNotes See `Settlement`.
 */
export function noteConfirmed(sql: Sql, submission: string, now: number, mayHaveNotes?: boolean): void {
  const row = sql.get('SELECT note FROM confirmation WHERE submission = ? AND confirmed = 1', submission)
  if (!row) return
  if (typeof row['note'] === 'string')
    addNote(sql, submission, row['note'], plannedState('note', mayHaveNotes), now)
  dropConfirmation(sql, submission)
}

/** Forgets what was to be done. */
export function dropConfirmation(sql: Sql, submission: string): void {
  sql.run('DELETE FROM confirmation WHERE submission = ?', submission)
}
