/**
 * What was used of the limits, over restarts: all of it every now and then, and what messages used since, in the
 * commits that store them. Whose it was is hashed.
 */
import type { Allowances, Charge, WrittenCounters } from '../records.ts'
import type { Sql } from './database.ts'

/**
 * Notes what messages use, in their commit: as one charge, for a row of each made the accepting slower. It has the last
 * number of them. One of them that was saved already is then counted twice after a crash, which does no harm.
 */
export function writeCharges(sql: Sql, charges: readonly Charge[]): void {
  if (charges.length === 0) return
  const serial = Math.max(...charges.map((charge) => charge.serial))
  const at = Math.max(...charges.map((charge) => charge.at))
  const sums = new Map<string, Charge['points'][number]>()
  for (const { kind, key, points } of charges.flatMap((charge) => charge.points)) {
    const before = sums.get(kind + key)?.points ?? 0
    sums.set(kind + key, { kind, key, points: before + points })
  }
  const points = JSON.stringify([...sums.values()])
  // One of that number is of a process that could not write its counters down: no message is refused for it.
  sql.run('INSERT OR REPLACE INTO charge (serial, at, points) VALUES (?, ?, ?)', serial, at, points)
}

/** The counters as they were written down last, and the charges since. */
export class AllowanceRows {
  readonly #sql: Sql

  constructor(sql: Sql) {
    this.#sql = sql
  }

  /** Whether there are charges to be forgotten. A message that took its time is stored after its charge was saved. */
  hasCharges(): boolean {
    return this.#sql.get('SELECT 1 AS one FROM charge LIMIT 1') !== undefined
  }

  /** Writes the counters down, and forgets the charges that they contain. */
  save({ salts, used, serial }: Allowances): void {
    this.#sql.transaction(() => {
      this.#sql.run(
        'INSERT OR REPLACE INTO allowance (one, salt, salted_at, used, former, serial) VALUES (1, ?, ?, ?, ?, ?)',
        salts.salt,
        salts.saltedAt,
        used,
        salts.former ?? null,
        serial,
      )
      this.#sql.run('DELETE FROM charge WHERE serial <= ?', serial)
    })
  }

  /** What an earlier process has written, with the charges that its counters do not contain. */
  read(): WrittenCounters | undefined {
    const row = this.#sql.get('SELECT salt, salted_at, used, former, serial FROM allowance')
    if (!row) return undefined
    const { former } = row
    const salts = {
      salt: String(row['salt']),
      saltedAt: Number(row['salted_at']),
      former: typeof former === 'string' ? former : undefined,
    }
    const serial = Number(row['serial'])
    const charges = this.#sql
      .all('SELECT serial, at, points FROM charge WHERE serial > ? ORDER BY serial', serial)
      .map((charge) => ({
        serial: Number(charge['serial']),
        at: Number(charge['at']),
        points: JSON.parse(String(charge['points'])) as Charge['points'], // as: written by writeCharges()
      }))
    return { salts, used: String(row['used']), serial, charges }
  }
}
