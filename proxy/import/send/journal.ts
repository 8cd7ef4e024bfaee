/**
 * What has become of each ticket of an import: noted before its call leaves and after its answer, so that a run goes on
 * where the last one ended, however it ended. One file for each migration, beside the store.
 */
import { chmodSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { openSqlite } from '../../store/sqlite/database.ts'
import type { Row, Sql } from '../../store/sqlite/database.ts'
import type { LostFile, ShapedTicket } from '../shape/shaped-ticket.ts'

/** `sending`: the call may have arrived. `refused`: by the helpdesk. `failed`: given up for now. */
export type JournalState = 'sending' | 'done' | 'refused' | 'failed'

export interface JournalEntry {
  externalId: string
  state: JournalState
  digest: string
  /** Of the ticket in the helpdesk. */
  ulid: string | undefined
  /** Where it stands in the export. */
  at: string
  why: string | undefined
}

/** Where tickets go: a journal is of one place only. */
export interface Destination {
  url: string
  channel: string
}

/** Told by words, for it is for an operator. */
export class JournalError extends Error {}

const SCHEMA = [
  `CREATE TABLE place (url TEXT NOT NULL, channel TEXT NOT NULL)`,
  `CREATE TABLE ticket (
    external_id TEXT PRIMARY KEY, state TEXT NOT NULL, digest TEXT NOT NULL, place TEXT NOT NULL,
    status TEXT NOT NULL, month TEXT NOT NULL, ulid TEXT, existed INTEGER NOT NULL DEFAULT 0,
    why TEXT, lost TEXT, ms INTEGER, settled_at INTEGER, changed INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID`,
  `CREATE INDEX ticket_state ON ticket (state)`,
  `PRAGMA user_version=1`,
]

/** What is counted of a migration. */
export interface JournalCounts {
  states: Record<JournalState, number>
  /** Done, but there before the first run of this journal. */
  existed: number
  /** Done, and other in the export since. */
  changed: number
  lostFiles: number
  firstAt: number | undefined
  lastAt: number | undefined
}

const text = (row: Row, key: string): string | undefined => (row[key] === null ? undefined : String(row[key]))

const entryOf = (row: Row): JournalEntry => ({
  externalId: String(row['external_id']),
  // as: written here only
  state: row['state'] as JournalState,
  digest: String(row['digest']),
  ulid: text(row, 'ulid'),
  at: String(row['place']),
  why: text(row, 'why'),
})

export class Journal {
  readonly #sql: Sql
  readonly #now: () => number

  constructor(sql: Sql, now: () => number) {
    this.#sql = sql
    this.#now = now
  }

  /** Says where the tickets go. Throws when those before went to another place: nothing of it would be true there. */
  bind({ url, channel }: Destination): void {
    const row = this.#sql.get('SELECT url, channel FROM place')
    if (!row) {
      this.#sql.run('INSERT INTO place VALUES (?, ?)', url, channel)
      return
    }
    if (row['url'] !== url || String(row['channel']).toLowerCase() !== channel.toLowerCase())
      throw new JournalError(
        `This journal is of another import: into channel ${String(row['channel'])} of ${String(row['url'])}. Name another file by --journal.`,
      )
  }

  find(externalId: string): JournalEntry | undefined {
    const row = this.#sql.get('SELECT * FROM ticket WHERE external_id = ?', externalId)
    return row && entryOf(row)
  }

  /** Before the call leaves. */
  begin({ externalId, body }: ShapedTicket, at: string, digest: string): void {
    this.#sql.run(
      `INSERT INTO ticket (external_id, state, digest, place, status, month) VALUES (?, 'sending', ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET state = 'sending', digest = excluded.digest, place = excluded.place,
          status = excluded.status, month = excluded.month, changed = changed OR
          (ticket.state = 'sending' AND ticket.digest <> excluded.digest)`,
      externalId,
      digest,
      at,
      body.status,
      body.created_at?.slice(0, 7) ?? '',
    )
  }

  done(
    externalId: string,
    result: { ulid: string; existed: boolean; lost: readonly LostFile[]; ms: number },
  ): void {
    const { ulid, existed, lost, ms } = result
    this.#sql.run(
      `UPDATE ticket SET state = 'done', ulid = ?, existed = ?, lost = ?, ms = ?, why = NULL, settled_at = ?
        WHERE external_id = ?`,
      ulid,
      existed ? 1 : 0,
      lost.length > 0 ? JSON.stringify(lost) : null,
      Math.round(ms),
      this.#now(),
      externalId,
    )
  }

  notDone(externalId: string, state: 'refused' | 'failed', why: string): void {
    this.#sql.run(
      'UPDATE ticket SET state = ?, why = ?, settled_at = ? WHERE external_id = ?',
      state,
      why,
      this.#now(),
      externalId,
    )
  }

  /** The export has other content now for a ticket that is in the helpdesk. */
  changed(externalId: string): void {
    this.#sql.run('UPDATE ticket SET changed = 1 WHERE external_id = ?', externalId)
  }

  counts(): JournalCounts {
    const states: Record<JournalState, number> = { sending: 0, done: 0, refused: 0, failed: 0 }
    for (const row of this.#sql.all('SELECT state, count(*) AS n FROM ticket GROUP BY state'))
      states[row['state'] as JournalState] = Number(row['n']) // as: written here only
    const row = this.#sql.get(
      `SELECT sum(existed) AS existed, sum(changed) AS changed, min(settled_at) AS first, max(settled_at) AS last,
        sum(json_array_length(lost)) AS lost FROM ticket`,
    )
    const number = (key: string) => Number(row?.[key] ?? 0)
    return {
      states,
      existed: number('existed'),
      changed: number('changed'),
      lostFiles: number('lost'),
      firstAt: number('first') || undefined,
      lastAt: number('last') || undefined,
    }
  }

  /** How many files of a ticket a note names in their place. */
  lostFiles(externalId: string): number {
    const row = this.#sql.get(
      'SELECT json_array_length(lost) AS n FROM ticket WHERE external_id = ?',
      externalId,
    )
    return Number(row?.['n'] ?? 0)
  }

  /** Tickets that are not in the helpdesk, in the order of their ids. */
  undone(limit: number): JournalEntry[] {
    return this.#sql
      .all(`SELECT * FROM ticket WHERE state IN ('refused', 'failed') ORDER BY external_id LIMIT ?`, limit)
      .map(entryOf)
  }

  changedOnes(limit: number): JournalEntry[] {
    return this.#sql.all('SELECT * FROM ticket WHERE changed = 1 LIMIT ?', limit).map(entryOf)
  }

  /** How many there are by a column, in its order. */
  tally(column: 'month' | 'status', state: JournalState): { name: string; count: number }[] {
    return this.#sql
      .all(
        `SELECT ${column} AS name, count(*) AS n FROM ticket WHERE state = ? GROUP BY ${column} ORDER BY ${column}`,
        state,
      )
      .map(({ name, n }) => ({ name: String(name), count: Number(n) }))
  }

  /** Milliseconds that calls took, at these shares of all. */
  times(shares: readonly number[]): number[] {
    const all = Number(this.#sql.get('SELECT count(ms) AS n FROM ticket')?.['n'])
    return shares.map((share) => {
      const row = this.#sql.get(
        'SELECT ms FROM ticket WHERE ms IS NOT NULL ORDER BY ms LIMIT 1 OFFSET ?',
        Math.min(all - 1, Math.floor(all * share)),
      )
      return Number(row?.['ms'] ?? 0)
    })
  }

  close(): void {
    this.#sql.close()
  }
}

/** Opens a journal, which commands can do while a run goes on. */
export function openJournal(file: string, now: () => number = Date.now): Journal {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const sql = openSqlite(file, { exclusive: false })
  // What a kill leaves is whole with this too; after a power cut the last tickets are sent again, which makes none twice.
  sql.get('PRAGMA synchronous=NORMAL')
  const version = Number(sql.get('PRAGMA user_version')?.['user_version'])
  if (version > 1) {
    sql.close()
    throw new JournalError(`${file} was written by a newer version of this program.`)
  }
  if (version === 0) sql.transaction(() => SCHEMA.forEach((statement) => sql.run(statement)))
  chmodSync(file, 0o600)
  return new Journal(sql, now)
}

/** The right to run on a journal, which one process at a time has. Its end gives it back, a kill too. */
export function lockJournal(file: string): () => void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const sql = openSqlite(`${file}-run`, { exclusive: false })
  try {
    sql.get('PRAGMA busy_timeout=0')
    // A transaction, and no exclusive file: of that, libsql gives the lock back when it is collected, not when it is closed.
    sql.run('BEGIN IMMEDIATE')
    return () => {
      sql.run('ROLLBACK')
      sql.close()
    }
  } catch (error) {
    sql.close()
    if (!(error instanceof Error && /locked|busy/i.test(error.message))) throw error
    throw new JournalError(`Another run uses ${file}. Wait for it, or stop it: it goes on where it was.`)
  }
}
