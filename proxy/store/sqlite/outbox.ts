/**
 * The outbox: every accepted submission, durably, from its first commit to its ticket.
 */
import { writeCharges } from './allowances.ts'
import { addFiles, filesOf } from './attachments.ts'
import { createBatch } from './group-commit.ts'
import { digestOf } from '../content-digest.ts'
import type { Written } from '../content-digest.ts'
import { eraseDelivered, forgetDelivered } from './erasure.ts'
import { newMark, referenceOf } from '../../reference.ts'
import { Queue } from './queue.ts'
import { FRESH, RETRY, STUCK } from './schema.ts'
import { forgetSpent, spendOnce } from './spent-challenges.ts'
import { Steps } from './follow-ups.ts'
import type { Dues } from './dues.ts'
import type { Row, Sql } from './database.ts'
import type {
  StoredFile,
  StoredSubmission,
  PlannedStep,
  Entry,
  State,
  Receipt,
  Settlement,
} from '../records.ts'

const isFresh = (receipt: Receipt | undefined) => receipt?.type === 'accepted' && receipt.fresh

/** A due time further ahead was written by another clock: no backoff is longer. */
const AHEAD_MAX_MS = 900_000

/** A damaged body must not stop the rows behind it, so this does not throw. */
function stored(body: unknown): StoredSubmission | undefined {
  try {
    return typeof body === 'string' ? (JSON.parse(body) as StoredSubmission) : undefined // written by accept()
  } catch {
    return undefined
  }
}

function entryOf(row: Row): Entry {
  const text = (column: string) => String(row[column])
  return {
    id: text('id'),
    reference: text('reference'),
    site: text('site'),
    state: row['state'] as State, // the column's CHECK allows nothing else
    submission: stored(row['body']),
    acceptedAt: Number(row['accepted_at']),
    attempts: Number(row['attempts']),
  }
}

interface Waiting {
  submission: StoredSubmission
  dues: Dues
}

export interface OutboxOptions {
  now: () => number
  /** Milliseconds from delivery until the text is erased. */
  retentionMs: number
  /** Removes files that nothing refers to any more. */
  dropFiles?: (files: string[]) => void
  /** Milliseconds from delivery until the row is removed, and with it the means to recognise a retry. */
  dedupeMs: number
}

/** The store of submissions. Methods throw when the database refuses; then nothing was changed. */
export class Outbox {
  /** What follows the tickets. */
  readonly steps: Steps
  readonly #sql: Sql
  readonly #queue: Queue
  readonly #now: () => number
  readonly #retentionMs: number
  readonly #dedupeMs: number
  readonly #store: (waiting: Waiting) => Promise<Receipt>
  readonly #drop: (files: string[]) => void

  constructor(sql: Sql, options: OutboxOptions) {
    this.#sql = sql
    this.#now = options.now
    this.#retentionMs = options.retentionMs
    this.#dedupeMs = options.dedupeMs
    this.#drop = options.dropFiles ?? (() => {})
    this.#queue = new Queue(sql)
    // What was kept for a note alone goes with it.
    this.steps = new Steps(sql, options.now, () => options.retentionMs === 0 && this.erase())
    this.#store = createBatch((batch: Waiting[]) =>
      sql.transaction(() => {
        const receipts = batch.map((one) => this.#insert(one))
        const fresh = batch.filter((_, i) => isFresh(receipts[i]))
        const charges = fresh.flatMap(({ dues }) => dues.charge ?? [])
        writeCharges(sql, charges)
        return receipts
      }),
    )
  }

  /**
   * Stores a submission. Resolves only after the commit that holds it is on disk; rejects when it could not be
   * stored. The same id with the same content is the same receipt again. Submissions that arrive in one turn of
   * the event loop, or in turns that follow each other, share one commit.
   */
  accept(submission: StoredSubmission, dues: Dues = {}): Promise<Receipt> {
    return this.#store({ submission, dues })
  }

  /** Whether a submission with this id was accepted before. */
  knows(id: string): boolean {
    return this.#sql.get('SELECT 1 AS one FROM submission WHERE id = ?', id) !== undefined
  }

  /** The files of a submission, in the order they were sent. */
  files(id: string): StoredFile[] {
    return filesOf(this.#sql, id)
  }

  /** The receipt of a submission that was accepted before; undefined when its id is new. */
  recognise(submission: Written): Receipt | undefined {
    const known = this.#sql.get('SELECT digest, state FROM submission WHERE id = ?', submission.id)
    if (!known) return undefined
    if (known['digest'] !== digestOf(submission)) return { type: 'conflict' }
    const state = known['state'] as State // the column's CHECK allows nothing else
    return { type: 'accepted', reference: referenceOf(submission.id), state, fresh: false }
  }

  /** The message that was accepted last. */
  newest(): { id: string; at: number } | undefined {
    const row = this.#sql.get('SELECT id, accepted_at FROM submission ORDER BY rowid DESC LIMIT 1')
    return row && { id: String(row['id']), at: Number(row['accepted_at']) }
  }

  /** How many wait for their ticket. */
  waiting(): number {
    const count = (which: string) =>
      this.#sql.get(`SELECT count(*) AS n FROM submission WHERE ${which}`)?.['n']
    return Number(count(FRESH)) + Number(count(RETRY))
  }

  #insert({ submission: { files = [], ...submission }, dues: { spend } }: Waiting): Receipt {
    const { id, site } = submission
    if (spend && !spendOnce(this.#sql, spend))
      // Two tries of one message at once bring the same challenge.
      return this.recognise({ ...submission, files }) ?? { type: 'spent' }
    const reference = referenceOf(id)
    const now = this.#now()
    const inserted = this.#sql.run(
      `INSERT INTO submission (id, reference, digest, site, state, body, accepted_at, due_at, changed_at)
       VALUES (?, ?, ?, ?, 'pending', ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
      id,
      reference,
      digestOf({ ...submission, files }),
      site,
      // Not part of the digest: a second try brings the same words, not the same mark.
      JSON.stringify({ ...submission, mark: newMark() }),
      now,
      now,
      now,
    )
    if (inserted !== 1) return this.recognise({ ...submission, files }) ?? { type: 'conflict' }
    addFiles(this.#sql, id, files)
    return { type: 'accepted', reference, state: 'pending', fresh: true }
  }

  /**
   * Takes over the row of a call that never came back: it may still make its ticket, so the row is unsure and is
   * looked for after the settle delay.
   */
  interrupt(settleDelayMs: number): void {
    const now = this.#now()
    const set = `state = 'unsure', why = 'interrupted', due_at = ?, changed_at = ?`
    this.#queue.change([set, [now + settleDelayMs, now]], [`state = 'sending'`, []])
  }

  /**
   * Takes over the rows of another process. Its clock may have been another, by hours: every unsure row waits the
   * whole settle delay from now on, because looking too early would make a second ticket, and no pending row is
   * stranded by a due time far ahead.
   */
  recover(settleDelayMs: number): void {
    const now = this.#now()
    this.interrupt(settleDelayMs)
    this.#queue.change(['due_at = ?', [now + settleDelayMs]], [`state = 'unsure'`, []])
    const tried = `${RETRY} AND state = 'pending' AND due_at > ?`
    this.#queue.change(['due_at = ?', [now]], [tried, [now + AHEAD_MAX_MS]])
    this.#queue.change(['due_at = ?', [now]], [`${FRESH} AND due_at > ?`, [now]])
  }

  /** The entry to work on now: with `fresh` one that has not been tried, else one that has; if there is none, any. */
  due(fresh: boolean): Entry | undefined {
    const now = this.#now()
    const first = (which: string) => this.#queue.first(which, now)
    const row = first(fresh ? FRESH : RETRY) ?? first(fresh ? RETRY : FRESH)
    return row && entryOf(row)
  }

  /** When the next entry is due, if any is waiting. */
  nextDue(): number | undefined {
    return this.#queue.nextDue()
  }

  /** Lets nothing of a site become due before `until`: its channel is not there. */
  hold(site: string, until: number): void {
    for (const which of [FRESH, RETRY])
      this.#queue.change(['due_at = ?', [until]], [`site = ? AND due_at < ? AND ${which}`, [site, until]])
  }

  /**
   * Marks an entry as being sent, on disk before the call: a crash leaves it unsure. False when it has been
   * dropped, or cannot be written.
   */
  sending(id: string): boolean {
    const set = `UPDATE submission SET state = 'sending', changed_at = ? WHERE id = ?`
    return this.#queue.try(id, () => this.#sql.run(set, this.#now(), id) > 0)
  }

  /** Records what became of an entry, and with its ticket the steps that follow: both or neither. */
  settle(id: string, settlement: Settlement, plan: readonly PlannedStep[] = []): void {
    if (plan.length === 0) this.#settle(id, settlement)
    else
      this.#sql.transaction(() => {
        // Nothing follows the ticket of one that was dropped.
        if (this.#settle(id, settlement)) this.steps.plan(id, plan)
      })
    if (settlement.state === 'delivered' && this.#retentionMs === 0) this.erase()
  }

  #settle(id: string, settlement: Settlement): boolean {
    const { state } = settlement
    const waits = 'dueAt' in settlement ? settlement : undefined
    const changed = this.#sql.run(
      `UPDATE submission SET state = ?, changed_at = ?, ticket = ?, why = ?, due_at = coalesce(?, due_at),
       attempts = coalesce(?, attempts) WHERE id = ?`,
      state,
      this.#now(),
      'ticket' in settlement ? settlement.ticket : null,
      'why' in settlement ? settlement.why : null,
      waits ? Math.ceil(waits.dueAt) : null,
      waits?.attempts ?? null,
      id,
    )
    return changed > 0
  }

  /** Erases what was delivered long enough ago; see `eraseDelivered`. */
  erase(): void {
    this.#drop(eraseDelivered(this.#sql, this.#now() - this.#retentionMs))
  }

  /** Removes settled rows that are so old that nobody will retry them, and challenges that have expired. */
  forget(): void {
    forgetSpent(this.#sql, this.#now())
    this.#drop(forgetDelivered(this.#sql, this.#now() - this.#dedupeMs))
  }

  /** How many rows are in each state. Reads them all. */
  counts(): Record<State, number> {
    const counts = { pending: 0, sending: 0, unsure: 0, delivered: 0, dead: 0 }
    for (const row of this.#sql.all('SELECT state, count(*) AS n FROM submission GROUP BY state'))
      counts[row['state'] as State] = Number(row['n'])
    return counts
  }

  /** What an operator should know of: dead and stuck rows, tickets without all steps, and the oldest that still waits. */
  standing(): {
    dead: number
    stuck: number
    partial: number
    damaged: number
    oldest: number | undefined
  } {
    const dead = this.#sql.get(`SELECT count(*) AS n FROM submission WHERE state = 'dead'`)?.['n']
    const times = [FRESH, RETRY, `state = 'sending'`].map(
      (which) => this.#sql.get(`SELECT min(accepted_at) AS at FROM submission WHERE ${which}`)?.['at'],
    )
    const waiting = times.filter((time) => typeof time === 'number')
    const oldest = waiting.length === 0 ? undefined : Math.min(...waiting)
    const stuck = this.#sql.get(`SELECT count(*) AS n FROM submission WHERE ${RETRY} AND ${STUCK}`)?.['n']
    return {
      dead: Number(dead),
      stuck: Number(stuck),
      partial: this.steps.partial(),
      damaged: this.#queue.damaged,
      oldest,
    }
  }
}
