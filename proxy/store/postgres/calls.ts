/** The calls to the helpdesk of the last minute, of all processes, and why none may leave; by the database's clock. */
import type { CallRate, Closure } from '../records.ts'
import { BEHIND_MS, FRESH, OPEN, OUTLASTS, RETRY } from '../rows.ts'
import type { Calls } from '../store.ts'
import type { Database, Query } from './database.ts'

/** One call is counted at a time, whoever makes it: two at once would both find the same last place. */
const LOCK = 'SELECT pg_advisory_xact_lock(7305447119)'

async function waitFor(query: Query, clock: string, rate: CallRate, despite?: Closure): Promise<number> {
  const { rows } = await query(
    `WITH moment AS MATERIALIZED (SELECT ${clock} AS now)
     SELECT greatest(0, (SELECT until FROM gate_closure WHERE why IS DISTINCT FROM $3) - now) AS closed, greatest(
       0,
       (SELECT at FROM gate_call WHERE lane IS DISTINCT FROM 'apart' ORDER BY at DESC LIMIT 1 OFFSET $1) + $2::bigint - now
     ) AS spent FROM moment`,
    rate.calls - 1,
    rate.windowMs,
    despite ?? null,
  )
  const [closed, spent] = [Number(rows[0]?.['closed']), Number(rows[0]?.['spent'])]
  // The clock was set back: nobody knows how long ago those calls were, so they count as made just now.
  if (spent > rate.windowMs) await query(`UPDATE gate_call SET at = ${clock} WHERE at > ${clock}`)
  return Math.max(closed, Math.min(spent, rate.windowMs))
}

/** Whether a ticket is to be made now, or something is to follow one. */
async function isWaiting(query: Query, now: string): Promise<boolean> {
  const some = [`submission WHERE ${FRESH}`, `submission WHERE ${RETRY}`, `step WHERE ${OPEN}`].map(
    (which) => `EXISTS (SELECT 1 FROM ${which} AND due_at <= ${now})`,
  )
  const { rows } = await query(`SELECT ${some.join(' OR ')} AS waiting`)
  return rows[0]?.['waiting'] === true
}

/** Counts a call that leaves now. */
async function note(query: Query, clock: string, now: string, windowMs: number, lane: string | null) {
  await query(`DELETE FROM gate_call WHERE at <= ${now} - $1::bigint`, windowMs)
  await query(`DELETE FROM gate_closure WHERE until <= ${now}`)
  await query(`INSERT INTO gate_call (at, lane) VALUES (${clock}, $1)`, lane)
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
  await note(run, clock(), now(), rate.windowMs, null)
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
    spendRead: (rate, { calls, apart }) =>
      transaction(async (run) => {
        await run(LOCK)
        const lane = apart ? 'apart' : 'read'
        if (!apart) {
          const wait = await waitFor(run, clock(), rate)
          if (wait > 0) return wait
          if (await isWaiting(run, now())) return BEHIND_MS
        }
        const { rows } = await run(
          `SELECT at + $3::bigint - ${clock()} AS wait FROM gate_call WHERE lane = $1
           ORDER BY at DESC LIMIT 1 OFFSET $2`,
          lane,
          calls - 1,
          rate.windowMs,
        )
        const spent = Number(rows[0]?.['wait'] ?? 0)
        if (spent > 0) return spent
        await note(run, clock(), now(), rate.windowMs, lane)
        return 0
      }),
    async close(ms, why) {
      await query(
        `INSERT INTO gate_closure (one, until, why) VALUES (1, ${clock()} + $1::bigint, $2)
         ON CONFLICT (one) DO UPDATE SET until = excluded.until, why = excluded.why
         WHERE ${OUTLASTS}`,
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
