/**
 * The rows that wait, of messages or of steps, read in order. A row on a damaged page is set aside: it must not hold up
 * those behind it. It stays in the file as it is, for whoever repairs it.
 */
import { OLDER } from '../../store.ts'
import { isDamaged } from '../database.ts'
import type { Row, Sql, SqlValue } from '../database.ts'

/** Rows that are looked at in one turn for one that can be read. */
const LOOK_MAX = 1000

/** A part of a statement, and what stands for its question marks. */
type Clause = readonly [sql: string, values: readonly SqlValue[]]

interface QueueOptions {
  table: 'submission' | 'step'
  /** The conditions of its indexes of waiting rows, each with all columns that it and `order` read. */
  kinds: readonly string[]
  order: string
}

export class Queue {
  readonly #sql: Sql
  readonly #options: QueueOptions
  readonly #aside = new Set<number>()

  constructor(sql: Sql, options: QueueOptions) {
    this.#sql = sql
    this.#options = options
  }

  /** How many rows cannot be read. */
  get damaged(): number {
    return this.#aside.size
  }

  /** The first row of a kind that is due at `now` and can be read, `row` being its number. */
  first(kind: string, now: number): Row | undefined {
    const { table, order } = this.#options
    if (this.#aside.size === 0) {
      try {
        return this.#sql.get(
          `SELECT rowid AS row, * FROM ${table} WHERE ${kind} AND due_at <= ? ORDER BY ${order} LIMIT 1`,
          now,
        )
      } catch (error) {
        if (!isDamaged(error)) throw error
      }
    }
    return this.#firstReadable(kind, now)
  }

  /** One by one, by what the index alone tells. */
  #firstReadable(kind: string, now: number): Row | undefined {
    const { table, order } = this.#options
    const found = this.#sql.all(
      `SELECT rowid AS row FROM ${table} WHERE ${kind} AND due_at <= ? ORDER BY ${order} LIMIT ?`,
      now,
      this.#aside.size + LOOK_MAX,
    )
    for (const row of found.map((each) => Number(each['row']))) {
      if (this.#aside.has(row)) continue
      const read = this.attempt(row, () =>
        this.#sql.get(`SELECT rowid AS row, * FROM ${table} WHERE rowid = ?`, row),
      )
      if (read) return read
    }
    return undefined
  }

  /** What `work` returns for a row; nothing, and the row set aside, where there is nothing or its page is damaged. */
  attempt<Result>(row: number, work: () => Result | undefined): Result | undefined {
    try {
      const result = work()
      if (result !== undefined) return result
    } catch (error) {
      if (!isDamaged(error)) throw error
    }
    this.#aside.add(row)
    return undefined
  }

  /** Whether a row could be changed, `which` finding its number by an index alone: that may be whole. */
  try(which: Clause, work: () => boolean): boolean {
    try {
      return work()
    } catch (error) {
      if (!isDamaged(error)) throw error
      const { table } = this.#options
      const row = this.#sql.get(`SELECT rowid AS row FROM ${table} WHERE ${which[0]}`, ...which[1])?.['row']
      if (row === undefined) throw error
      this.#aside.add(Number(row))
      return false
    }
  }

  /** Does something for a row, which is set aside where that fails on a damaged page: it would be due again and again. */
  orSetAside<Result>(which: Clause, work: () => Result): Result {
    try {
      return work()
    } catch (error) {
      this.try(which, () => {
        throw error
      })
      throw error
    }
  }

  /** When the next row is due that can be read, as far as is known. */
  nextDue(): number | undefined {
    const { table, kinds } = this.#options
    const times = kinds.flatMap((kind) => {
      if (this.#aside.size === 0)
        return this.#sql.get(`SELECT min(due_at) AS due FROM ${table} WHERE ${kind}`)?.['due'] ?? []
      const rows = this.#sql.all(
        `SELECT rowid AS row, due_at AS due FROM ${table} WHERE ${kind} ORDER BY due_at LIMIT ?`,
        this.#aside.size + 1,
      )
      return rows.find(({ row }) => !this.#aside.has(Number(row)))?.['due'] ?? []
    })
    return times.length === 0 ? undefined : Math.min(...times.map(Number))
  }

  /**
   * In a database that is older than what was done with it, what waits may have been done: all rows of `kinds` are looked
   * for, at `due` at the earliest. What waits for a code goes on waiting.
   * Returns whether that is so of all of them: one on a damaged page may be read again some day.
   */
  doubt(kinds: readonly string[], due: number): boolean {
    const set = `state = 'unsure', why = '${OLDER}', due_at = max(due_at, ?)`
    for (const kind of kinds) this.change([set, [due]], [kind, []])
    return this.damaged === 0
  }

  /** Changes every row of `which`: at once, or one by one where some of them cannot be read. */
  change(set: Clause, which: Clause): void {
    const { table } = this.#options
    try {
      this.#sql.run(`UPDATE ${table} SET ${set[0]} WHERE ${which[0]}`, ...set[1], ...which[1])
      return
    } catch (error) {
      if (!isDamaged(error)) throw error
    }
    const one = `UPDATE ${table} SET ${set[0]} WHERE rowid = ?`
    for (const found of this.#sql.all(`SELECT rowid AS row FROM ${table} WHERE ${which[0]}`, ...which[1])) {
      const row = Number(found['row'])
      this.attempt(row, () => this.#sql.run(one, ...set[1], row))
    }
  }
}

/**
 * Columns of a message that is known by its id or its reference: two look-ups, because `OR` of both was seen to read the
 * whole table.
 */
export const rowOf = (sql: Sql, columns: 'body' | '*', id: string, reference: string): Row | undefined =>
  sql.get(`SELECT ${columns} FROM submission WHERE id = ?`, id) ??
  sql.get(`SELECT ${columns} FROM submission WHERE reference = ?`, reference)

/** Whether a database has a message. */
export const isIn = (sql: Sql, id: string): boolean =>
  sql.get('SELECT 1 AS one FROM submission WHERE id = ?', id) !== undefined
