/** The store on PostgreSQL, for any number of processes at once: what one of them has committed, all of them see. */
import { randomBytes } from 'node:crypto'
import type { ConversationStore } from '../conversation/store.ts'
import type { Written } from '../content-digest.ts'
import type { Dues, Found, Health, Receipt, StoredSubmission } from '../records.ts'
import { bodyOf, FRESH, LACKING, RETRY, STUCK } from '../rows.ts'
import type { CodeStore, MailStore, SessionStore } from '../email/email-store.ts'
import type { AlertStore } from '../operation/alerts.ts'
import type { StatisticsStore } from '../operation/statistics.ts'
import type { Calls, CounterStore, Lead, OperatorStore, Store } from '../store.ts'
import { Accepting } from './accepting.ts'
import { callsOn } from './calls.ts'
import { countersOn } from './counters.ts'
import { conversationsOn } from './conversation/rows.ts'
import type { Database } from './database.ts'
import { held } from './email/confirmations.ts'
import { codesOn } from './email/codes.ts'
import { mailsOn } from './email/mails.ts'
import { sessionsOn } from './email/sessions.ts'
import { clean } from './erasure.ts'
import type { Keeping } from './erasure.ts'
import { DatabaseFiles } from './files.ts'
import { doubt, leadOn, recover } from './lead.ts'
import { takeLease } from './lease.ts'
import type { Lease } from './lease.ts'
import { alertsOn } from './operation/alerts.ts'
import { statisticsOn } from './operation/statistics.ts'
import { operatorOn } from './operator.ts'

export interface PostgresStoreOptions extends Keeping {
  database: Database
  /** What this process is called in the lease. */
  holder: string
  /** Most bytes of all stored files. */
  spoolBytes: number
  /** How long a call of a process that delivered before may still be open. */
  callMs: number
}

/** After a change of the database calls of the last minute may be unknown: none leaves for so long. */
const UNKNOWN_CALLS_MS = 61_000

export class PostgresStore implements Store {
  readonly #options: PostgresStoreOptions
  readonly #accepting: Accepting
  readonly calls: Calls
  readonly counters: CounterStore
  readonly files: DatabaseFiles
  readonly operator: OperatorStore
  readonly conversations: ConversationStore
  readonly codes: CodeStore
  readonly mails: MailStore
  readonly sessions: SessionStore
  readonly statistics: StatisticsStore
  readonly alerts: AlertStore
  #lease: Lease | undefined

  constructor(options: PostgresStoreOptions) {
    const { database, spoolBytes } = options
    this.#options = options
    this.#accepting = new Accepting(database)
    this.calls = callsOn(database)
    this.counters = countersOn(database)
    this.files = new DatabaseFiles(database, spoolBytes)
    this.operator = operatorOn(database)
    this.conversations = conversationsOn(database)
    this.statistics = statisticsOn(database)
    this.alerts = alertsOn(database)
    this.codes = codesOn(database)
    this.mails = mailsOn(database)
    this.sessions = sessionsOn(database)
  }

  async accept(submission: StoredSubmission, dues?: Dues): Promise<Receipt> {
    // When it rejects, nobody knows whether the commit was made: its files stay, and are found if nothing refers to them.
    const receipt = await this.#accepting.accept(submission, dues)
    const { files = [] } = submission
    // Two tries of one message at once: the other one's files are those that count.
    if (files.length > 0 && !(receipt.type === 'accepted' && receipt.fresh)) await this.files.remove(files)
    return receipt
  }

  knows(id: string): Promise<boolean> {
    return this.#accepting.knows(id)
  }

  recognise(submission: Written): Promise<Receipt | undefined> {
    return this.#accepting.recognise(submission)
  }

  async find(key: string): Promise<Found | undefined> {
    const { rows } = await this.#options.database.query(
      'SELECT body FROM submission WHERE id = $1 UNION ALL SELECT body FROM submission WHERE reference = $1 LIMIT 1',
      key,
    )
    if (!rows[0]) return undefined
    const { email, topic } = bodyOf(rows[0]) ?? {}
    return { email, topic }
  }

  async waiting(): Promise<number> {
    const { query } = this.#options.database
    const { rows } = await query(`SELECT ${countOf(FRESH)} + ${countOf(RETRY)} AS n`)
    return Number(rows[0]?.['n'])
  }

  async lead(settleDelayMs: number): Promise<Lead | undefined> {
    const { database, holder, callMs } = this.#options
    this.#lease?.forget()
    const lease = await takeLease(database, holder, async (query, promoted) => {
      await recover(query, database.now(), settleDelayMs + callMs)
      // A restart is how an operator applies a repaired configuration; it must not wait for the old closure.
      await query(`DELETE FROM gate_closure WHERE why = 'misconfigured'`)
      if (!promoted) return
      await doubt(query, database.now(), settleDelayMs + callMs)
      await query(
        `INSERT INTO gate_closure (one, until, why) VALUES (1, ${database.clock()} + $1::bigint, 'limited')
         ON CONFLICT (one) DO UPDATE SET until = greatest(gate_closure.until, excluded.until)`,
        UNKNOWN_CALLS_MS,
      )
    })
    this.#lease = lease
    return lease && leadOn({ database, lease, callMs, settled: () => this.#eraseAtOnce() })
  }

  /** What is kept for no time goes with its delivery. */
  async #eraseAtOnce(): Promise<void> {
    const { database, retentionMs } = this.#options
    if (retentionMs === 0) await clean(database, this.#options)
  }

  signingKey(): Promise<string> {
    return this.#setting('signing_key', () => randomBytes(32).toString('hex'))
  }

  /** What all processes share, made by the first that needs it. */
  async #setting(name: string, make: () => string): Promise<string> {
    const { query } = this.#options.database
    await query(
      'INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING',
      name,
      make(),
    )
    const { rows } = await query('SELECT value FROM setting WHERE name = $1', name)
    return String(rows[0]?.['value'])
  }

  async health(): Promise<Health> {
    const { query, clock, now } = this.#options.database
    await query(
      `INSERT INTO probe (one, at) VALUES (1, ${clock()}) ON CONFLICT (one) DO UPDATE SET at = excluded.at`,
    )
    // What waits for its visitor's code is not late.
    const oldest = [FRESH, RETRY, `state = 'sending'`].map(
      (which) => `(SELECT min(accepted_at) FROM submission WHERE ${which} AND NOT ${held(now())})`,
    )
    const { rows } = await query(
      `SELECT ${countOf(`state = 'dead'`)} AS dead, ${countOf(`${RETRY} AND ${STUCK}`)} AS stuck,
       ${countOf(`id IN (${LACKING})`)} AS partial,
       ${now()} - least(${oldest.join(', ')}) AS oldest`,
    )
    const [row = {}] = rows
    const { oldest: oldestMs } = row
    return {
      dead: Number(row['dead']),
      stuck: Number(row['stuck']),
      partial: Number(row['partial']),
      damaged: 0,
      oldestMs: oldestMs === null || oldestMs === undefined ? undefined : Number(oldestMs),
      filled: await this.files.filled(),
      notices: [],
    }
  }

  async clean(): Promise<void> {
    await clean(this.#options.database, this.#options)
    await this.files.sweep()
  }

  async close(): Promise<void> {
    this.#lease?.forget()
    await this.#options.database.close()
  }
}

const countOf = (which: string) => `(SELECT count(*) FROM submission WHERE ${which})`
