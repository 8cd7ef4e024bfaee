/**
 * What was used of the limits, by all processes together: sums, to which each adds now and then what it has let in. The
 * table is not logged: a crash of the database forgets it, and nobody waits for the disk.
 */
import { isDeadlock } from './database.ts'
import type { Database } from './database.ts'
import type { Counted, Salts } from '../records.ts'
import type { CounterStore } from '../store.ts'

const SALTS = 'salts'

/** The salts in force, unless somebody else has changed them: then those. */
async function agree({ transaction }: Database, salts: Salts): Promise<Salts> {
  return transaction(async (query) => {
    await query(
      'INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING',
      SALTS,
      JSON.stringify(salts),
    )
    const { rows } = await query('SELECT value FROM setting WHERE name = $1 FOR UPDATE', SALTS)
    const found = JSON.parse(String(rows[0]?.['value'])) as Salts // as: written here only
    const follows = found.salt === salts.salt || found.salt === salts.former
    if (!follows) return found
    await query('UPDATE setting SET value = $2 WHERE name = $1', SALTS, JSON.stringify(salts))
    return salts
  })
}

const statement = (clock: string) => `
  WITH moment AS MATERIALIZED (SELECT ${clock} AS now),
  mine AS MATERIALIZED (
    SELECT * FROM json_to_recordset($1::json) AS t (kind text, key text, points integer, "endsInMs" bigint)
  )
  INSERT INTO counted (kind, key, points, until, changed_at)
  SELECT kind, key, points, now + "endsInMs", now FROM mine, moment ORDER BY kind COLLATE "C", key COLLATE "C"
  ON CONFLICT (kind, key) DO UPDATE SET
    points = greatest(0, CASE WHEN counted.until <= (SELECT now FROM moment) THEN 0 ELSE counted.points END + excluded.points),
    until = CASE WHEN counted.until <= (SELECT now FROM moment) THEN excluded.until ELSE counted.until END,
    changed_at = excluded.changed_at`

/** A commit that was under way at the last look may have changed something before it. */
const OVERLAP_MS = 10_000

export function countersOn(database: Database): CounterStore {
  const { query, now, clock } = database
  const add = (used: readonly Counted[]) => query(statement(clock()), JSON.stringify(used))
  /** Until when the sums are known here, by the database's clock. */
  let known = 0
  const sums = async (): Promise<Counted[]> => {
    const { rows } = await query(
      `SELECT kind, key, points, until - ${now()} AS ms, ${now()} AS now FROM counted
       WHERE until > ${now()} AND changed_at > $1`,
      known,
    )
    if (rows[0]) known = Number(rows[0]['now']) - OVERLAP_MS
    return rows.map((row) => ({
      kind: String(row['kind']),
      key: String(row['key']),
      points: Number(row['points']),
      endsInMs: Number(row['ms']),
    }))
  }
  return {
    async read() {
      const { rows } = await query('SELECT value FROM setting WHERE name = $1', SALTS)
      if (!rows[0]) return undefined
      // as: written by agree()
      return { salts: JSON.parse(String(rows[0]['value'])) as Salts, used: '{}', serial: 0, charges: [] }
    },
    save: ({ salts }) => agree(database, salts),
    hasCharges: async () => false,
    async exchange(used) {
      if (used.length > 0)
        await add(used).catch((error: unknown) => {
          if (!isDeadlock(error)) throw error
          return add(used)
        })
      return sums()
    },
  }
}
