/** Messages whose address is proven afterwards, in PostgreSQL: what waits for it, and what is done then. */
import { oneSpelling } from '../../../contract/email/spelling.ts'
import { copyOf, HOLD_MAX_MS, NOTE_PLACE } from '../../email/email-rows.ts'
import { CONFIRM_LIFE_MS } from '../../email/confirmation.ts'
import type { Dues, StoredSubmission } from '../../records.ts'
import { HOLDABLE, plannedState } from '../../rows.ts'
import type { StoredRow } from '../../rows.ts'
import type { Query } from '../database.ts'
import { addMail } from './mails.ts'

/** Whether a message of the outbox is held for a code. */
export const held = (now: string): string =>
  `EXISTS (SELECT 1 FROM confirmation WHERE submission = submission.id AND held_until > ${now}
     AND held_until <= ${now} + ${HOLD_MAX_MS})`

/** What the statement that accepts messages does besides: its parameter 3 is what `confirmationOf` makes. */
export const CONFIRMATIONS = `
  proof AS MATERIALIZED (
    SELECT * FROM json_to_recordset($3::json)
      AS t (submission text, asker text, site text, spelling text, confirmed boolean, "holdMs" bigint, note text,
        copy text, "mailId" text)
    WHERE submission IN (SELECT id FROM stored)
  ),
  noted AS (
    INSERT INTO confirmation (submission, asker, site, spelling, confirmed, held_until, note, copy, until)
    SELECT submission, asker, site, spelling, confirmed, now + "holdMs", note,
      CASE WHEN confirmed THEN NULL ELSE copy END, now + ${CONFIRM_LIFE_MS}
    FROM proof, moment WHERE NOT confirmed OR note IS NOT NULL ORDER BY submission
  ),
  copied AS (
    INSERT INTO mail (id, spelling, body, due_at, until)
    SELECT "mailId", spelling, copy, now, now + ${CONFIRM_LIFE_MS} FROM proof, moment
    WHERE confirmed AND copy IS NOT NULL ORDER BY "mailId"
  )`

interface Confirmable {
  submission: StoredSubmission
  confirmation: Dues['confirmation']
}

/** The rows of its parameter. */
export function confirmationOf({ submission: { id, site, email }, confirmation }: Confirmable) {
  if (!confirmation) return []
  const { asker, holdMs, note, copy, isProven } = confirmation
  return [
    {
      submission: id,
      asker,
      site,
      spelling: oneSpelling(email),
      confirmed: isProven,
      holdMs: holdMs > 0 && !isProven ? holdMs : null,
      note,
      copy: copy && JSON.stringify(copy),
      mailId: copy?.id,
    },
  ]
}

/** Lets go what has waited for a code, and notes on tickets that exist that their address is confirmed. */
export async function confirmMessages(query: Query, clock: string, code: StoredRow): Promise<void> {
  const { rows } = await query(
    `SELECT submission, copy, spelling FROM confirmation
     WHERE asker = $1 AND site = $2 AND spelling = $3 AND NOT confirmed ORDER BY submission`,
    String(code['asker']),
    String(code['site']),
    String(code['spelling']),
  )
  for (const row of rows) {
    const id = String(row['submission'])
    const mail = copyOf(row)
    if (mail)
      await addMail(query, clock, { mail, spelling: String(row['spelling']), lifeMs: CONFIRM_LIFE_MS })
    // First the message, as whoever settles it does: the other way round both would wait for each other.
    const { rows: found } = await query('SELECT state FROM submission WHERE id = $1 FOR UPDATE', id)
    await query(
      'UPDATE confirmation SET confirmed = true, held_until = NULL, copy = NULL WHERE submission = $1',
      id,
    )
    await query(
      `UPDATE submission SET due_at = ${clock} WHERE id = $1 AND ${HOLDABLE} AND due_at > ${clock}`,
      id,
    )
    if (found[0]?.['state'] === 'delivered') await noteConfirmed(query, clock, id)
  }
}

/**
 * Plans the note of a message that is confirmed and has its ticket; to be called in the transaction that finds both.
 * @param mayHaveNotes See `Settlement`.
 */
export async function noteConfirmed(
  query: Query,
  clock: string,
  submission: string,
  mayHaveNotes?: boolean,
): Promise<void> {
  const { rows } = await query(
    'DELETE FROM confirmation WHERE submission = $1 AND confirmed RETURNING note',
    submission,
  )
  const note = rows[0]?.['note']
  if (typeof note !== 'string') return
  await query(
    `INSERT INTO step (submission, place, kind, target, state, due_at)
     VALUES ($1, ${NOTE_PLACE}, 'note', $2, $3, ${clock}) ON CONFLICT DO NOTHING`,
    submission,
    note,
    plannedState('note', mayHaveNotes),
  )
}
