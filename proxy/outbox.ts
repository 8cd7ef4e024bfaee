/**
 * The outbox: every accepted submission, durably, from its first commit to its ticket.
 */
import { hash } from 'node:crypto'
import type { Spent } from './challenge.ts'
import { referenceOf } from './reference.ts'
import { FRESH, RETRY, SCHEMA } from './schema.ts'
import type { Stored } from './contract.ts'
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
  submission: Stored | undefined
  acceptedAt: number
  attempts: number
}

/** What `accept` found: a new row or the same submission again; the id with another content; a spent challenge. */
export type Receipt =
  | { type: 'accepted'; reference: string; state: State; fresh: boolean }
  | { type: 'conflict' }
  | { type: 'spent' }

/** What becomes of an entry after a step. Times are milliseconds since the epoch. */
export type Settlement =
  | { state: 'delivered'; ticket: string }
  | { state: 'dead'; why: string }
  | { state: 'pending' | 'unsure'; dueAt: number; why: string; attempts: number }

/** A due time further ahead was written by another clock: no backoff is longer. */
const AHEAD_MAX_MS = 900_000

/** How far the clock that challenges expire by may be behind this one. */
const DAY_MS = 86_400_000

/** Node takes in one new connection a turn: in a surge every message would get a commit of its own. */
const TURNS_MAX = 32

/** What the visitor wrote, without what was found out. */
type Written = Omit<Stored, 'identity' | 'suspicious'>

/** A digest of what the visitor wrote: the page and the locale may differ between two tries of one message. */
function digestOf({ site, email, name, subject, message, topic }: Written): string {
  return hash('sha256', JSON.stringify([site, email, name, subject, message, topic]), 'base64')
}

/** A damaged body must not stop the rows behind it, so this does not throw. */
function stored(body: unknown): Stored | undefined {
  try {
    return typeof body === 'string' ? (JSON.parse(body) as Stored) : undefined // written by accept()
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
  submission: Stored
  spend: Spent | undefined
  resolve: (receipt: Receipt) => void
  reject: (error: unknown) => void
}

export interface OutboxOptions {
  now: () => number
  /** Milliseconds from delivery until the text is erased. */
  retentionMs: number
  /** Milliseconds from delivery until the row is removed, and with it the means to recognise a retry. */
  dedupeMs: number
}

/** The store of submissions. Methods throw when the database refuses; then nothing was changed. */
export class Outbox {
  readonly #sql: Sql
  readonly #now: () => number
  readonly #retentionMs: number
  readonly #dedupeMs: number
  #batch: Waiting[] = []

  constructor(sql: Sql, options: OutboxOptions) {
    this.#sql = sql
    this.#now = options.now
    this.#retentionMs = options.retentionMs
    this.#dedupeMs = options.dedupeMs
    for (const statement of SCHEMA) sql.run(statement)
  }

  /**
   * Stores a submission. Resolves only after the commit that holds it is on disk; rejects when it could not be
   * stored. The same id with the same content is the same receipt again. Submissions that arrive in one turn of
   * the event loop, or in turns that follow each other, share one commit. `spend` is the challenge that it brings: in the same commit, and once only.
   */
  accept(submission: Stored, spend?: Spent): Promise<Receipt> {
    return new Promise((resolve, reject) => {
      if (this.#batch.length === 0) setImmediate(() => this.#gather(0, TURNS_MAX))
      this.#batch.push({ submission, spend, resolve, reject })
    })
  }

  /** The receipt of a submission that was accepted before; undefined when its id is new. */
  recognise(submission: Written): Receipt | undefined {
    const known = this.#sql.get('SELECT digest, state FROM submission WHERE id = ?', submission.id)
    if (!known) return undefined
    if (known['digest'] !== digestOf(submission)) return { type: 'conflict' }
    const state = known['state'] as State // the column's CHECK allows nothing else
    return { type: 'accepted', reference: referenceOf(submission.id), state, fresh: false }
  }

  /** How many wait for their ticket. */
  waiting(): number {
    const count = (which: string) =>
      this.#sql.get(`SELECT count(*) AS n FROM submission WHERE ${which}`)?.['n']
    return Number(count(FRESH)) + Number(count(RETRY))
  }

  /** Commits when a turn of the event loop has brought nothing more, or after so many turns. */
  #gather(before: number, turns: number): void {
    const { length } = this.#batch
    if (length > before && turns > 0) setImmediate(() => this.#gather(length, turns - 1))
    else this.#flush()
  }

  #flush(): void {
    const batch = this.#batch
    this.#batch = []
    try {
      const receipts = this.#sql.transaction(() => batch.map((waiting) => this.#insert(waiting)))
      batch.forEach(({ resolve }, i) => resolve(receipts[i] ?? { type: 'conflict' }))
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }

  #insert({ submission, spend }: Waiting): Receipt {
    const { id, site } = submission
    const isNew = spend && 'INSERT INTO spent (until, nonce) VALUES (?, ?) ON CONFLICT DO NOTHING'
    if (isNew && this.#sql.run(isNew, spend.until, spend.nonce) === 0)
      // Two tries of one message at once bring the same challenge.
      return this.recognise(submission) ?? { type: 'spent' }
    const reference = referenceOf(id)
    const now = this.#now()
    const inserted = this.#sql.run(
      `INSERT INTO submission (id, reference, digest, site, state, body, accepted_at, due_at, changed_at)
       VALUES (?, ?, ?, ?, 'pending', ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
      id,
      reference,
      digestOf(submission),
      site,
      JSON.stringify(submission),
      now,
      now,
      now,
    )
    if (inserted === 1) return { type: 'accepted', reference, state: 'pending', fresh: true }
    return this.recognise(submission) ?? { type: 'conflict' }
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
      now + AHEAD_MAX_MS,
    )
    this.#sql.run(`UPDATE submission SET due_at = ? WHERE ${FRESH} AND due_at > ?`, now, now)
  }

  /** The entry to work on now: with `fresh` one that has not been tried, else one that has; if there is none, any. */
  due(fresh: boolean): Entry | undefined {
    const now = this.#now()
    const first = (which: string) =>
      this.#sql.get(
        `SELECT * FROM submission WHERE ${which} AND due_at <= ? ORDER BY due_at, accepted_at LIMIT 1`,
        now,
      )
    const row = first(fresh ? FRESH : RETRY) ?? first(fresh ? RETRY : FRESH)
    return row && entryOf(row)
  }

  /** When the next entry is due, if any is waiting. */
  nextDue(): number | undefined {
    const times = [FRESH, RETRY].map(
      (which) => this.#sql.get(`SELECT min(due_at) AS due FROM submission WHERE ${which}`)?.['due'],
    )
    const waiting = times.filter((time) => typeof time === 'number')
    return waiting.length === 0 ? undefined : Math.min(...waiting)
  }

  /** Lets nothing of a site become due before `until`: its channel is not there. */
  hold(site: string, until: number): void {
    const later = `UPDATE submission SET due_at = ? WHERE site = ? AND due_at < ?`
    for (const which of [FRESH, RETRY]) this.#sql.run(`${later} AND ${which}`, until, site, until)
  }

  /** Marks an entry as being sent. On disk before the call goes out: a crash from here on leaves it unsure. */
  sending(id: string): void {
    this.#sql.run(`UPDATE submission SET state = 'sending', changed_at = ? WHERE id = ?`, this.#now(), id)
  }

  /** Records what became of an entry. */
  settle(id: string, settlement: Settlement): void {
    const { state } = settlement
    const waits = 'dueAt' in settlement ? settlement : undefined
    this.#sql.run(
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
    if (state === 'delivered' && this.#retentionMs === 0) this.erase()
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

  /** Removes settled rows that are so old that nobody will retry them, and challenges that have expired. */
  forget(): void {
    this.#sql.run('DELETE FROM spent WHERE until <= ?', this.#now() - DAY_MS)
    this.#sql.run(
      `DELETE FROM submission WHERE state = 'delivered' AND changed_at <= ?`,
      this.#now() - this.#dedupeMs,
    )
  }

  /** How many rows are in each state. Reads them all. */
  counts(): Record<State, number> {
    const counts = { pending: 0, sending: 0, unsure: 0, delivered: 0, dead: 0 }
    for (const row of this.#sql.all('SELECT state, count(*) AS n FROM submission GROUP BY state'))
      counts[row['state'] as State] = Number(row['n'])
    return counts
  }

  /** What an operator should know of: how many are dead, and when the oldest that still waits was accepted. */
  standing(): { dead: number; oldest: number | undefined } {
    const dead = this.#sql.get(`SELECT count(*) AS n FROM submission WHERE state = 'dead'`)?.['n']
    const times = [FRESH, RETRY, `state = 'sending'`].map(
      (which) => this.#sql.get(`SELECT min(accepted_at) AS at FROM submission WHERE ${which}`)?.['at'],
    )
    const waiting = times.filter((time) => typeof time === 'number')
    return { dead: Number(dead), oldest: waiting.length === 0 ? undefined : Math.min(...waiting) }
  }
}
