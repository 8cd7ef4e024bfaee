/**
 * What is still to be done with tickets that exist: tags, team, assignee, note. Each step is a row of its own, so that
 * none is forgotten or done again after a crash, and none can make a second ticket.
 */
import type { Row, Sql } from './database.ts'
import type { PlannedStep } from '../records.ts'

/**
 * `pending → done | failed`; a note is `sending` while it is written, and `unsure` when nobody knows whether it was.
 */
export type StepState = 'pending' | 'sending' | 'unsure' | 'done' | 'failed'

/** One step that is due, with what is needed to do it. */
export interface Step extends PlannedStep {
  submission: string
  place: number
  state: StepState
  attempts: number
  reference: string
  site: string
  ticket: string
}

/** What becomes of a step. Times are milliseconds since the epoch. */
export type StepSettlement =
  | { state: 'done' }
  | { state: 'failed'; why: string }
  | { state: 'pending' | 'unsure'; dueAt: number; why: string; attempts: number }

const OPEN = `state IN ('pending', 'unsure')`

/** A due time further ahead was written by another clock: no backoff is longer. */
const AHEAD_MAX_MS = 900_000

function stepOf(row: Row): Step {
  return {
    submission: String(row['submission']),
    place: Number(row['place']),
    kind: row['kind'] as Step['kind'], // the column's CHECK allows nothing else
    target: String(row['target'] ?? ''),
    state: row['state'] as StepState, // likewise
    attempts: Number(row['attempts']),
    reference: String(row['reference']),
    site: String(row['site']),
    ticket: String(row['ticket']),
  }
}

export class Steps {
  readonly #sql: Sql
  readonly #now: () => number
  readonly #noteSettled: () => void

  /** @param noteSettled Called when nothing more will become of a note. */
  constructor(sql: Sql, now: () => number, noteSettled: () => void = () => {}) {
    this.#sql = sql
    this.#now = now
    this.#noteSettled = noteSettled
  }

  /** Notes what is to be done with a ticket; to be called in the transaction that settles it. */
  plan(submission: string, steps: readonly PlannedStep[]): void {
    for (const [place, { kind, target }] of steps.entries())
      this.#sql.run(
        `INSERT INTO step (submission, place, kind, target, state, due_at) VALUES (?, ?, ?, ?, 'pending', ?)
         ON CONFLICT DO NOTHING`,
        submission,
        place,
        kind,
        target,
        this.#now(),
      )
  }

  /** The step to do now. */
  due(): Step | undefined {
    const row = this.#sql.get(
      `SELECT step.*, submission.reference, submission.site, submission.ticket
       FROM step JOIN submission ON submission.id = step.submission
       WHERE step.${OPEN} AND step.due_at <= ? ORDER BY step.due_at, step.place LIMIT 1`,
      this.#now(),
    )
    return row && stepOf(row)
  }

  /** When the next step is due, if any is open. */
  nextDue(): number | undefined {
    const due = this.#sql.get(`SELECT min(due_at) AS due FROM step WHERE ${OPEN}`)?.['due']
    return typeof due === 'number' ? due : undefined
  }

  /**
   * Marks a note as being written, before the call goes out; anything else can simply be done again. False when it is
   * not there any more.
   */
  sending({ submission, place, kind }: Step): boolean {
    if (kind !== 'note') return true
    const set = `UPDATE step SET state = 'sending' WHERE submission = ? AND place = ?`
    return this.#sql.run(set, submission, place) > 0
  }

  /** Records what became of a step. The text of a note is not kept longer than it is needed. */
  settle({ submission, place, kind }: Step, settlement: StepSettlement): void {
    const waits = 'dueAt' in settlement ? settlement : undefined
    this.#sql.run(
      `UPDATE step SET state = ?, why = ?, due_at = coalesce(?, due_at), attempts = coalesce(?, attempts),
       target = CASE WHEN ? THEN NULL ELSE target END WHERE submission = ? AND place = ?`,
      settlement.state,
      'why' in settlement ? settlement.why : null,
      waits ? Math.ceil(waits.dueAt) : null,
      waits ? waits.attempts : null,
      settlement.state === 'done' && kind === 'note' ? 1 : 0,
      submission,
      place,
    )
    if (kind === 'note' && !waits) this.#noteSettled()
  }

  /** A call that never came back may have written its note: it is looked for after the settle delay. */
  interrupt(settleDelayMs: number): void {
    this.#sql.run(
      `UPDATE step SET state = 'unsure', why = 'interrupted', due_at = ? WHERE state = 'sending'`,
      this.#now() + settleDelayMs,
    )
  }

  /** Takes over the steps of another process, whose clock may have been another; see `Outbox.recover`. */
  recover(settleDelayMs: number): void {
    const now = this.#now()
    this.interrupt(settleDelayMs)
    this.#sql.run(`UPDATE step SET due_at = ? WHERE state = 'unsure'`, now + settleDelayMs)
    this.#sql.run(
      `UPDATE step SET due_at = ? WHERE state = 'pending' AND due_at > ?`,
      now,
      now + AHEAD_MAX_MS,
    )
  }

  /** How many tickets lack a step that failed for good. */
  partial(): number {
    return Number(
      this.#sql.get(`SELECT count(DISTINCT submission) AS n FROM step WHERE state = 'failed'`)?.['n'],
    )
  }
}
