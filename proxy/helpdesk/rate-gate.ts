/**
 * The gate: at most `rate` calls to the helpdesk in any minute, also across restarts. Spent before every call.
 */
import type { Sql } from '../store/sqlite/database.ts'

/**
 * The helpdesk counts when calls arrive, we when they leave: a second more than its minute absorbs what the
 * network adds to the one and not to the other.
 */
const WINDOW_MS = 61_000

/** Longest closure that an answer can cause, so that an absurd `Retry-After` cannot stop us for a year. */
const LONGEST_MS = 3_600_000

/** Why the gate is closed: the helpdesk said so, or the configuration must be repaired first. */
export type Closure = 'limited' | 'misconfigured'

export class Gate {
  readonly #sql: Sql
  readonly #rate: number
  readonly #now: () => number

  /** `rate` is in calls a minute; `now` in milliseconds since the epoch. */
  constructor(sql: Sql, rate: number, now: () => number) {
    this.#sql = sql
    this.#rate = rate
    this.#now = now
    sql.run('CREATE TABLE IF NOT EXISTS gate_call (at INTEGER NOT NULL) STRICT')
    sql.run('CREATE INDEX IF NOT EXISTS gate_call_at ON gate_call (at)')
    sql.run(
      `CREATE TABLE IF NOT EXISTS gate_closure (
        one INTEGER PRIMARY KEY CHECK (one = 1), until INTEGER NOT NULL, why TEXT NOT NULL
      ) STRICT`,
    )
    // A restart is how an operator applies a repaired configuration; it must not wait for the old closure.
    sql.run(`DELETE FROM gate_closure WHERE why = 'misconfigured'`)
    // With a clock that was set back, calls from "the future" would hold the gate for as long as it was set back.
    sql.run('UPDATE gate_call SET at = ? WHERE at > ?', now(), now())
    sql.run('UPDATE gate_closure SET until = ? WHERE until > ?', now() + LONGEST_MS, now() + LONGEST_MS)
  }

  /** Milliseconds until a call may leave; 0 means now. */
  wait(): number {
    const now = this.#now()
    const closed = (this.closure()?.until ?? now) - now
    const row = this.#sql.get('SELECT at FROM gate_call ORDER BY at DESC LIMIT 1 OFFSET ?', this.#rate - 1)
    const spent = typeof row?.['at'] === 'number' ? row['at'] + WINDOW_MS - now : 0
    return Math.max(0, closed, spent)
  }

  /** Spends one call; on disk before it returns. Ask `wait()` first. */
  spend(): void {
    const now = this.#now()
    this.#sql.transaction(() => {
      this.#sql.run('DELETE FROM gate_call WHERE at <= ?', now - WINDOW_MS)
      this.#sql.run('INSERT INTO gate_call (at) VALUES (?)', now)
    })
  }

  /** Closes the gate for `ms` milliseconds (at most an hour, at least a second). */
  close(ms: number, why: Closure): void {
    const until = this.#now() + Math.ceil(Math.min(Math.max(ms, 1000), LONGEST_MS))
    this.#sql.run('INSERT OR REPLACE INTO gate_closure (one, until, why) VALUES (1, ?, ?)', until, why)
  }

  /** The closure in force, if any. */
  closure(): { until: number; why: Closure } | undefined {
    const row = this.#sql.get('SELECT until, why FROM gate_closure WHERE until > ?', this.#now())
    return row && { until: Number(row['until']), why: row['why'] as Closure } // written by close() only
  }
}
