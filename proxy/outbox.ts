/**
 * The outbox: every accepted submission, durably, from its first commit to its ticket. Holds its own schema.
 */
import { createHash } from 'node:crypto'
import { referenceOf } from './reference.ts'
import type { Submission } from './contract.ts'
import type { Row, Sql } from './sqlite.ts'

/**
 * `pending → sending → delivered | pending | unsure | dead`; `unsure → delivered | pending`.
 * `unsure` means that the helpdesk may or may not have the ticket.
 */
export type State = 'pending' | 'sending' | 'unsure' | 'delivered' | 'dead'

/** One row that is not settled yet. */
export interface Entry {
  id: string
  reference: string
  site: string
  state: State
  /** Undefined when what is stored cannot be read. */
  submission: Submission | undefined
  acceptedAt: number
  attempts: number
}

/** What `accept` found: a new row or the same submission again; or the id with another content. */
export type Receipt =
  | { type: 'accepted'; reference: string; state: State; fresh: boolean }
  | { type: 'conflict' }

/** What becomes of an entry after a step. Times are milliseconds since the epoch. */
export type Settlement =
  | { state: 'delivered'; ticket: string }
  | { state: 'dead'; why: string }
  | { state: 'pending' | 'unsure'; dueAt: number; why: string; attempts: number }

const SCHEMA = [
  `CREATE TABLE IF NOT EXISTS submission (
    id TEXT PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL,
    site TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'sending', 'unsure', 'delivered', 'dead')),
    body TEXT,
    accepted_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    ticket TEXT,
    why TEXT
  ) STRICT`,
  // Partial: the loop asks every second, and must not read the settled rows of years.
  `CREATE INDEX IF NOT EXISTS submission_due ON submission (due_at, accepted_at)
    WHERE state IN ('pending', 'unsure')`,
  `CREATE INDEX IF NOT EXISTS submission_fresh ON submission (due_at, accepted_at)
    WHERE state = 'pending' AND attempts = 0`,
  `CREATE INDEX IF NOT EXISTS submission_sending ON submission (state) WHERE state = 'sending'`,
  `CREATE INDEX IF NOT EXISTS submission_settled ON submission (state, changed_at)`,
]

/** Waiting rows, in the order of the index above. */
const WAITING = `state IN ('pending', 'unsure')`

/** A digest of what the visitor wrote: the page and the locale may differ between two tries of one message. */
function digestOf({ site, email, name, subject, message, topic }: Submission): string {
  return createHash('sha256')
    .update(JSON.stringify([site, email, name, subject, message, topic]))
    .digest('base64')
}

/** A damaged body must not stop the rows behind it, so this does not throw. */
function stored(body: unknown): Submission | undefined {
  try {
    return typeof body === 'string' ? (JSON.parse(body) as Submission) : undefined // written by accept()
  } catch {
    return undefined
  }
}

function entryOf(row: Row): Entry {
  return {
    id: String(row['id']),
    reference: String(row['reference']),
    site: String(row['site']),
    state: row['state'] as State, // the column's CHECK allows nothing else
    submission: stored(row['body']),
    acceptedAt: Number(row['accepted_at']),
    attempts: Number(row['attempts']),
  }
}

interface Waiting {
  submission: Submission & { site: string }
  resolve: (receipt: Receipt) => void
  reject: (error: unknown) => void
}

/** The store of submissions. Methods throw when the database refuses; then nothing was changed. */
export class Outbox {
  readonly #sql: Sql
  readonly #now: () => number
  #batch: Waiting[] = []

  readonly #retentionMs: number

  /** The text of a submission is erased `retentionMs` milliseconds after its delivery. */
  constructor(sql: Sql, options: { now: () => number; retentionMs: number }) {
    this.#sql = sql
    this.#now = options.now
    this.#retentionMs = options.retentionMs
    for (const statement of SCHEMA) sql.run(statement)
  }

  /**
   * Stores a submission. Resolves only after the commit that holds it is on disk; rejects when it could not be
   * stored. The same id with the same content is the same receipt again. Submissions that arrive in one turn of
   * the event loop share one commit.
   */
  accept(submission: Submission & { site: string }): Promise<Receipt> {
    return new Promise((resolve, reject) => {
      if (this.#batch.length === 0) setImmediate(() => this.#flush())
      this.#batch.push({ submission, resolve, reject })
    })
  }

  #flush(): void {
    const batch = this.#batch
    this.#batch = []
    try {
      const receipts = this.#sql.transaction(() => batch.map(({ submission }) => this.#insert(submission)))
      batch.forEach(({ resolve }, i) => resolve(receipts[i] ?? { type: 'conflict' }))
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }

  #insert(submission: Submission & { site: string }): Receipt {
    const { id, site } = submission
    const reference = referenceOf(id)
    const digest = digestOf(submission)
    const known = this.#sql.get(
      'SELECT digest, state FROM submission WHERE id = ? OR reference = ?',
      id,
      reference,
    )
    if (known) {
      if (known['digest'] !== digest) return { type: 'conflict' }
      return { type: 'accepted', reference, state: known['state'] as State, fresh: false }
    }
    const now = this.#now()
    this.#sql.run(
      `INSERT INTO submission (id, reference, digest, site, state, body, accepted_at, due_at, changed_at)
       VALUES (?, ?, ?, ?, 'pending', ?, ?, ?, ?)`,
      id,
      reference,
      digest,
      site,
      JSON.stringify(submission),
      now,
      now,
      now,
    )
    return { type: 'accepted', reference, state: 'pending', fresh: true }
  }

  /** The row with this id or reference. Its submission is gone some time after it was delivered. */
  find(key: string): Pick<Entry, 'reference' | 'site' | 'submission'> | undefined {
    const row = this.#sql.get('SELECT * FROM submission WHERE id = ? OR reference = ?', key, key)
    return row && entryOf(row)
  }

  /**
   * Takes over the row of a call that never came back: it may still make its ticket, so the row is unsure and is
   * looked for after the settle delay.
   */
  interrupt(settleDelayMs: number): void {
    const now = this.#now()
    this.#sql.run(
      `UPDATE submission SET state = 'unsure', why = 'interrupted', due_at = ?, changed_at = ?
       WHERE state = 'sending'`,
      now + settleDelayMs,
      now,
    )
  }

  /**
   * Takes over the rows of another process. Its clock may have been another, by hours: every unsure row waits the
   * whole settle delay from now on, because looking too early would make a second ticket, and no pending row is
   * stranded by a due time far ahead.
   */
  recover(settleDelayMs: number): void {
    const now = this.#now()
    this.interrupt(settleDelayMs)
    this.#sql.run(`UPDATE submission SET due_at = ? WHERE state = 'unsure'`, now + settleDelayMs)
    this.#sql.run(
      `UPDATE submission SET due_at = ? WHERE state = 'pending' AND due_at > ?`,
      now,
      now + 3_600_000,
    )
  }

  /** The entry to work on now: the one due longest; with `fresh`, one that has not been tried if there is one. */
  due(fresh: boolean): Entry | undefined {
    const now = this.#now()
    const first = (which: string) =>
      this.#sql.get(
        `SELECT * FROM submission WHERE ${which} AND due_at <= ? ORDER BY due_at, accepted_at LIMIT 1`,
        now,
      )
    const row = (fresh && first(`state = 'pending' AND attempts = 0`)) || first(WAITING)
    return row && entryOf(row)
  }

  /** When the next entry is due, if any is waiting. */
  nextDue(): number | undefined {
    const row = this.#sql.get(`SELECT min(due_at) AS due FROM submission WHERE ${WAITING}`)
    return typeof row?.['due'] === 'number' ? row['due'] : undefined
  }

  /** Marks an entry as being sent. On disk before the call goes out: a crash from here on leaves it unsure. */
  sending(id: string): void {
    this.#sql.run(`UPDATE submission SET state = 'sending', changed_at = ? WHERE id = ?`, this.#now(), id)
  }

  /** Records what became of an entry. */
  settle(id: string, settlement: Settlement): void {
    const now = this.#now()
    if (settlement.state === 'delivered') {
      this.#sql.run(
        `UPDATE submission SET state = 'delivered', ticket = ?, why = NULL, changed_at = ? WHERE id = ?`,
        settlement.ticket,
        now,
        id,
      )
      if (this.#retentionMs === 0) this.erase()
      return
    }
    if (settlement.state === 'dead') {
      this.#sql.run(
        `UPDATE submission SET state = 'dead', why = ?, changed_at = ? WHERE id = ?`,
        settlement.why,
        now,
        id,
      )
      return
    }
    this.#sql.run(
      `UPDATE submission SET state = ?, due_at = ?, why = ?, attempts = ?, changed_at = ? WHERE id = ?`,
      settlement.state,
      Math.ceil(settlement.dueAt),
      settlement.why,
      settlement.attempts,
      now,
      id,
    )
  }

  /**
   * Erases what visitors wrote in submissions that were delivered long enough ago; id, reference and ticket stay, to
   * recognise a late retry. Erased from the file too: `secure_delete` overwrites the pages, the checkpoint the log.
   */
  erase(): void {
    const erased = this.#sql.run(
      `UPDATE submission SET body = NULL WHERE state = 'delivered' AND body IS NOT NULL AND changed_at <= ?`,
      this.#now() - this.#retentionMs,
    )
    if (erased > 0) this.#sql.all('PRAGMA wal_checkpoint(TRUNCATE)')
  }

  /** How many rows are in each state, and when the oldest undelivered one was accepted. */
  counts(): Record<State, number> & { oldest: number | undefined } {
    const counts = { pending: 0, sending: 0, unsure: 0, delivered: 0, dead: 0 }
    for (const row of this.#sql.all('SELECT state, count(*) AS n FROM submission GROUP BY state'))
      counts[row['state'] as State] = Number(row['n'])
    const row = this.#sql.get(`SELECT min(accepted_at) AS oldest FROM submission WHERE ${WAITING}`)
    return { ...counts, oldest: typeof row?.['oldest'] === 'number' ? row['oldest'] : undefined }
  }
}
