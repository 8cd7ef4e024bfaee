/** Opens what is kept in the data directory: the databases and the files of messages. */
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../log.ts'
import { bootTime, steadyNow } from './boot-clock.ts'
import type { BootTime } from './boot-clock.ts'
import { Spool } from './files.ts'
import { createPresence } from './presence.ts'
import { keepNote } from './newest-message.ts'
import { InUse, StartError } from './start-error.ts'
import { referredFiles } from './sqlite/attachments.ts'
import { CallRows } from './sqlite/calls.ts'
import { isInDoubt, openSqlite } from './sqlite/database.ts'
import type { SqliteOptions } from './sqlite/database.ts'
import type { Sql } from './sqlite/database.ts'
import { dropDeliveredFiles } from './sqlite/erasure.ts'
import { migrate, NewerSchema } from './sqlite/migrations.ts'
import { OperatorRows } from './sqlite/operator-rows.ts'
import { Outbox } from './sqlite/outbox.ts'
import { promisesIn } from './sqlite/history/promises.ts'
import { callsOf, operatorStore, SqliteStore } from './sqlite/store.ts'
import { emailStoresOf } from './sqlite/email/stores.ts'
import {
  committedFrames,
  forgetDamage,
  noteDamage,
  notedDamage,
  readFrames,
} from './sqlite/write-ahead-log.ts'
import type { SessionStore } from './email/email-store.ts'
import type { Calls, OperatorStore, Store } from './store.ts'

export { isInDoubt }

/** The name of the database in a data directory. */
const DATABASE = 'outbox.db'

/** The path of the database in a data directory. */
export const databaseOf = (dataDir: string): string => join(dataDir, DATABASE)

/** A clock that is adjusted now and then is no news. */
const CLOCK_DRIFT_MS = 5000

interface DataOptions extends SqliteOptions {
  dataDir: string
}

/** Makes the data directory, or sees whether it can be used. Nobody but the proxy's user may look into it. */
function prepareFolder(dataDir: string): void {
  if (!existsSync(dataDir)) mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  // Narrowed where it is ours alone: a shared folder stays as others need it.
  else if (holdsStore(dataDir) && (statSync(dataDir).mode & 0o1000) === 0) chmodSync(dataDir, 0o700)
  accessSync(dataDir, constants.W_OK)
}

/** Refuses what SQLite would take for an empty database, and with it delete the log of the newest messages. */
function checkLog(path: string): void {
  if ((statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) === 0) return
  const why = !existsSync(path) ? 'is missing' : statSync(path).size === 0 ? 'is empty' : undefined
  if (why !== undefined)
    throw new StartError(
      `${path} ${why}, but its log ${path}-wal is there and may hold messages. Put both files back, or move the log away to start empty.`,
    )
}

/**
 * Makes the file of a database before SQLite does: those beside it, which come and go, get its rights. One that is there is
 * not opened: the system drops all locks that a process has on a file when it closes one of its handles, and this process
 * may have the database open already. Then a second proxy could be started beside it.
 */
function makeFile(path: string): void {
  if (existsSync(path)) accessSync(path, constants.R_OK | constants.W_OK)
  else closeSync(openSync(path, 'a', 0o600))
}

/** Why a database cannot be opened, in words for the operator. */
function obstacle(path: string, dataDir: string, error: unknown): Error {
  if (error instanceof StartError) return error
  const why = error instanceof Error ? error.message : String(error)
  if (error instanceof NewerSchema)
    return new StartError(
      `The database ${path} was written by a newer version of this proxy: ${why}. Nothing was changed. Start that version again, or restore the backup from before the update.`,
    )
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  // Whoever ends the process has words for it: see last-words.ts.
  if (error instanceof Error && ['EMFILE', 'ENFILE'].includes(code)) return error
  if (['EROFS', 'EACCES', 'EPERM', 'ENOENT', 'ENOTDIR', 'ENOSPC'].includes(code))
    return new StartError(
      `${dataDir} cannot be written (${code}). Set DATA_DIR to a folder this user may write to. Example: DATA_DIR=./data`,
    )
  if (/locked|busy/i.test(why))
    return new InUse(
      `Another process uses ${path}. One proxy has one data directory: stop the other, or set DATA_DIR. Example: DATA_DIR=./data-2`,
    )
  if (/disk is full/i.test(why))
    return new StartError(
      `The disk of ${path} is full. Nothing was changed. Free some room, and start again.`,
    )
  if (/disk I\/O error/i.test(why))
    return new StartError(
      `The disk of ${path} fails: ${why}. See what the system says of it, and start again when it works.`,
    )
  if (/not a database|malformed|corrupt/i.test(why))
    return new StartError(
      `The database ${path} is damaged: ${why}. Nothing was changed. Move the file and its -wal aside, restore a backup if you have one, and start again.`,
    )
  return new StartError(
    `The database ${path} cannot be used: ${why}. Set DATA_DIR to a folder this user may write to.`,
  )
}

/**
 * Opens a database of the data directory, and lets `prepare` make its tables.
 * @throws StartError saying what to do; EMFILE as the system says it.
 */
export function openData(
  { dataDir, ...how }: DataOptions,
  file: string,
  prepare: (sql: Sql) => void = () => {},
): Sql {
  const path = join(dataDir, file)
  try {
    prepareFolder(dataDir)
    checkLog(path)
    makeFile(path)
    const sql = openSqlite(path, how)
    try {
      prepare(sql)
    } catch (error) {
      sql.close()
      throw error
    }
    for (const name of [path, `${path}-wal`, `${path}-shm`]) if (existsSync(name)) chmodSync(name, 0o600)
    return sql
  } catch (error) {
    throw obstacle(path, dataDir, error)
  }
}

/** What an operator sees and changes, for commands while no proxy runs. */
export function openOperator(dataDir: string): {
  operator: OperatorStore
  sessions: SessionStore
  close: () => void
} {
  // Told by the next start, which alone can do something about it.
  const sql = openToday({ dataDir, exclusive: false }, () => {})
  const dropFiles = async (files: string[]) => {
    for (const name of files) rmSync(join(dataDir, 'files', name), { force: true })
  }
  return {
    operator: operatorStore(new OperatorRows(sql, Date.now), dropFiles),
    sessions: emailStoresOf(sql, Date.now, () => {}).sessions,
    close: () => sql.close(),
  }
}

/** Whether there is a store in a data directory. */
export const holdsStore = (dataDir: string): boolean => existsSync(databaseOf(dataDir))

/**
 * Where calls to the helpdesk are counted, for commands while no proxy runs: in a data directory, or in memory; in a file
 * of its own where the helpdesk counts them apart.
 */
export function countCalls(dataDir?: string, file = DATABASE): { calls: Calls; close: () => void } {
  // It is opened for each call of a command, and a large one takes seconds to be read whole.
  const options = { exclusive: false, checked: false }
  const open = (folder: string) =>
    file === DATABASE
      ? openToday({ dataDir: folder, ...options }, () => {})
      : openData({ dataDir: folder, ...options }, file, migrate)
  const sql = dataDir === undefined ? openSqlite(':memory:', options) : open(dataDir)
  if (dataDir === undefined) migrate(sql)
  return { calls: callsOf(new CallRows(sql, steadyNow, bootTime)), close: () => sql.close() }
}

/** Why the newest messages may be missing, if the log of the database held more than could be read of it. */
function lostLog(path: string, committed: number, sql: Sql): string | undefined {
  if (committed <= readFrames(sql)) return undefined
  // Looked at again: a command that ended meanwhile may have emptied it.
  if (committedFrames(path) <= readFrames(sql)) return undefined
  return `The log ${path}-wal was damaged: what was committed behind the damage could not be read, and messages may be missing. Stop the proxy, and restore both files from a backup if you have one`
}

/**
 * Files beside a database that has never had a message belong to messages of another one, which may be missing by mistake:
 * they are kept, under another name.
 * @returns Where to, or nothing where there are none.
 */
function keepForeign(folder: string, sql: Sql, log: Log): string | undefined {
  const isNew = () => sql.get('SELECT 1 AS one FROM submission LIMIT 1') === undefined
  if (!existsSync(folder) || readdirSync(folder).length === 0 || !isNew()) return undefined
  const aside = `${folder}.${new Date().toISOString().replace(/[:.]/g, '-')}`
  renameSync(folder, aside)
  const why = `The database is new, but there were files of messages: they are kept in ${aside}. If outbox.db was lost, restore it and them from a backup; else remove the folder`
  log('error', 'files_set_aside', { why })
  return why
}

/** The files of messages, and a sentence when there were some of another database. */
function openSpool({ dataDir, spoolBytes, log }: StoreOptions, sql: Sql) {
  const folder = join(dataDir, 'files')
  try {
    const foreign = keepForeign(folder, sql, log)
    if (existsSync(folder)) chmodSync(folder, 0o700)
    const makeRoom = () => dropDeliveredFiles(sql)
    return { foreign, spool: new Spool({ folder, maxBytes: spoolBytes, makeRoom }) }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new StartError(`The folder ${folder} cannot be used: ${why}. Free some room, or set DATA_DIR.`)
  }
}

export interface StoreOptions extends DataOptions {
  /** Most bytes of all stored files. */
  spoolBytes: number
  /** Milliseconds from delivery until the text is erased. */
  retentionMs: number
  /** Milliseconds from delivery until a retry is not recognised any more. */
  dedupeMs: number
  /** Milliseconds since the epoch, never set while the process runs. */
  now: () => number
  /** The time since the start of the machine, where there is such a clock. */
  bootTime?: () => BootTime | undefined
  log: Log
}

/**
 * Opens the database as it is today, and tells `lost` first if its log lacks something, or did so when it was opened before
 * and nobody has dealt with it.
 * @throws StartError saying what to do.
 */
export function openToday(options: DataOptions, lost: (why: string) => void): Sql {
  const path = databaseOf(options.dataDir)
  const committed = committedFrames(path)
  return openData(options, DATABASE, (opened) => {
    // Before anything is written: that would make up for what is missing.
    const found = lostLog(path, committed, opened)
    if (found !== undefined) noteDamage(options.dataDir, found)
    const why = found ?? notedDamage(options.dataDir)
    if (why !== undefined) lost(why)
    migrate(opened)
  })
}

/** Opens the store, and puts right what does not depend on who delivers. @throws StartError saying what to do. */
export function openStore(options: StoreOptions): Store {
  const { dataDir, now, log, retentionMs, dedupeMs } = options
  let lost: string | undefined
  const sql = openToday(options, (why) => {
    lost = why
    log('error', 'log_damaged', { why })
  })
  const { spool, foreign } = openSpool(options, sql)
  const dropFiles = (files: string[]) =>
    // A file that stays although nothing refers to it is found again at the next start.
    spool.removeNamed(files).catch((error: Error) => log('warn', 'file_not_removed', { why: error.message }))
  const outbox = new Outbox(sql, { now, dropFiles: (files) => void dropFiles(files), retentionMs, dedupeMs })
  const presence = createPresence(dataDir, DATABASE, now)
  const note = keepNote(options, promisesIn(sql), () => presence.misplaced() === undefined)
  const calls = new CallRows(sql, now, options.bootTime ?? bootTime)
  if (Math.abs(calls.clockSet) > CLOCK_DRIFT_MS)
    log('warn', 'clock_set', {
      ms: calls.clockSet,
      why: 'the clock of this machine was set since the last run',
    })
  const notices = [lost, note.lost, foreign].filter((notice) => notice !== undefined)
  const { closing } = note
  const isOlder = lost !== undefined || note.lost !== undefined
  const sweep = () => {
    // Of messages that an older one lacks, the files are kept until the next start: the newer one may be put back.
    const orphans = isOlder ? 0 : spool.sweep(referredFiles(sql))
    if (orphans > 0) log('info', 'orphans_removed', { count: orphans })
  }
  sweep()
  const doubted = () => {
    note.dealtWith()
    forgetDamage(dataDir)
  }
  const parts = { sql, outbox, calls, spool, now, dropFiles, sweep, presence }
  return new SqliteStore({ ...parts, notices, isOlder, doubted, closing })
}
