/** Opens what is kept in the data directory: the databases and the files of messages. */
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { referredFiles } from './sqlite/attachments.ts'
import { dropDeliveredFiles } from './sqlite/erasure.ts'
import type { Log } from '../log.ts'
import { Spool } from './files.ts'
import { isInDoubt, openSqlite } from './sqlite/database.ts'
import type { Sql } from './sqlite/database.ts'
import { migrate, NewerSchema } from './sqlite/migrations.ts'
import { committedFrames, readFrames } from './sqlite/write-ahead-log.ts'

export { isInDoubt }

/** Why the process could not start, in words for the operator. */
export class StartError extends Error {}

interface DataOptions {
  dataDir: string
  exclusive: boolean
}

/** Makes the data directory, or sees whether it can be used. Nobody but the proxy's user may look into it. */
function prepareFolder(dataDir: string): void {
  if (!existsSync(dataDir)) mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  // Narrowed where it is ours alone: a shared folder stays as others need it.
  else if (existsSync(join(dataDir, 'outbox.db')) && (statSync(dataDir).mode & 0o1000) === 0)
    chmodSync(dataDir, 0o700)
  accessSync(dataDir, constants.W_OK)
}

/** Refuses what SQLite would take for an empty database, and with it delete the log of the newest messages. */
function checkLog(path: string): void {
  if (!existsSync(`${path}-wal`) || statSync(`${path}-wal`).size === 0) return
  const why = !existsSync(path) ? 'is missing' : statSync(path).size === 0 ? 'is empty' : undefined
  if (why !== undefined)
    throw new StartError(
      `${path} ${why}, but its log ${path}-wal is there and may hold messages. Put both files back, or move the log away to start empty.`,
    )
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
    return new StartError(
      `Another process uses ${path}. One proxy has one data directory: stop the other, or set DATA_DIR. Example: DATA_DIR=./data-2`,
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
  { dataDir, exclusive }: DataOptions,
  file: string,
  prepare: (sql: Sql) => void = () => {},
): Sql {
  const path = join(dataDir, file)
  try {
    prepareFolder(dataDir)
    checkLog(path)
    const sql = openSqlite(path, { exclusive })
    try {
      prepare(sql)
    } catch (error) {
      sql.close()
      throw error
    }
    for (const name of [path, `${path}-wal`]) if (existsSync(name)) chmodSync(name, 0o600)
    return sql
  } catch (error) {
    throw obstacle(path, dataDir, error)
  }
}

/** The database of the messages, for commands while no proxy runs. */
export const openQueue = (dataDir: string): Sql =>
  openData({ dataDir, exclusive: false }, 'outbox.db', migrate)

/** The database of the messages, and a sentence when its log held more than could be read of it. */
export function openOutbox(options: DataOptions, log: Log): { sql: Sql; lostLog: string | undefined } {
  const path = join(options.dataDir, 'outbox.db')
  const committed = committedFrames(path)
  const sql = openData(options, 'outbox.db', migrate)
  if (committed <= readFrames(sql)) return { sql, lostLog: undefined }
  const lostLog = `The log ${path}-wal was damaged: what was committed behind the damage could not be read, and messages may be missing. Stop the proxy, and restore both files from a backup if you have one`
  log('error', 'log_damaged', { why: lostLog })
  return { sql, lostLog }
}

/** Whether the database has never had a message, as when it was made a moment ago. */
const isNew = (sql: Sql) => sql.get('SELECT 1 AS one FROM submission LIMIT 1') === undefined

/**
 * Files beside a database that is new belong to messages of another one, which may be missing by mistake: they are kept,
 * under another name.
 * @returns Where to, or nothing where there are none.
 */
function keepForeign(folder: string, sql: Sql, log: Log): string | undefined {
  if (!existsSync(folder) || readdirSync(folder).length === 0 || !isNew(sql)) return undefined
  const aside = `${folder}.${new Date().toISOString().replace(/[:.]/g, '-')}`
  renameSync(folder, aside)
  const why = `The database is new, but there were files of messages: they are kept in ${aside}. If outbox.db was lost, restore it and them from a backup; else remove the folder`
  log('error', 'files_set_aside', { why })
  return why
}

interface FilesOptions {
  dataDir: string
  /** Most bytes of all stored files. */
  spoolBytes: number
}

/** The spool, and functions that remove files from it: those named, and those that nothing refers to. */
export function openFiles({ dataDir, spoolBytes }: FilesOptions, sql: Sql, log: Log) {
  const makeRoom = () => dropDeliveredFiles(sql)
  const folder = join(dataDir, 'files')
  let spool: Spool
  let setAside: string | undefined
  try {
    setAside = keepForeign(folder, sql, log)
    if (existsSync(folder)) chmodSync(folder, 0o700)
    spool = new Spool({ folder, maxBytes: spoolBytes, makeRoom })
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new StartError(`The folder ${folder} cannot be used: ${why}. Free some room, or set DATA_DIR.`)
  }
  const dropFiles = (files: string[]) => {
    // A file that stays although nothing refers to it is found again at the next start.
    spool.remove(files).catch((error: Error) => log('warn', 'file_not_removed', { why: error.message }))
  }
  const sweep = () => {
    const orphans = spool.sweep(referredFiles(sql))
    if (orphans > 0) log('info', 'orphans_removed', { count: orphans })
  }
  return { spool, dropFiles, sweep, setAside }
}
