/** Erases what visitors wrote, once nobody is owed its delivery, and gives up what an operator gives up. */
import { dropReadings, dropReadingsOf, forgetAddress, forgetUnseen } from './conversation/rows.ts'
import { copyIdOf } from '../email/confirmation.ts'
import { oneSpelling } from '../../contract/email/spelling.ts'
import type { Erased } from '../records.ts'
import { bodyOf, CLOCKS_MS, GIVE_UP, LACKED, OWED, PAGE, SETTLED } from '../rows.ts'
import type { Database, PgValue, Query } from './database.ts'
import { eraseProofs, forgetProofs } from './email/sessions.ts'

/** One process cleans at a time; the others leave it to that one. */
const LOCK = 'SELECT pg_try_advisory_xact_lock(7305447120) AS ours'

/** Removes every file whose attachment a condition holds for. */
export async function dropFiles(query: Query, which: string, ...values: PgValue[]): Promise<void> {
  await query(
    `WITH gone AS (DELETE FROM attachment WHERE ${which} RETURNING file)
     DELETE FROM file WHERE name IN (SELECT file FROM gone)`,
    ...values,
  )
}

/** The condition that the submission of a row is one of those for which a condition holds. */
const ofThose = (which: string) => `submission IN (SELECT id FROM submission WHERE ${which})`

/** Erases what was written in submissions that were delivered so long ago; id, reference and ticket stay. */
async function eraseDelivered(query: Query, now: string, retentionMs: number): Promise<void> {
  const old = `state = 'delivered' AND changed_at <= ${now} - $1::bigint`
  const which = `${old} AND body IS NOT NULL AND NOT ${OWED}`
  // They are on the ticket: no note needs them.
  await dropFiles(query, ofThose(`${old} AND body IS NOT NULL`), retentionMs)
  await dropReadings(query, which, retentionMs)
  await query(
    `UPDATE step SET target = NULL WHERE kind = 'note' AND target IS NOT NULL AND state = 'done'
     AND ${ofThose(old)}`,
    retentionMs,
  )
  await query(`UPDATE submission SET body = NULL WHERE ${which}`, retentionMs)
}

/** Removes settled rows that are so old that nobody will retry them, and challenges that have expired. */
async function forgetDelivered(query: Query, now: string, dedupeMs: number): Promise<void> {
  await query(`DELETE FROM spent WHERE until <= ${now} - $1::bigint`, CLOCKS_MS)
  const { rows } = await query(
    `SELECT id FROM submission WHERE state = 'delivered' AND changed_at <= ${now} - $1::bigint AND ${SETTLED}
     FOR UPDATE SKIP LOCKED`,
    dedupeMs,
  )
  // Looked at again now that they are locked: words to an answer may have been noted meanwhile, and would be lost with it.
  const which = `id = ANY ($1::text[]) AND ${SETTLED}`
  const ids = rows.map(({ id }) => String(id))
  await dropFiles(query, ofThose(which), ids)
  await dropReadings(query, which, ids)
  await query(`DELETE FROM step WHERE ${ofThose(which)}`, ids)
  await query(`DELETE FROM submission WHERE ${which}`, ids)
}

export interface Keeping {
  /** Milliseconds from delivery until the text is erased. */
  retentionMs: number
  /** Milliseconds from delivery until a retry is not recognised any more. */
  dedupeMs: number
}

/** Erases and forgets what was kept for long enough. */
export async function clean({ patient, now }: Database, { retentionMs, dedupeMs }: Keeping): Promise<void> {
  await patient.transaction(async (query) => {
    if ((await query(LOCK)).rows[0]?.['ours'] !== true) return
    await eraseDelivered(query, now(), retentionMs)
    await forgetDelivered(query, now(), dedupeMs)
    await forgetUnseen(query, now())
    await query(`DELETE FROM counted WHERE until <= ${now()}`)
    await forgetProofs(query, now())
  })
}

/**
 * Gives up a message: nothing of it is left; of one that is delivered, what its ticket lacks. False for one that
 * is not there, lacks nothing, or is on its way.
 */
export function dropUndelivered({ patient }: Database, id: string): Promise<boolean> {
  return patient.transaction(async (query) => {
    const found = await query('SELECT state FROM submission WHERE id = $1 FOR UPDATE', id)
    const state = found.rows[0]?.['state']
    if (state === 'delivered')
      return (await query(`${GIVE_UP} WHERE submission = $1 AND ${LACKED}`, id)).count > 0
    if (state === undefined || state === 'sending') return false
    await dropFiles(query, 'submission = $1', id)
    await query('DELETE FROM step WHERE submission = $1', id)
    await query('DELETE FROM confirmation WHERE submission = $1', id)
    // It says that the message has arrived, in the words of the message.
    await query('DELETE FROM mail WHERE id = $1', copyIdOf(id))
    await query('DELETE FROM submission WHERE id = $1', id)
    return true
  })
}

/** Every message that has its text, by the page. */
async function* writtenOn({ patient }: Database) {
  for (let after = ''; ;) {
    const { rows } = await patient.query(
      `SELECT id, reference, body FROM submission WHERE body IS NOT NULL AND id > $1 ORDER BY id LIMIT ${PAGE}`,
      after,
    )
    yield* rows
    if (rows.length < PAGE) return
    after = String(rows.at(-1)?.['id'])
  }
}

const FORGET_NOTES = `DELETE FROM step WHERE kind = 'note' AND submission = $1`

/**
 * Erases one message, if it may be: its state is judged when nobody can change it any more. Of a delivered one a note may
 * still have been to be written.
 */
function eraseOne(
  { patient }: Database,
  id: string,
  dead: boolean,
): Promise<'undelivered' | 'unwritten' | 'erased'> {
  return patient.transaction(async (query) => {
    const { rows } = await query('SELECT state FROM submission WHERE id = $1 FOR UPDATE', id)
    const state = rows[0]?.['state']
    if (state !== 'delivered' && !(state === 'dead' && dead)) return 'undelivered'
    await dropFiles(query, 'submission = $1', id)
    await dropReadingsOf(query, id)
    // A note that is still to be written tells of the person too.
    const unwritten = await query(`${FORGET_NOTES} AND state <> 'done'`, id)
    await query(FORGET_NOTES, id)
    // A refused one without its text could still be tried again.
    if (state === 'dead') await query('DELETE FROM submission WHERE id = $1', id)
    else
      await query(
        // What it was found by too: nobody may ask for it any more.
        `UPDATE submission SET body = NULL, digest = '', receipt = NULL, address = NULL WHERE id = $1`,
        id,
      )
    return state === 'delivered' && unwritten.count > 0 ? 'unwritten' : 'erased'
  })
}

/**
 * Erases the text of every delivered message of an e-mail address, and its codes and sessions; id, reference and ticket
 * stay, which name nobody. The addresses are compared here and not in SQL, whose `lower()` depends on how the database was made.
 */
export async function eraseEmail(database: Database, email: string, dead: boolean): Promise<Erased> {
  const wanted = oneSpelling(email)
  await eraseProofs(database.patient.query, wanted)
  const found: Erased = { erased: 0, undelivered: [], unwritten: [] }
  for await (const row of writtenOn(database)) {
    if (oneSpelling(bodyOf(row)?.email ?? '') !== wanted) continue
    const end = await eraseOne(database, String(row['id']), dead)
    if (end !== 'erased') found[end].push(String(row['reference']))
    if (end !== 'undelivered') found.erased++
  }
  found.unwritten.push(...(await forgetAddress(database.patient.query, email)))
  return found
}
