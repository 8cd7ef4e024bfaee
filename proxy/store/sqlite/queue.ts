/**
 * The rows that wait for their ticket, read in order. A row on a damaged page is set aside: it must not hold up those
 * behind it. It stays in the file as it is, for whoever repairs it.
 */
import { FRESH, RETRY } from './schema.ts'
import { isDamaged } from './database.ts'
import type { Row, Sql, SqlValue } from './database.ts'

/** Rows that are looked at in one turn for one that can be read. */
const LOOK_MAX = 1000

/** A part of a statement, and what stands for its question marks. */
type Clause = readonly [sql: string, values: readonly SqlValue[]]

export class Queue {
  readonly #sql: Sql
  readonly #aside = new Set<number>()

  constructor(sql: Sql) {
    this.#sql = sql
  }

  /** How many rows cannot be read. */
  get damaged(): number {
    return this.#aside.size
  }

  /** The first row of `which` that is due at `now` and can be read. */
  first(which: string, now: number): Row | undefined {
    if (this.#aside.size === 0) {
      try {
        return this.#sql.get(
          `SELECT * FROM submission WHERE ${which} AND due_at <= ? ORDER BY due_at, accepted_at LIMIT 1`,
          now,
        )
      } catch (error) {
        if (!isDamaged(error)) throw error
      }
    }
    return this.#firstReadable(which, now)
  }

  /** One by one, by what the index alone tells. */
  #firstReadable(which: string, now: number): Row | undefined {
    const found = this.#sql.all(
      `SELECT rowid AS row FROM submission WHERE ${which} AND due_at <= ? ORDER BY due_at, accepted_at LIMIT ?`,
      now,
      this.#aside.size + LOOK_MAX,
    )
    for (const row of found.map((each) => Number(each['row']))) {
      if (this.#aside.has(row)) continue
      const read = this.#attempt(row, () => this.#sql.get('SELECT * FROM submission WHERE rowid = ?', row))
      if (read) return read
    }
    return undefined
  }

  /** What `work` returns for a row; nothing, and the row set aside, where its page is damaged. */
  #attempt<Result>(row: number, work: () => Result): Result | undefined {
    try {
      return work()
    } catch (error) {
      if (!isDamaged(error)) throw error
      this.#aside.add(row)
      return undefined
    }
  }

  /** The same for the row of a submission: whether it could be changed. */
  try(id: string, work: () => boolean): boolean {
    try {
      return work()
    } catch (error) {
      if (!isDamaged(error)) throw error
      // By the index of the primary key alone, which may be whole.
      const row = this.#sql.get('SELECT rowid AS row FROM submission WHERE id = ?', id)?.['row']
      if (row === undefined) throw error
      this.#aside.add(Number(row))
      return false
    }
  }

  /** When the next row is due that can be read, as far as is known. */
  nextDue(): number | undefined {
    const times = [FRESH, RETRY].flatMap((which) => {
      if (this.#aside.size === 0)
        return this.#sql.get(`SELECT min(due_at) AS due FROM submission WHERE ${which}`)?.['due'] ?? []
      const rows = this.#sql.all(
        `SELECT rowid AS row, due_at AS due FROM submission WHERE ${which} ORDER BY due_at LIMIT ?`,
        this.#aside.size + 1,
      )
      return rows.find(({ row }) => !this.#aside.has(Number(row)))?.['due'] ?? []
    })
    return times.length === 0 ? undefined : Math.min(...times.map(Number))
  }

  /** Changes every row of `which`: at once, or one by one where some of them cannot be read. */
  change(set: Clause, which: Clause): void {
    try {
      this.#sql.run(`UPDATE submission SET ${set[0]} WHERE ${which[0]}`, ...set[1], ...which[1])
      return
    } catch (error) {
      if (!isDamaged(error)) throw error
    }
    const one = `UPDATE submission SET ${set[0]} WHERE rowid = ?`
    for (const found of this.#sql.all(`SELECT rowid AS row FROM submission WHERE ${which[0]}`, ...which[1])) {
      const row = Number(found['row'])
      this.#attempt(row, () => this.#sql.run(one, ...set[1], row))
    }
  }
}
