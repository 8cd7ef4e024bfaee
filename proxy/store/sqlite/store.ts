/** The store on SQLite: each promise of the interface is kept by what is written synchronously, on the main thread. */
import { randomBytes } from 'node:crypto'
import type { ConversationStore } from '../conversation/store.ts'
import type { Written } from '../content-digest.ts'
import type { Spool } from '../files.ts'
import type { Presence } from '../presence.ts'
import { StoreGone } from '../store.ts'
import type { Calls, CounterStore, Lead, OperatorStore, Store } from '../store.ts'
import type { CodeStore, MailStore, SessionStore } from '../email/email-store.ts'
import type { AlertStore } from '../operation/alerts.ts'
import type { StatisticsStore } from '../operation/statistics.ts'
import type { Dues, Health, Receipt, StoredFile, StoredSubmission } from '../records.ts'
import { AllowanceRows } from './allowances.ts'
import { conversationsIn } from './conversation/rows.ts'
import type { CallRows } from './calls.ts'
import { isInDoubt } from './database.ts'
import type { Sql } from './database.ts'
import { emailStoresOf } from './email/stores.ts'
import { forgetProofs } from './email/sessions.ts'
import { emptyLog } from './erasure.ts'
import { alertsIn } from './operation/alerts.ts'
import { statisticsIn } from './operation/statistics.ts'
import { OperatorRows } from './operator-rows.ts'
import type { Outbox } from './outbox.ts'

export interface SqliteStoreOptions {
  sql: Sql
  outbox: Outbox
  calls: CallRows
  spool: Spool
  now: () => number
  dropFiles: DropFiles
  /** Removes every file that nothing refers to. */
  sweep: () => void
  presence: Presence
  /** What went wrong with what is stored. */
  notices: readonly string[]
  /** Whether what is stored is known to be older than what was done with it. */
  isOlder?: boolean
  /** Called when all that waits in an older one is in doubt. */
  doubted?: () => void
  /** Called before the database is closed. */
  closing: () => void
}

/** What removes files that nothing refers to any more. It never rejects: those that stay are found at the next start. */
export type DropFiles = (files: string[]) => Promise<void>

/** What an operator asks for. Files are gone from the disk as well when it resolves. */
export function operatorStore(rows: OperatorRows, dropFiles: DropFiles): OperatorStore {
  return {
    list: async (listing, after, most) => rows.list(listing, after, most),
    show: async (key) => rows.show(key),
    retry: async (id, unsure) => rows.retry(id, unsure),
    retryDead: async () => rows.retryDead(),
    retryPartial: async () => rows.retryPartial(),
    async drop(id) {
      const files = rows.drop(id)
      if (files) await dropFiles(files)
      return files !== undefined
    },
    async erase(email, dead) {
      const { files, ...erased } = rows.erase(email, dead)
      await dropFiles(files)
      return erased
    },
    withoutText: async (email) => rows.withoutText(email),
  }
}

export function callsOf(rows: CallRows): Calls {
  return {
    wait: async (rate) => rows.wait(rate),
    spend: async (rate, despite) => rows.spend(rate, despite),
    spendRead: async (rate, reads) => rows.spendRead(rate, reads),
    close: async (ms, why) => rows.close(ms, why),
    closure: async () => rows.closure(),
  }
}

export function countersOf(rows: AllowanceRows): CounterStore {
  return {
    read: async () => rows.read(),
    async save(counters) {
      rows.save(counters)
      return counters.salts
    },
    hasCharges: async () => rows.hasCharges(),
  }
}

/** @param replaced What is in place of the database, if that is another one: no call may begin then. */
function leadOf(outbox: Outbox, calls: CallRows, { replaced }: Presence): Lead {
  const { steps } = outbox
  const orStop = <Result>(work: () => Result): Result => {
    const why = replaced()
    if (why !== undefined) throw new StoreGone(why)
    return work()
  }
  return {
    lookEveryMs: Infinity,
    callMs: 0,
    due: async (fresh) => orStop(() => outbox.due(fresh)),
    dueStep: async () => orStop(() => steps.due()),
    nextDue: async () => outbox.nextDue(),
    filesOf: async (id) => outbox.files(id),
    first: async (id, further) => outbox.first(id, further),
    begin: async (entry, rate) => orStop(() => calls.begin(rate, () => outbox.sending(entry))),
    settle: async (entry, settlement, plan) => outbox.settle(entry, settlement, plan),
    beginStep: async (step, rate) => orStop(() => calls.begin(rate, () => steps.sending(step))),
    settleStep: async (step, settlement) => steps.settle(step, settlement),
    hold: async (site, ms) => outbox.hold(site, ms),
    interrupt: async (settleDelayMs) => outbox.interrupt(settleDelayMs),
    // The file is the next one's when this process has ended.
    resign: async () => {},
  }
}

export class SqliteStore implements Store {
  readonly #options: SqliteStoreOptions
  /** Promises nothing while the data directory is not there. */
  readonly #present = () => {
    const why = this.#options.presence.misplaced()
    if (why !== undefined) throw new StoreGone(why)
  }
  readonly calls: Calls
  readonly counters: CounterStore
  readonly files: Spool
  readonly operator: OperatorStore
  readonly conversations: ConversationStore
  readonly codes: CodeStore
  readonly mails: MailStore
  readonly sessions: SessionStore
  readonly statistics: StatisticsStore
  readonly alerts: AlertStore

  constructor(options: SqliteStoreOptions) {
    const { sql, calls, spool, now, dropFiles } = options
    this.#options = options
    this.calls = callsOf(calls)
    this.counters = countersOf(new AllowanceRows(sql))
    this.files = spool
    this.conversations = conversationsIn(sql, now, this.#present)
    this.statistics = statisticsIn(sql, now)
    this.alerts = alertsIn(sql, now)
    this.operator = operatorStore(new OperatorRows(sql, now), dropFiles)
    const { codes, mails, sessions } = emailStoresOf(sql, now, this.#present)
    this.codes = codes
    this.mails = mails
    this.sessions = sessions
  }

  accept(submission: StoredSubmission, dues?: Dues): Promise<Receipt> {
    const { files = [] } = submission
    const receipt = this.#accept(submission, dues)
    return files.length === 0 ? receipt : this.#withFiles(files, receipt)
  }

  async #withFiles(files: readonly StoredFile[], receiving: Promise<Receipt>): Promise<Receipt> {
    try {
      const receipt = await receiving
      // Two tries of one message at once: the other one's files are those that count.
      if (receipt.type === 'accepted' && receipt.fresh) this.files.keep(files)
      else await this.files.remove(files)
      return receipt
    } catch (error) {
      // Of a commit that the disk failed under, the log may have all: its message would come to light without its files.
      if (isInDoubt(error)) this.files.keep(files)
      else await this.files.remove(files)
      throw error
    }
  }

  async #accept(submission: StoredSubmission, dues?: Dues): Promise<Receipt> {
    this.#present()
    return this.#options.outbox.accept(submission, dues)
  }

  async knows(id: string) {
    return this.#options.outbox.knows(id)
  }

  async recognise(submission: Written) {
    return this.#options.outbox.recognise(submission)
  }

  async find(key: string) {
    return this.#options.outbox.find(key)
  }

  async waiting() {
    return this.#options.outbox.waiting()
  }

  /** Always: another process could not have opened the database. */
  async lead(settleDelayMs: number): Promise<Lead> {
    const { outbox, calls, isOlder, doubted, presence } = this.#options
    outbox.recover(settleDelayMs)
    // Else the next start has to know it, too.
    if (isOlder === true && outbox.doubt(settleDelayMs)) doubted?.()
    return leadOf(outbox, calls, presence)
  }

  async signingKey(): Promise<string> {
    const { sql } = this.#options
    sql.run('INSERT OR IGNORE INTO signing_key (one, key) VALUES (1, ?)', randomBytes(32).toString('hex'))
    return String(sql.get('SELECT key FROM signing_key')?.['key'])
  }

  async health(): Promise<Health> {
    const { outbox, notices } = this.#options
    this.#present()
    return { ...outbox.health(), filled: this.files.filled, notices }
  }

  async clean(): Promise<void> {
    const { sql, now, outbox, sweep } = this.#options
    outbox.erase()
    outbox.forget()
    if (forgetProofs(sql, now()) > 0) emptyLog(sql)
    sweep()
  }

  async close(): Promise<void> {
    this.#options.closing()
    this.#options.sql.close()
  }
}
