/** The file of a journal: who may read it, who may run on it, and which version it has. */
import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { openSqlite } from '../../store/sqlite/database.ts'
import type { Sql } from '../../store/sqlite/database.ts'
import { Journal, JOURNAL_VERSIONS, JournalError } from './journal.ts'

/** How long a run waits for a command that only looks whether one runs. */
const LOOK_MS = 500

/** Opens a file that only its owner can read; before SQLite does, which gives the same rights to those beside it. */
function openOwn(file: string): Sql {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    closeSync(openSync(file, 'a', 0o600))
    chmodSync(file, 0o600)
    return openSqlite(file, { exclusive: false })
  } catch (error) {
    throw new JournalError(
      `The journal ${file} cannot be opened: ${error instanceof Error ? error.message : String(error)}. Name another file by --journal.`,
    )
  }
}

/** Makes a journal of this version. Throws for one of a newer program, and for a database of something else. */
function migrate(sql: Sql, file: string): void {
  const version = Number(sql.get('PRAGMA user_version')?.['user_version'])
  const tables = sql.all('SELECT name FROM sqlite_schema').map(({ name }) => name)
  if (tables.length > 0 && !tables.includes('place'))
    throw new JournalError(`${file} is the database of something else. Name another file by --journal.`)
  if (version > JOURNAL_VERSIONS.length)
    throw new JournalError(`${file} was written by a newer version of this program.`)
  if (version === JOURNAL_VERSIONS.length) return
  sql.transaction(() => {
    for (const statement of JOURNAL_VERSIONS.slice(version).flat()) sql.run(statement)
    sql.run(`PRAGMA user_version=${JOURNAL_VERSIONS.length}`)
  })
}

/** Opens a journal, which commands can do while a run goes on. */
export function openJournal(file: string, now: () => number = Date.now): Journal {
  const sql = openOwn(file)
  try {
    // What a kill leaves is whole with this too; after a power cut the last tickets are sent again, which makes none twice.
    sql.get('PRAGMA synchronous=NORMAL')
    migrate(sql, file)
    return new Journal(sql, now)
  } catch (error) {
    sql.close()
    throw error
  }
}

/** The right to run on a journal, or undefined when another process has it. */
function tryLock(file: string, patienceMs: number): (() => void) | undefined {
  const sql = openOwn(`${file}-run`)
  try {
    sql.get(`PRAGMA busy_timeout=${patienceMs}`)
    // A transaction, and no exclusive file: of that, libsql gives the lock back when it is collected, not when it is closed.
    sql.run('BEGIN IMMEDIATE')
    return () => {
      sql.run('ROLLBACK')
      sql.close()
    }
  } catch (error) {
    sql.close()
    if (!(error instanceof Error && /locked|busy/i.test(error.message))) throw error
    return undefined
  }
}

/** The right to run on a journal, which one process at a time has. Its end gives it back, a kill too. */
export function lockJournal(file: string): () => void {
  const unlock = tryLock(file, LOOK_MS)
  if (unlock) return unlock
  throw new JournalError(`Another run uses ${file}. Wait for it, or stop it: it goes on where it was.`)
}

/** Whether a run goes on. */
export function isRunning(file: string): boolean {
  const unlock = tryLock(file, 0)
  unlock?.()
  return unlock === undefined
}
