/** The outbox: every accepted submission, durably, from its first commit to its ticket. */
import { writeCharges } from './allowances.ts'
import { addFiles, filesOf } from './attachments.ts'
import { createBatch } from './group-commit.ts'
import { digestOf } from '../content-digest.ts'
import type { Written } from '../content-digest.ts'
import { eraseDelivered, forgetDelivered } from './erasure.ts'
import { referenceOf } from '../../reference.ts'
import { isIn, Queue, rowOf } from './queue/queue.ts'
import {
  AHEAD_MAX_MS,
  bodyOf,
  DOUBTABLE_DEAD,
  DOUBTED_DEAD,
  entryOf,
  firstOf,
  FRESH,
  freshReceipt,
  knownReceipt,
  RETRY,
  storedBody,
  STUCK,
  TRIED,
} from '../rows.ts'
import { forgetUnseen } from './conversation/rows.ts'
import { canBeNamed, markSending, settleRow } from './queue/settling.ts'
import { forgetSpent, spendOnce } from './spent-challenges.ts'
import { Steps } from './queue/follow-ups.ts'
import type { Sql } from './database.ts'
import { addConfirmation, HELD, heldParams, noteConfirmed, unlessHeld } from './email/confirmations.ts'
import type {
  Dues,
  First,
  Found,
  Health,
  StoredFile,
  StoredSubmission,
  PlannedStep,
  Entry,
  Receipt,
  Settlement,
} from '../records.ts'
import type { EntryRow } from '../store.ts'

const isFresh = (receipt: Receipt | undefined) => receipt?.type === 'accepted' && receipt.fresh

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
    this.#queue = new Queue(sql, {
      table: 'submission',
      kinds: [FRESH, RETRY],
      order: 'due_at, accepted_at',
    })
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
    return isIn(this.#sql, id)
  }

  /** The files of a submission, in the order they were sent. */
  files(id: string): StoredFile[] {
    return this.#queue.orSetAside(['id = ?', [id]], () => filesOf(this.#sql, id))
  }

  /** The receipt of a submission that was accepted before; undefined when its id is new. */
  recognise(submission: Written): Receipt | undefined {
    const known = this.#sql.get('SELECT digest, state FROM submission WHERE id = ?', submission.id)
    return known && knownReceipt(known, submission.id, digestOf(submission))
  }

  /** What the documents may know of a message, by its id or reference. */
  find(key: string): Found | undefined {
    const row = rowOf(this.#sql, 'body', key, key)
    if (!row) return undefined
    const { email, topic } = bodyOf(row) ?? {}
    return { email, topic }
  }

  /** How far the first message of a conversation is that `further` goes on from. */
  first(id: string, further: string): First | undefined {
    const row = this.#queue.orSetAside(['id = ?', [further]], () =>
      this.#sql.get('SELECT state, ticket FROM submission WHERE id = ?', id),
    )
    return row && firstOf(row)
  }

  /** How many wait for their ticket. */
  waiting(): number {
    return this.#count(FRESH) + this.#count(RETRY)
  }

  #count(which: string): number {
    return Number(this.#sql.get(`SELECT count(*) AS n FROM submission WHERE ${which}`)?.['n'])
  }

  #insert({ submission, dues: { spend, confirmation } }: Waiting): Receipt {
    const { id, site, files = [], handles = {} } = submission
    if (spend && !spendOnce(this.#sql, spend))
      // Two tries of one message at once bring the same challenge.
      return this.recognise(submission) ?? { type: 'spent' }
    const now = this.#now()
    const reference = referenceOf(id)
    const inserted = this.#sql.run(
      `INSERT INTO submission (id, reference, digest, site, state, body, accepted_at, due_at, changed_at,
       receipt, address, chain) VALUES (?, ?, ?, ?, 'pending', ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
      id,
      reference,
      digestOf(submission),
      site,
      storedBody(submission),
      now,
      now + (confirmation?.isProven === false ? confirmation.holdMs : 0),
      now,
      handles.receipt ?? null,
      handles.address ?? null,
      handles.chain ?? null,
    )
    if (inserted !== 1) return this.recognise(submission) ?? { type: 'conflict' }
    if (confirmation) addConfirmation(this.#sql, submission, confirmation, now)
    addFiles(this.#sql, id, files)
    return freshReceipt(reference)
  }

  /**
   * Takes over the row of a call that never came back: it may still make its ticket, so the row is unsure and is
   * looked for after the settle delay.
   */
  interrupt(settleDelayMs: number): void {
    const now = this.#now()
    const set = `state = 'unsure', why = 'interrupted', due_at = ?, changed_at = ?`
    this.#queue.change([set, [now + settleDelayMs, now]], [`state = 'sending'`, []])
    this.steps.interrupt(settleDelayMs)
  }

  /**
   * Takes over the rows of another process. Its clock may have been another, by hours: every unsure row waits the
   * whole settle delay from now on, because looking too early would make a second ticket, and no pending row is
   * stranded by a due time far ahead.
   */
  recover(settleDelayMs: number): void {
    const now = this.#now()
    this.interrupt(settleDelayMs)
    // What waits for a code goes on waiting: it is in doubt as well where the database was an older one.
    this.#queue.change(unlessHeld(now, now + settleDelayMs), [`${RETRY} AND state = 'unsure'`, []])
    this.#queue.change(['due_at = ?', [now]], [`${TRIED} AND due_at > ?`, [now + AHEAD_MAX_MS]])
    const early = `${FRESH} AND due_at > ? AND NOT ${HELD}`
    this.#queue.change(['due_at = ?', [now]], [early, [now, ...heldParams(now)]])
    this.steps.recover(settleDelayMs)
  }

  /** Looks for all that waits before it is sent: see `Queue.doubt`. What was refused goes on waiting for its operator. */
  doubt(settleDelayMs: number): boolean {
    const due = this.#now() + settleDelayMs
    this.#queue.change([`${DOUBTED_DEAD}, due_at = ?`, [due]], [DOUBTABLE_DEAD, []])
    const messages = this.#queue.doubt([FRESH, TRIED], due)
    return this.steps.doubt(settleDelayMs) && messages
  }

  /** The entry to work on now: with `fresh` one that has not been tried, else one that has; if there is none, any. */
  due(fresh: boolean): Entry | undefined {
    const now = this.#now()
    const first = (which: string) => this.#queue.first(which, now)
    for (;;) {
      const row = first(fresh ? FRESH : RETRY) ?? first(fresh ? RETRY : FRESH)
      if (!row) return undefined
      const entry = entryOf(row, now)
      // On a damaged page it may tell another time than the index by which it is due: it would be due again and again.
      if (this.#queue.attempt(Number(row['row']), () => canBeNamed(this.#sql, entry))) return entry
    }
  }

  /** How long until the next entry or step is due, if any waits. */
  nextDue(): number | undefined {
    const times = [this.#queue.nextDue() ?? [], this.steps.nextDue() ?? []].flat()
    return times.length === 0 ? undefined : Math.min(...times) - this.#now()
  }

  /** Lets nothing of a site become due for so long: its channel is not there. */
  hold(site: string, ms: number): void {
    const until = Math.ceil(this.#now() + ms)
    for (const which of [FRESH, RETRY])
      this.#queue.change(['due_at = ?', [until]], [`site = ? AND due_at < ? AND ${which}`, [site, until]])
  }

  /** Marks an entry as being sent; false when it has been dropped, or cannot be written. */
  sending(entry: EntryRow): boolean {
    return this.#queue.try(['id = ?', [entry.id]], () => markSending(this.#sql, entry, this.#now()))
  }

  /** Records what became of an entry, and with its ticket the steps that follow: both or neither. */
  settle(entry: EntryRow, settlement: Settlement, plan: readonly PlannedStep[] = []): void {
    const { id } = entry
    this.#queue.orSetAside(['id = ?', [id]], () =>
      this.#sql.transaction(() => {
        // Nothing follows the ticket of one that was dropped.
        if (!settleRow(this.#sql, entry, settlement, this.#now())) return
        if (settlement.state !== 'delivered') return
        const { mayHaveNotes } = settlement
        this.steps.plan(id, plan, mayHaveNotes)
        noteConfirmed(this.#sql, id, this.#now(), mayHaveNotes)
      }),
    )
    if (settlement.state === 'delivered' && this.#retentionMs === 0) this.erase()
  }

  /** Erases what was delivered long enough ago; see `eraseDelivered`. */
  erase(): void {
    this.#drop(eraseDelivered(this.#sql, this.#now() - this.#retentionMs))
  }

  /** Removes settled rows that are so old that nobody will retry them, and challenges that have expired. */
  forget(): void {
    forgetSpent(this.#sql, this.#now())
    forgetUnseen(this.#sql, this.#now())
    this.#drop(forgetDelivered(this.#sql, this.#now() - this.#dedupeMs))
  }

  /** How things stand, after a real write. */
  health(): Omit<Health, 'filled' | 'notices'> {
    const now = this.#now()
    this.#sql.run('INSERT OR REPLACE INTO probe (one, at) VALUES (1, ?)', now)
    // What waits for its visitor's code is not late.
    const held = this.#sql.get('SELECT 1 AS one FROM confirmation WHERE held_until > ? LIMIT 1', now)
    const [free, params] = held ? [`AND NOT ${HELD}`, heldParams(now)] : ['', []]
    const oldest = (which: string) =>
      this.#sql.get(`SELECT min(accepted_at) AS at FROM submission WHERE ${which} ${free}`, ...params)?.['at']
    const times = [FRESH, RETRY, `state = 'sending'`].map(oldest)
    const waiting = times.filter((time) => typeof time === 'number')
    return {
      dead: this.#count(`state = 'dead'`),
      stuck: this.#count(`${RETRY} AND ${STUCK}`),
      partial: this.steps.partial(),
      damaged: this.#queue.damaged + this.steps.damaged,
      oldestMs: waiting.length === 0 ? undefined : now - Math.min(...waiting),
    }
  }
}
