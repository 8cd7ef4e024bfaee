/** The calls to the helpdesk of the last minute, of all processes, and why none may leave; by the database's clock. */
import type { CallRate, Closure } from '../records.ts'
import type { Calls } from '../store.ts'
import type { Database, Query } from './database.ts'

/** One call is counted at a time, whoever makes it: two at once would both find the same last place. */
const LOCK = 'SELECT pg_advisory_xact_lock(7305447119)'

async function waitFor(query: Query, clock: string, rate: CallRate, despite?: Closure): Promise<number> {
  const { rows } = await query(
    `WITH moment AS MATERIALIZED (SELECT ${clock} AS now)
     SELECT greatest(
       0,
       (SELECT until FROM gate_closure WHERE why IS DISTINCT FROM $3) - now,
       (SELECT at FROM gate_call ORDER BY at DESC LIMIT 1 OFFSET $1) + $2::bigint - now
     ) AS wait FROM moment`,
    rate.calls - 1,
    rate.windowMs,
    despite ?? null,
  )
  return Number(rows[0]?.['wait'])
}

/**
 * Counts a call in the transaction of `run`, if one may leave now and `mark` finds something to call for: 0. Otherwise how
 * long until one may, or undefined.
 */
export async function countCall(
  run: Query,
  { clock, now }: Pick<Database, 'clock' | 'now'>,
  rate: CallRate,
  mark: () => Promise<boolean>,
  despite?: Closure,
): Promise<number | undefined> {
  await run(LOCK)
  const wait = await waitFor(run, clock(), rate, despite)
  if (wait > 0) return wait
  if (!(await mark())) return undefined
  await run(`DELETE FROM gate_call WHERE at <= ${now()} - $1::bigint`, rate.windowMs)
  await run(`DELETE FROM gate_closure WHERE until <= ${now()}`)
  await run(`INSERT INTO gate_call (at) VALUES (${clock()})`)
  return 0
}

/** For calls that leave no mark: they can be made again. */
export const unmarked = async () => true

export function callsOn(database: Database): Calls {
  const { query, transaction, clock, now } = database
  return {
    wait: (rate) => waitFor(query, clock(), rate),
    async spend(rate, despite) {
      return (await transaction((run) => countCall(run, database, rate, unmarked, despite))) ?? 0
    },
    async close(ms, why) {
      await query(
        `INSERT INTO gate_closure (one, until, why) VALUES (1, ${clock()} + $1::bigint, $2)
         ON CONFLICT (one) DO UPDATE SET until = excluded.until, why = excluded.why`,
        Math.ceil(ms),
        why,
      )
    },
    async closure() {
      const { rows } = await query(`SELECT why FROM gate_closure WHERE until > ${now()}`)
      return rows[0]?.['why'] as Closure | undefined // as: written by close() only
    },
  }
}
