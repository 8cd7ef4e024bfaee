/**
 * What has become of each ticket of an import: noted before its call leaves and after its answer, so that a run goes on
 * where the last one ended, however it ended. One file for each migration, beside the store.
 */
import type { Row, Sql } from '../../store/sqlite/database.ts'
import type { LostFile, ShapedTicket } from '../shape/shaped-ticket.ts'

/**
 * `sending`: the call may have arrived. `refused`: by the helpdesk. `failed`: given up for now. `held`: it waits for a file
 * that is not to be had.
 */
export type JournalState = 'sending' | 'done' | 'refused' | 'failed' | 'held'

/** A file that a ticket is without. `late`: not by a rule, but because it was not to be had or not taken. */
export interface FileLeftOut extends LostFile {
  late?: true
}

export const isLate = ({ late }: FileLeftOut): boolean => late === true

/** Files that were not to be had or not taken, in words. */
export const lateText = (lost: readonly FileLeftOut[]): string =>
  lost
    .filter(isLate)
    .map(({ name, why }) => `${name}: ${why}`)
    .join('; ')

export interface JournalEntry {
  externalId: string
  state: JournalState
  digest: string
  /** Of the ticket in the helpdesk. */
  ulid: string | undefined
  /** Where it stands in the export. */
  at: string
  why: string | undefined
  /** Files that a note on it names. */
  lost: FileLeftOut[]
}

/** Where tickets go: a journal is of one place only. */
export interface Destination {
  url: string
  channel: string
}

/** Told by words, for it is for an operator. */
export class JournalError extends Error {}

/** What makes each version of a journal out of the one before. */
export const JOURNAL_VERSIONS: readonly (readonly string[])[] = [
  [
    `CREATE TABLE place (url TEXT NOT NULL, channel TEXT NOT NULL)`,
    `CREATE TABLE ticket (
      external_id TEXT PRIMARY KEY, state TEXT NOT NULL, digest TEXT NOT NULL, place TEXT NOT NULL,
      status TEXT NOT NULL, month TEXT NOT NULL, ulid TEXT, existed INTEGER NOT NULL DEFAULT 0,
      why TEXT, lost TEXT, ms INTEGER, settled_at INTEGER, changed INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID`,
    `CREATE INDEX ticket_state ON ticket (state)`,
  ],
  [`CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID`],
]

/** What is counted of a migration. */
export interface JournalCounts {
  states: Record<JournalState, number>
  /** Done, but there before the first run of this journal. */
  existed: number
  /** Done, and other in the export since. */
  changed: number
  /** Files that notes name. */
  lostFiles: number
  /** Of them, those that were not to be had, and the tickets that are without them. */
  lateFiles: number
  lateTickets: number
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
  // as: written here only
  lost: JSON.parse(text(row, 'lost') ?? '[]') as FileLeftOut[],
})

/** Files that were not to be had, of tickets that are in the helpdesk. */
const LATE = `FROM ticket, json_each(ticket.lost) AS file
  WHERE ticket.state = 'done' AND json_extract(file.value, '$.late')`

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

  /**
   * Writes down with which options a run shapes tickets.
   * @returns Those that an earlier run had otherwise, with what it had.
   */
  settings(given: Readonly<Record<string, string>>): { name: string; was: string }[] {
    const others = this.differing(given)
    for (const [name, value] of Object.entries(given))
      this.#sql.run('INSERT OR REPLACE INTO setting VALUES (?, ?)', name, value)
    return others
  }

  /** The options that the last run had otherwise, with what it had. */
  differing(given: Readonly<Record<string, string>>): { name: string; was: string }[] {
    return Object.entries(given).flatMap(([name, value]) => {
      const was = this.#sql.get('SELECT value FROM setting WHERE name = ?', name)?.['value']
      return was === undefined || was === value ? [] : [{ name, was: String(was) }]
    })
  }

  find(externalId: string): JournalEntry | undefined {
    const row = this.#sql.get('SELECT * FROM ticket WHERE external_id = ?', externalId)
    return row && entryOf(row)
  }

  /** Before the call leaves. What was sent before, and may be in the helpdesk, stays there as it was sent. */
  begin({ externalId, body }: ShapedTicket, at: string, digest: string): void {
    this.#sql.run(
      `INSERT INTO ticket (external_id, state, digest, place, status, month) VALUES (?, 'sending', ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET state = 'sending', digest = excluded.digest, place = excluded.place,
          status = excluded.status, month = excluded.month, changed = changed OR
          (ticket.state IN ('sending', 'failed', 'held') AND ticket.digest <> excluded.digest)`,
      externalId,
      digest,
      at,
      body.status,
      body.created_at?.slice(0, 7) ?? '',
    )
  }

  /** `isNew`: the call that was answered has made it, so that it is as the export has it now. */
  done(
    externalId: string,
    result: { ulid: string; existed: boolean; isNew: boolean; lost: readonly FileLeftOut[]; ms: number },
  ): void {
    const { ulid, existed, isNew, lost, ms } = result
    this.#sql.run(
      `UPDATE ticket SET state = 'done', ulid = ?, existed = ?, changed = changed AND NOT ?, lost = ?, ms = ?, why = NULL,
        settled_at = ? WHERE external_id = ?`,
      ulid,
      existed ? 1 : 0,
      isNew ? 1 : 0,
      lost.length > 0 ? JSON.stringify(lost) : null,
      Math.round(ms),
      this.#now(),
      externalId,
    )
  }

  notDone(externalId: string, state: 'refused' | 'failed' | 'held', why: string): void {
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
    const states: Record<JournalState, number> = { sending: 0, done: 0, refused: 0, failed: 0, held: 0 }
    for (const row of this.#sql.all('SELECT state, count(*) AS n FROM ticket GROUP BY state'))
      states[row['state'] as JournalState] = Number(row['n']) // as: written here only
    const row = this.#sql.get(
      `SELECT sum(existed) AS existed, sum(changed) AS changed, min(settled_at) AS first, max(settled_at) AS last,
        sum(json_array_length(lost)) AS lost FROM ticket`,
    )
    const late = this.#sql.get(
      `SELECT count(*) AS files, count(DISTINCT ticket.external_id) AS tickets ${LATE}`,
    )
    const number = (key: string) => Number(row?.[key] ?? 0)
    return {
      states,
      existed: number('existed'),
      changed: number('changed'),
      lostFiles: number('lost'),
      lateFiles: Number(late?.['files']),
      lateTickets: Number(late?.['tickets']),
      firstAt: number('first') || undefined,
      lastAt: number('last') || undefined,
    }
  }

  /** Tickets that are not in the helpdesk, in the order of their ids. */
  undone(limit: number): JournalEntry[] {
    return this.#sql
      .all(
        `SELECT * FROM ticket WHERE state IN ('refused', 'failed', 'held') ORDER BY external_id LIMIT ?`,
        limit,
      )
      .map(entryOf)
  }

  /** Tickets in the helpdesk that are without a file which was not to be had. */
  without(limit: number): JournalEntry[] {
    return this.#sql
      .all(`SELECT DISTINCT ticket.* ${LATE} ORDER BY ticket.external_id LIMIT ?`, limit)
      .map(entryOf)
  }

  /** Those that are other in the export since. */
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
