/**
 * The gate: at most `rate` calls to the helpdesk in any minute, also across restarts. The client asks it before every
 * call: see `gated-call.ts`.
 */
import type { Sql } from '../store/sqlite/database.ts'
import type { BootTime } from './boot-clock.ts'

/**
 * The helpdesk counts when calls arrive, we when they leave: a second more than its minute absorbs what the
 * network adds to the one and not to the other.
 */
const WINDOW_MS = 61_000

/** Longest closure that an answer can cause, so that an absurd `Retry-After` cannot stop us for a year. */
const LONGEST_MS = 3_600_000

/** Why the gate is closed: the helpdesk said so, or the configuration must be repaired first. */
export type Closure = 'limited' | 'misconfigured'

/** What the client asks of a gate, in whatever process the calls of the account are counted. */
export interface CallGate {
  /** Lets one call through and counts it: 0. Else the milliseconds until another try is worth it. */
  pass: () => number | Promise<number>
  /** Lets none through for so long: the helpdesk asked for it. */
  close: (ms: number, why: 'limited') => void | Promise<void>
}

/** When the gate was last used: by the clock that its times are of, and by the one that nobody sets. */
interface Anchor {
  at: number
  boot: BootTime | undefined
}

export class Gate {
  readonly #sql: Sql
  readonly #rate: number
  readonly #now: () => number
  readonly #bootTime: () => BootTime | undefined
  /**
   * By how many milliseconds the clock was set since the gate was last used, as far as can be told: less than 0 is
   * back. Without a boot time, or after a start of the machine, only a clock that is behind is noticed.
   */
  readonly clockSet: number

  /** `rate` is in calls a minute; `now` in milliseconds since the epoch, never set while the process runs. */
  constructor(
    sql: Sql,
    rate: number,
    now: () => number,
    bootTime: () => BootTime | undefined = () => undefined,
  ) {
    this.#sql = sql
    this.#rate = rate
    this.#now = now
    this.#bootTime = bootTime
    this.clockSet = sql.transaction(() => this.#recover())
  }

  /**
   * Moves what an earlier process wrote to the clock of this one. With a clock that was set back, a closure that was
   * long over would come back; with one that was set ahead, the calls of this minute would be made again.
   */
  #recover(): number {
    const now = this.#now()
    // A restart is how an operator applies a repaired configuration; it must not wait for the old closure.
    this.#sql.run(`DELETE FROM gate_closure WHERE why = 'misconfigured'`)
    const anchor = this.#anchor()
    if (!anchor) return 0
    const passed = since(anchor.boot, this.#bootTime())
    const told = now - anchor.at
    // Nobody knows how long ago the calls were: they count as made just now, which costs a minute at most.
    this.#sql.run('UPDATE gate_call SET at = at + ?', told - (passed ?? 0))
    // A closure can be long, so there the clock is believed as long as it does not run backwards.
    const set = passed === undefined ? Math.min(0, told) : told - passed
    this.#sql.run('UPDATE gate_closure SET until = until + ?', set)
    this.#mark(now)
    return set
  }

  #anchor(): Anchor | undefined {
    const row = this.#sql.get('SELECT at, boot, up FROM gate_anchor')
    const last = row?.['at'] ?? this.#sql.get('SELECT max(at) AS at FROM gate_call')?.['at']
    if (typeof last !== 'number') return undefined
    const { boot, up } = row ?? {}
    return { at: last, boot: typeof boot === 'string' ? { boot, up: Number(up) } : undefined }
  }

  /** Remembers what both clocks say. A closure that is over by now stays over, whatever a clock says later. */
  #mark(now: number): void {
    const boot = this.#bootTime()
    this.#sql.run('DELETE FROM gate_closure WHERE until <= ?', now)
    this.#sql.run(
      'INSERT OR REPLACE INTO gate_anchor (one, at, boot, up) VALUES (1, ?, ?, ?)',
      now,
      boot?.boot ?? null,
      boot?.up ?? null,
    )
  }

  /** Milliseconds until a call may leave; 0 means now. */
  wait(): number {
    return this.#waitFor(this.closure())
  }

  #waitFor(closure: { until: number } | undefined): number {
    const now = this.#now()
    const closed = (closure?.until ?? now) - now
    const row = this.#sql.get('SELECT at FROM gate_call ORDER BY at DESC LIMIT 1 OFFSET ?', this.#rate - 1)
    const spent = typeof row?.['at'] === 'number' ? row['at'] + WINDOW_MS - now : 0
    return Math.max(0, closed, spent)
  }

  /** Lets one call through and counts it, on disk before it returns: 0. Else the milliseconds until another try. */
  pass(): number {
    const wait = this.wait()
    if (wait === 0) this.#spend()
    return wait
  }

  /** The same for who looks into what is misconfigured, which is no reason to wait; the limit is the whole account's. */
  passToDiagnose(): number {
    const closure = this.closure()
    const wait = this.#waitFor(closure?.why === 'limited' ? closure : undefined)
    if (wait === 0) this.#spend()
    return wait
  }

  #spend(): void {
    const now = this.#now()
    this.#sql.transaction(() => {
      this.#sql.run('DELETE FROM gate_call WHERE at <= ?', now - WINDOW_MS)
      this.#sql.run('INSERT INTO gate_call (at) VALUES (?)', now)
      this.#mark(now)
    })
  }

  /** Closes the gate for `ms` milliseconds (at most an hour, at least a second). */
  close(ms: number, why: Closure): void {
    const now = this.#now()
    const until = now + Math.ceil(Math.min(Math.max(ms, 1000), LONGEST_MS))
    this.#sql.transaction(() => {
      this.#mark(now)
      this.#sql.run('INSERT OR REPLACE INTO gate_closure (one, until, why) VALUES (1, ?, ?)', until, why)
    })
  }

  /** The closure in force, if any. */
  closure(): { until: number; why: Closure } | undefined {
    const row = this.#sql.get('SELECT until, why FROM gate_closure WHERE until > ?', this.#now())
    return row && { until: Number(row['until']), why: row['why'] as Closure } // written by close() only
  }
}

/** Milliseconds between two moments; undefined when nobody can tell. */
function since(then: BootTime | undefined, now: BootTime | undefined): number | undefined {
  // A container can have a clock of its own that starts with it.
  const comparable = then !== undefined && then.boot === now?.boot && then.up <= now.up
  return comparable ? now.up - then.up : undefined
}
