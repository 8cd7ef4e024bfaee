/** What an operator sees and changes: every message with its files and its steps, one by one or by the page. */
import { again, fileOf, keptStepOf, LACKS, listed, messageOf, PAGE, stepsAgain } from '../rows.ts'
import type { StoredRow } from '../rows.ts'
import type { KeptMessage } from '../records.ts'
import type { OperatorStore } from '../store.ts'
import type { Database, PgValue, Query } from './database.ts'
import { withoutText } from './conversation/rows.ts'
import { dropUndelivered, eraseEmail } from './erasure.ts'

/** Rows of a table by the message they belong to. */
async function ofMessages(query: Query, table: 'attachment' | 'step', ids: readonly string[]) {
  const { rows } = await query(
    `SELECT * FROM ${table} WHERE submission = ANY ($1::text[]) ORDER BY place`,
    ids,
  )
  const byMessage = new Map<string, StoredRow[]>()
  for (const row of rows) {
    const id = String(row['submission'])
    byMessage.set(id, [...(byMessage.get(id) ?? []), row])
  }
  return byMessage
}

async function messagesOf(query: Query, rows: readonly StoredRow[]): Promise<KeptMessage[]> {
  const ids = rows.map((row) => String(row['id']))
  const files = await ofMessages(query, 'attachment', ids)
  const steps = await ofMessages(query, 'step', ids)
  return rows.map((row) => {
    const id = String(row['id'])
    return messageOf(row, (files.get(id) ?? []).map(fileOf), (steps.get(id) ?? []).map(keptStepOf))
  })
}

/** Lets failed steps be tried again; a note whose text has been erased cannot be. Returns how many tickets gain. */
async function tryStepsAgain(
  query: Query,
  now: string,
  where: string,
  ...values: PgValue[]
): Promise<number> {
  const { rows } = await query(
    `UPDATE step SET ${stepsAgain(now)} WHERE ${LACKS} AND target IS NOT NULL AND ${where} RETURNING submission`,
    ...values,
  )
  return new Set(rows.map((row) => row['submission'])).size
}

export function operatorOn(database: Database): OperatorStore {
  const { patient, now } = database
  return {
    async list(listing, after, most = PAGE) {
      const { rows } = await patient.query(
        `SELECT * FROM submission WHERE id > $1 ${listed(listing)} ORDER BY id LIMIT $2::integer`,
        after,
        most,
      )
      return { messages: await messagesOf(patient.query, rows), more: rows.length === most }
    },
    async show(key) {
      const { rows } = await patient.query(
        'SELECT * FROM submission WHERE id = $1 UNION ALL SELECT * FROM submission WHERE reference = $2 LIMIT 1',
        key.toLowerCase(),
        key.toUpperCase(),
      )
      return (await messagesOf(patient.query, rows))[0]
    },
    retry: (id, unsure) =>
      patient.transaction(async (query) => {
        const which = unsure ? `'dead', 'pending', 'unsure'` : `'dead', 'pending'`
        const set = again(now(), unsure)
        const messages = await query(`UPDATE submission SET ${set} WHERE id = $1 AND state IN (${which})`, id)
        return messages.count + (await tryStepsAgain(query, now(), 'submission = $1', id))
      }),
    async retryDead() {
      const { count } = await patient.query(
        `UPDATE submission SET ${again(now(), false)} WHERE state = 'dead'`,
      )
      return count
    },
    retryPartial: () => tryStepsAgain(patient.query, now(), 'true'),
    drop: (id) => dropUndelivered(database, id),
    erase: (email, dead) => eraseEmail(database, email, dead),
    withoutText: (email) => withoutText(patient.query, email),
  }
}
