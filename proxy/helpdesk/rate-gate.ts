/**
 * The gate: at most `rate` calls to the helpdesk in any minute, also across restarts. The client asks it before every
 * call: see `gated-call.ts`.
 */
import type { Row, Sql } from '../store/sqlite/database.ts'
import type { BootTime } from './boot-clock.ts'

/**
 * The helpdesk counts when calls arrive, we when they leave: a second more than its minute absorbs what the
 * network adds to the one and not to the other.
 */
const WINDOW_MS = 61_000

/** Longest closure that an answer can cause, so that an absurd `Retry-After` cannot stop us for a year. */
const LONGEST_MS = 3_600_000

/** Clocks do not tell the same to the millisecond. Nothing is written then: a start must do without room on the disk. */
const SAME_MS = 100

/** Why the gate is closed: the helpdesk said so, or the configuration must be repaired first. */
export type Closure = 'limited' | 'misconfigured'

/** What the client asks of a gate, in whatever process the calls of the account are counted. */
export interface CallGate {
  /** Lets one call through and counts it: 0. Else the milliseconds until another try is worth it. */
  pass: () => number | Promise<number>
  /** Lets none through for so long: the helpdesk asked for it. */
  close: (ms: number, why: 'limited') => void | Promise<void>
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
    // A restart is how an operator applies a repaired configuration; it must not wait for the old closure.
    this.#sql.run(`DELETE FROM gate_closure WHERE why = 'misconfigured'`)
    const [now, boot] = [this.#now(), this.#bootTime()]
    const set = { at: -Infinity, ms: 0 }
    const note = (at: number, ms: number) => at >= set.at && Object.assign(set, { at, ms })
    for (const row of this.#sql.all('SELECT rowid, at, boot, up FROM gate_call')) {
      const at = Number(row['at'])
      const told = Math.max(0, now - at)
      const known = since(row, boot)
      // After a start of the machine nobody knows how long ago it was: it counts as made just now, which costs a minute
      // at most. Where there is no such clock the other one is believed: restarts in a row would never let a call go.
      const passed = known ?? (boot && row['boot'] !== null ? 0 : told)
      note(at, now - at - (known ?? told))
      if (Math.abs(now - at - passed) < SAME_MS) continue
      const moment = known === undefined ? { at: now - passed, ...boot } : { at: now - known, ...bootOf(row) }
      this.#sql.run(
        'UPDATE gate_call SET at = ?, boot = ?, up = ? WHERE rowid = ?',
        ...columnsOf(moment),
        Number(row['rowid']),
      )
    }
    const row = this.#sql.get('SELECT at, until, boot, up FROM gate_closure')
    if (!row) return set.ms
    const until = Number(row['until'])
    // An earlier version did not note when it was closed.
    const at = typeof row['at'] === 'number' ? row['at'] : until - LONGEST_MS
    // A closure can be long, so here the clock is believed as long as it does not run backwards.
    const passed = since(row, boot) ?? Math.max(0, now - at)
    note(at, now - at - passed)
    if (Math.abs(now - at - passed) < SAME_MS) return set.ms
    this.#sql.run(
      'UPDATE gate_closure SET until = ?, at = ?, boot = ?, up = ?',
      now - passed + (until - at),
      ...columnsOf({ at: now, ...boot }),
    )
    return set.ms
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
      // A closure that is over stays over, whatever a clock says later.
      this.#sql.run('DELETE FROM gate_closure WHERE until <= ?', now)
      this.#sql.run(
        'INSERT INTO gate_call (at, boot, up) VALUES (?, ?, ?)',
        ...columnsOf({ at: now, ...this.#bootTime() }),
      )
    })
  }

  /** Closes the gate for `ms` milliseconds (at most an hour, at least a second). */
  close(ms: number, why: Closure): void {
    const now = this.#now()
    const until = now + Math.ceil(Math.min(Math.max(ms, 1000), LONGEST_MS))
    this.#sql.run(
      'INSERT OR REPLACE INTO gate_closure (one, until, why, at, boot, up) VALUES (1, ?, ?, ?, ?, ?)',
      until,
      why,
      ...columnsOf({ at: now, ...this.#bootTime() }),
    )
  }

  /** The closure in force, if any. */
  closure(): { until: number; why: Closure } | undefined {
    const row = this.#sql.get('SELECT until, why FROM gate_closure WHERE until > ?', this.#now())
    return row && { until: Number(row['until']), why: row['why'] as Closure } // written by close() only
  }
}

/** A moment by both clocks: by the one that times are of, and by the one that nobody sets, where there is one. */
type Moment = { at: number } & Partial<BootTime>

const columnsOf = ({ at, boot, up }: Moment) => [at, boot ?? null, up ?? null] as const

function bootOf({ boot, up }: Row): Partial<BootTime> {
  return typeof boot === 'string' && typeof up === 'number' ? { boot, up } : {}
}

/** Milliseconds since the moment of a row; undefined when nobody can tell. */
function since(row: Row, now: BootTime | undefined): number | undefined {
  const { boot, up } = bootOf(row)
  // A container can have a clock of its own that starts with it.
  return up !== undefined && boot === now?.boot && now && up <= now.up ? now.up - up : undefined
}
