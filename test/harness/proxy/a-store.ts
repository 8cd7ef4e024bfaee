/** The store on a real database in a folder of its own, with a clock that moves only when told. */
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { Spool } from '../../../proxy/store/files.ts'
import { openStore } from '../../../proxy/store/open.ts'
import type { StoreOptions } from '../../../proxy/store/open.ts'
import { referredFiles } from '../../../proxy/store/sqlite/attachments.ts'
import { CallRows } from '../../../proxy/store/sqlite/calls.ts'
import type { Sql } from '../../../proxy/store/sqlite/database.ts'
import { dropDeliveredFiles } from '../../../proxy/store/sqlite/erasure.ts'
import { Outbox } from '../../../proxy/store/sqlite/outbox.ts'
import type { OutboxOptions } from '../../../proxy/store/sqlite/outbox.ts'
import { SqliteStore } from '../../../proxy/store/sqlite/store.ts'
import type { Store } from '../../../proxy/store/store.ts'
import type { MessageState } from '../../../proxy/store/records.ts'
import { aClock, aDatabase, aFolder } from './builders.ts'

export const SETTLE = 120_000

/** An outbox whose rows a test can count. */
export class CountedOutbox extends Outbox {
  readonly #sql: Sql

  constructor(sql: Sql, options: Partial<OutboxOptions> = {}) {
    super(sql, { now: Date.now, retentionMs: 1e9, dedupeMs: 1e10, ...options })
    this.#sql = sql
  }

  /** How many messages are in each state. */
  counts(): Record<MessageState, number> {
    const counts = { pending: 0, sending: 0, unsure: 0, delivered: 0, dead: 0 }
    for (const row of this.#sql.all('SELECT state, count(*) AS n FROM submission GROUP BY state'))
      counts[row['state'] as MessageState] = Number(row['n'])
    return counts
  }
}

/** A store, and the parts it is made of, to look into and to disturb. */
export function aStore({
  folder = aFolder(),
  sql = aDatabase(folder),
  now = aClock().now,
  maxBytes = 1e9,
  ...options
}: Partial<OutboxOptions> & { folder?: string; sql?: Sql; maxBytes?: number } = {}) {
  const makeRoom = () => dropDeliveredFiles(sql)
  const spool = new Spool({ folder: join(folder, 'files'), maxBytes, makeRoom })
  const dropFiles = (files: string[]) => spool.removeNamed(files)
  const outbox = new CountedOutbox(sql, { now, dropFiles: (files) => void dropFiles(files), ...options })
  const store = new SqliteStore({
    sql,
    outbox,
    calls: new CallRows(sql, now, () => undefined),
    spool,
    now,
    dropFiles,
    sweep: () => void spool.sweep(referredFiles(sql)),
    presence: { misplaced: () => undefined, replaced: () => undefined },
    notices: [],
    closing: () => {},
  })
  return { store, outbox, spool, sql, folder }
}

/** The store as a proxy opens it. */
export function anOpenedStore(options: Partial<StoreOptions> & { dataDir: string }): Store {
  const store = openStore({
    exclusive: false,
    spoolBytes: 1e9,
    retentionMs: 1e9,
    dedupeMs: 1e10,
    now: Date.now,
    bootTime: () => undefined,
    log: () => {},
    ...options,
  })
  onTestFinished(() => store.close())
  return store
}

/** How many messages are in each state, whatever the engine. */
export async function countsOf({ operator }: Pick<Store, 'operator'>): Promise<Record<MessageState, number>> {
  const counts = { pending: 0, sending: 0, unsure: 0, delivered: 0, dead: 0 }
  for (let after = '', more = true; more;) {
    const page = await operator.list(undefined, after)
    for (const { state } of page.messages) counts[state]++
    after = page.messages.at(-1)?.id ?? ''
    more = page.more
  }
  return counts
}
