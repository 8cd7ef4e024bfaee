/**
 * What is still to be done with tickets that exist: tags, team, assignee, note. Each step is a row of its own, so that
 * none is forgotten or done again after a crash, and none can make a second ticket.
 */
import { Queue } from './queue.ts'
import { AHEAD_MAX_MS, keptStepOf, LACKING, OPEN, plannedState, stepOf } from '../../rows.ts'
import type { Sql } from '../database.ts'
import type { KeptStep, PlannedStep, Step, StepSettlement } from '../../records.ts'

/** What follows the ticket of a submission, in order. */
export function stepsOf(sql: Sql, submission: string): KeptStep[] {
  return sql.all('SELECT * FROM step WHERE submission = ? ORDER BY place', submission).map(keptStepOf)
}

export class Steps {
  readonly #sql: Sql
  readonly #queue: Queue
  readonly #now: () => number
  readonly #noteSettled: () => void

  /** @param noteSettled Called when nothing more will become of a note. */
  constructor(sql: Sql, now: () => number, noteSettled: () => void = () => {}) {
    this.#sql = sql
    this.#queue = new Queue(sql, { table: 'step', kinds: [OPEN], order: 'due_at, place' })
    this.#now = now
    this.#noteSettled = noteSettled
  }

  /** How many steps cannot be done, because they or their messages cannot be read. */
  get damaged(): number {
    return this.#queue.damaged
  }

  /**
   * Notes what is to be done with a ticket; to be called in the transaction that settles it.
   * @param mayHaveNotes See `Settlement`.
   */
  plan(submission: string, steps: readonly PlannedStep[], mayHaveNotes?: boolean): void {
    for (const [place, { kind, target, ticket }] of steps.entries())
      this.#sql.run(
        `INSERT INTO step (submission, place, kind, target, ticket_of_step, state, due_at) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT DO NOTHING`,
        submission,
        place,
        kind,
        target,
        ticket ?? null,
        plannedState(kind, mayHaveNotes),
        this.#now(),
      )
  }

  /** The step to do now. */
  due(): Step | undefined {
    for (;;) {
      const row = this.#queue.first(OPEN, this.#now())
      if (!row) return undefined
      // Read apart from the step: the page of a message may be damaged, and that of its step whole.
      const message = this.#queue.attempt(Number(row['row']), () =>
        this.#sql.get(
          'SELECT reference, site, ticket FROM submission WHERE id = ?',
          String(row['submission']),
        ),
      )
      if (message) return stepOf(row, message)
    }
  }

  /** When the next step is due, if any is open. */
  nextDue(): number | undefined {
    return this.#queue.nextDue()
  }

  /** Marks a note as being written; false when it cannot be. */
  sending({ submission, place, kind }: Step): boolean {
    if (kind !== 'note') return true
    const which = 'submission = ? AND place = ?'
    return this.#queue.try(
      [which, [submission, place]],
      // Not one that was given up since it was read.
      () =>
        this.#sql.run(
          `UPDATE step SET state = 'sending' WHERE ${which} AND (${OPEN} OR state = 'sending')`,
          submission,
          place,
        ) > 0,
    )
  }

  settle({ submission, place, kind }: Step, settlement: StepSettlement): void {
    const waits = 'attempts' in settlement ? settlement : undefined
    const waitMs = 'waitMs' in settlement ? settlement.waitMs : undefined
    const which = 'submission = ? AND place = ?'
    this.#queue.orSetAside([which, [submission, place]], () =>
      this.#sql.run(
        `UPDATE step SET state = ?, why = ?, due_at = coalesce(?, due_at), attempts = coalesce(?, attempts),
         target = CASE WHEN ? THEN NULL ELSE target END WHERE ${which} AND state <> 'done'`,
        settlement.state,
        'why' in settlement ? settlement.why : null,
        waitMs === undefined ? null : Math.ceil(this.#now() + waitMs),
        waits ? waits.attempts : null,
        settlement.state === 'done' && kind === 'note' ? 1 : 0,
        submission,
        place,
      ),
    )
    if (kind === 'note' && !waits) this.#noteSettled()
  }

  /** A call that never came back may have written its note: it is looked for after the settle delay. */
  interrupt(settleDelayMs: number): void {
    const set = `state = 'unsure', why = 'interrupted', due_at = ?`
    this.#queue.change([set, [this.#now() + settleDelayMs]], [`state = 'sending'`, []])
  }

  /** Takes over the steps of another process, whose clock may have been another; see `Outbox.recover`. */
  recover(settleDelayMs: number): void {
    const now = this.#now()
    this.interrupt(settleDelayMs)
    this.#queue.change(['due_at = ?', [now + settleDelayMs]], [`${OPEN} AND state = 'unsure'`, []])
    this.#queue.change(
      ['due_at = ?', [now]],
      [`${OPEN} AND state = 'pending' AND due_at > ?`, [now + AHEAD_MAX_MS]],
    )
  }

  /** Looks for each note that waits before it is written: see `Queue.doubt`. */
  doubt(settleDelayMs: number): boolean {
    return this.#queue.doubt([`${OPEN} AND state = 'pending' AND kind = 'note'`], this.#now() + settleDelayMs)
  }

  /** How many tickets lack a step. */
  partial(): number {
    return Number(this.#sql.get(`SELECT count(*) AS n FROM submission WHERE id IN (${LACKING})`)?.['n'])
  }
}
