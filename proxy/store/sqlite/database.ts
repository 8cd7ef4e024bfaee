/**
 * The file database: the tiny synchronous SQL seam that the stores are written against, over `libsql`.
 */
import Database from 'libsql'

/** A value that SQLite stores as it is. */
export type SqlValue = string | number | null | Uint8Array

/** A row as SQLite returned it. libsql adds a `_metadata` key: read columns, never spread a row. */
export type Row = Record<string, SqlValue>

/** All that a store may ask of its database. Every call is synchronous and throws when SQLite refuses. */
export interface Sql {
  /** Runs one statement; returns the number of rows it changed. */
  run(sql: string, ...params: SqlValue[]): number
  /** The first row, if there is one. */
  get(sql: string, ...params: SqlValue[]): Row | undefined
  all(sql: string, ...params: SqlValue[]): Row[]
  /** Runs `work` in one transaction: all of it is committed (and fsynced), or none when it throws. */
  transaction<T>(work: () => T): T
  close(): void
}

type Statement = Database.Statement<SqlValue[]>

/** Result codes of SQLite (sqlite.org/rescode.html): a read or write that failed, a page that is not what was written. */
const IOERR = 10
const CORRUPT = 11
const NOTADB = 26

/** The result code of an error of SQLite. By number: libsql has no names for the extended ones. */
const resultOf = (error: unknown): number =>
  error instanceof Error && 'rawCode' in error ? Number(error.rawCode) : 0

/** Whether an error says that what was read is not what was written. */
export function isDamaged(error: unknown): boolean {
  return [CORRUPT, NOTADB].includes(resultOf(error) & 0xff)
}

/** Whether, after an error, nothing can be said of the database until it has been opened anew. */
export const isInDoubt = (error: unknown): boolean => isDamaged(error) || (resultOf(error) & 0xff) === IOERR

/** How many values a statement takes: question marks outside of texts, names and comments. */
const marksIn = (sql: string): number => sql.replace(/'[^']*'|"[^"]*"|--[^\n]*/g, '').split('?').length - 1

/** How long a process that shares the file waits for another, and one that wants it for itself for a command. */
const PATIENCE_MS = 5000
const START_PATIENCE_MS = 1000

export interface SqliteOptions {
  /** Whether this process keeps the file to itself: a second one is then refused with `SQLITE_BUSY`. */
  exclusive: boolean
  /** Whether all of it is read at once, to see that it is whole; it is unless this says no. */
  checked?: boolean
}

/**
 * After a commit that the disk failed under, the log begins anew with the first one that is `written`: what that has left in
 * it, behind shorter commits that followed, would be taken for a damage by the next start.
 */
function renewing(db: Database.Database) {
  let hasLeftovers = false
  return {
    failed: (error: unknown): unknown => {
      hasLeftovers ||= isInDoubt(error)
      // libsql says it by a TypeError, as if the caller had made a mistake.
      return db.open ? error : new Error('The database is closed.', { cause: error })
    },
    written: (): void => {
      if (!hasLeftovers || db.inTransaction) return
      try {
        const { busy } = db.prepare<SqlValue[]>('PRAGMA wal_checkpoint(TRUNCATE)').get() as Row
        hasLeftovers = busy !== 0
      } catch {
        // The disk fails still.
      }
    },
  }
}

/**
 * Opens (or creates) a database file. Each commit is on disk before the call returns:
 * WAL with `synchronous=FULL` (NORMAL was seen not to fsync every commit).
 */
export function openSqlite(file: string, { exclusive, checked = true }: SqliteOptions): Sql {
  const db = new Database(file)
  // The order matters: an exclusive lock taken before WAL keeps the WAL index in memory, so no -shm file is left.
  if (exclusive) db.pragma('locking_mode=EXCLUSIVE')
  // Commands that are given at one moment take turns; a proxy that starts lets one of them end.
  db.pragma(`busy_timeout=${exclusive ? START_PATIENCE_MS : PATIENCE_MS}`)
  db.pragma('journal_mode=WAL')
  db.pragma('synchronous=FULL')
  // Checkpoints cost two more fsyncs: every 16 MB of log instead of every 4.
  db.pragma('wal_autocheckpoint=4000')
  db.pragma('foreign_keys=ON')
  db.pragma('secure_delete=ON')
  // A damaged page would be noticed only when a message needs it: after its 202, perhaps.
  const check = checked && (db.prepare<SqlValue[]>('PRAGMA quick_check(1)').get() as Row)
  if (check && check['quick_check'] !== 'ok') {
    db.close()
    throw new Error(`database disk image is malformed: ${String(check['quick_check'])}`)
  }
  const statements = new Map<string, { statement: Statement; marks: number }>()
  const prepare = (sql: string, given: number) => {
    let known = statements.get(sql)
    if (!known) statements.set(sql, (known = { statement: db.prepare<SqlValue[]>(sql), marks: marksIn(sql) }))
    // libsql leaves out what is too much, and takes for what is missing what the call before it had.
    if (known.marks !== given) throw new Error(`${known.marks} values are needed, not ${given}: ${sql}`)
    return known.statement
  }
  const { failed, written } = renewing(db)
  /** One that has failed is prepared anew: libsql would let it fail for ever, whatever it is asked for next. */
  const using = <Result>(sql: string, given: number, work: (statement: Statement) => Result): Result => {
    try {
      return work(prepare(sql, given))
    } catch (error) {
      statements.delete(sql)
      throw failed(error)
    }
  }
  return {
    run(sql, ...params) {
      const changes = using(sql, params.length, (statement) => statement.run(...params).changes)
      written()
      return changes
    },
    get: (sql, ...params) =>
      using(sql, params.length, (statement) => statement.get(...params) as Row | undefined),
    all: (sql, ...params) => using(sql, params.length, (statement) => statement.all(...params) as Row[]),
    transaction(work) {
      if (!db.open) throw failed(undefined)
      db.exec('BEGIN IMMEDIATE')
      try {
        const result = work()
        db.exec('COMMIT')
        written()
        return result
      } catch (error) {
        if (db.inTransaction) db.exec('ROLLBACK')
        throw failed(error)
      }
    },
    close() {
      // Into the file, so that a stopped proxy leaves one file to copy or to move: libsql does not do it.
      try {
        if (exclusive) db.pragma('wal_checkpoint(TRUNCATE)')
      } catch {
        // No room to copy the log into the file: it stays beside it, and the next start reads both.
      }
      db.close()
    },
  }
}
