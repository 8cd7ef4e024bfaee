/** Codes that were asked for, with their mails, in PostgreSQL. */
import { oneSpelling } from '../../../contract/email/spelling.ts'
import { judgeCode, sameRequest } from '../../email/email-rows.ts'
import { CODE_TRIES } from '../../email/email-store.ts'
import type { AskedCode, AskReceipt, CodeAttempt, CodeStore } from '../../email/email-store.ts'
import type { SpentChallenge } from '../../records.ts'
import type { Database, Query } from '../database.ts'
import { confirmMessages } from './confirmations.ts'
import { addMail } from './mails.ts'
import { openSession } from './sessions.ts'

/** Requests of one browser wait for each other: of two codes at once, one has to be the newer. */
const lock = (query: Query, asker: string) =>
  query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 7305447121))`, asker)

type Asked = Pick<AskedCode, 'id' | 'site' | 'email' | 'asker'>

async function recognise(query: Query, asked: Asked): Promise<'known' | 'conflict' | undefined> {
  const { rows } = await query('SELECT site, email, asker FROM code WHERE id = $1', asked.id)
  return rows[0] && sameRequest(rows[0], asked)
}

/** Their rows stay until their time is over: a late retry of theirs is recognised, and ends nothing. */
async function endOthers(query: Query, { id, site, asker }: AskedCode): Promise<void> {
  const which = 'asker = $1 AND site = $2 AND id <> $3'
  await query(
    `DELETE FROM mail WHERE NOT taken AND id IN (SELECT id FROM code WHERE ${which})`,
    asker,
    site,
    id,
  )
  await query(`UPDATE code SET tries = ${CODE_TRIES} WHERE ${which}`, asker, site, id)
}

/** False when there is one with this id. */
async function insert(query: Query, clock: string, asked: AskedCode): Promise<boolean> {
  const { id, site, email, asker, proof, lifeMs, mail } = asked
  const spelling = oneSpelling(email)
  const { count } = await query(
    `INSERT INTO code (id, site, email, spelling, asker, proof, until)
     VALUES ($1, $2, $3, $4, $5, $6, ${clock} + $7::bigint) ON CONFLICT (id) DO NOTHING`,
    id,
    site,
    email,
    spelling,
    asker,
    proof,
    lifeMs,
  )
  if (count > 0) await addMail(query, clock, { mail, spelling, lifeMs })
  return count > 0
}

/** Thrown to undo what was written for a request whose challenge was spent. */
class Spent extends Error {}

async function spendOnce(query: Query, { until, nonce }: SpentChallenge): Promise<void> {
  const { count } = await query(
    'INSERT INTO spent (until, nonce) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    until,
    nonce,
  )
  if (count === 0) throw new Spent()
}

async function open(query: Query, database: Database, attempt: CodeAttempt): Promise<string | undefined> {
  const { site, asker } = attempt
  const { now, clock } = database
  const { rows } = await query(
    `SELECT * FROM code WHERE asker = $1 AND site = $2 AND until > ${now()} AND tries < ${CODE_TRIES}
     LIMIT 1 FOR UPDATE`,
    asker,
    site,
  )
  const [row] = rows
  const verdict = judgeCode(row, attempt)
  if (!row || !verdict) return undefined
  const { id } = verdict
  switch (verdict.type) {
    case 'wrong':
      await query('UPDATE code SET tries = tries + 1 WHERE id = $1', id)
      return undefined
    case 'again': {
      const { count } = await query('SELECT 1 FROM session WHERE hash = $1', verdict.session)
      return count > 0 ? id : undefined
    }
    case 'open':
      await query('UPDATE code SET session = $2 WHERE id = $1', id, verdict.session)
      await openSession(query, clock(), verdict.session, row)
      await confirmMessages(query, clock(), row)
      return id
  }
}

export function codesOn(database: Database): CodeStore {
  const { transaction, query, clock } = database
  return {
    async ask(asked, { spend } = {}): Promise<AskReceipt> {
      try {
        return await transaction(async (run) => {
          await lock(run, asked.asker)
          if (!(await insert(run, clock(), asked))) return (await recognise(run, asked)) ?? 'conflict'
          if (spend) await spendOnce(run, spend)
          await endOthers(run, asked)
          return 'asked'
        })
      } catch (error) {
        if (error instanceof Spent) return 'spent'
        throw error
      }
    },
    recognise: (asked) => recognise(query, asked),
    open: (attempt) => transaction((run) => open(run, database, attempt)),
  }
}
