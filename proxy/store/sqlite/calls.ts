/** The calls to the helpdesk of the last minute, and why none may leave: one row each, by two clocks. */
import type { BootTime } from '../boot-clock.ts'
import type { CallRate, Closure, ReadRate } from '../records.ts'
import { BEHIND_MS, CLOCKS_MS, FRESH, OPEN, OUTLASTS, RETRY } from '../rows.ts'
import { keepDelivered } from './history/clock-set.ts'
import type { Row, Sql } from './database.ts'

/** Clocks do not tell the same to the millisecond. Nothing is written then: a start must do without room on the disk. */
const SAME_MS = 100

export class CallRows {
  readonly #sql: Sql
  readonly #now: () => number
  readonly #bootTime: () => BootTime | undefined
  /**
   * By how many milliseconds the clock was set since a row was last written, as far as can be told: less than 0 is back.
   * Without a boot time, or after a start of the machine, only a clock that is behind is noticed.
   */
  readonly clockSet: number

  /** `now` is in milliseconds since the epoch, never set while the process runs. */
  constructor(sql: Sql, now: () => number, bootTime: () => BootTime | undefined) {
    this.#sql = sql
    this.#now = now
    this.#bootTime = bootTime
    this.clockSet = sql.transaction(() => {
      const ms = this.#recover()
      if (ms > CLOCKS_MS) keepDelivered(sql, now(), ms)
      return ms
    })
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
    const [until, at] = [Number(row['until']), Number(row['at'])]
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

  wait({ calls, windowMs }: CallRate, despite?: Closure): number {
    const now = this.#now()
    const closed = this.#closed()
    const until = closed && closed['why'] !== despite ? Number(closed['until']) : now
    const row = this.#sql.get(
      `SELECT at FROM gate_call WHERE lane IS NOT 'apart' ORDER BY at DESC LIMIT 1 OFFSET ?`,
      calls - 1,
    )
    const spent = typeof row?.['at'] === 'number' ? row['at'] + windowMs - now : 0
    return Math.max(0, until - now, spent)
  }

  spend(rate: CallRate, despite?: Closure): number {
    return this.#sql.transaction(() => this.wait(rate, despite) || this.#note(rate, null))
  }

  /** The same for a call that is marked in the same commit; undefined when `mark` finds nothing to call for. */
  begin(rate: CallRate, mark: () => boolean): number | undefined {
    return this.#sql.transaction(() => this.wait(rate) || (mark() ? this.#note(rate, null) : undefined))
  }

  spendRead(rate: CallRate, { calls, apart }: ReadRate): number {
    return this.#sql.transaction(() => {
      const wait = apart ? 0 : Math.max(this.wait(rate), this.#isWaiting() ? BEHIND_MS : 0)
      if (wait > 0) return wait
      const lane = apart ? 'apart' : 'read'
      const row = this.#sql.get(
        'SELECT at FROM gate_call WHERE lane = ? ORDER BY at DESC LIMIT 1 OFFSET ?',
        lane,
        calls - 1,
      )
      const spent = typeof row?.['at'] === 'number' ? row['at'] + rate.windowMs - this.#now() : 0
      if (spent > 0) return spent
      return this.#note(rate, lane)
    })
  }

  #note({ windowMs }: CallRate, lane: 'read' | 'apart' | null): 0 {
    const now = this.#now()
    this.#sql.run('DELETE FROM gate_call WHERE at <= ?', now - windowMs)
    // A closure that is over stays over, whatever a clock says later.
    this.#sql.run('DELETE FROM gate_closure WHERE until <= ?', now)
    this.#sql.run(
      'INSERT INTO gate_call (at, boot, up, lane) VALUES (?, ?, ?, ?)',
      ...columnsOf({ at: now, ...this.#bootTime() }),
      lane,
    )
    return 0
  }

  /** Whether a ticket is to be made now, or something is to follow one. */
  #isWaiting(): boolean {
    const now = this.#now()
    return [`submission WHERE ${FRESH}`, `submission WHERE ${RETRY}`, `step WHERE ${OPEN}`].some(
      (which) => this.#sql.get(`SELECT 1 AS one FROM ${which} AND due_at <= ? LIMIT 1`, now) !== undefined,
    )
  }

  close(ms: number, why: Closure): void {
    const now = this.#now()
    this.#sql.run(
      `INSERT INTO gate_closure (one, until, why, at, boot, up) VALUES (1, ?, ?, ?, ?, ?)
       ON CONFLICT (one) DO UPDATE SET until = excluded.until, why = excluded.why,
         at = excluded.at, boot = excluded.boot, up = excluded.up
       WHERE ${OUTLASTS}`,
      now + Math.ceil(ms),
      why,
      ...columnsOf({ at: now, ...this.#bootTime() }),
    )
  }

  closure(): Closure | undefined {
    return this.#closed()?.['why'] as Closure | undefined // written by close() only
  }

  #closed(): Row | undefined {
    return this.#sql.get('SELECT until, why FROM gate_closure WHERE until > ?', this.#now())
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
