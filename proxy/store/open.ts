/** Opens what is kept in the data directory: the databases and the files of messages. */
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { referredFiles } from './sqlite/attachments.ts'
import type { Config } from '../config/config.ts'
import { dropDeliveredFiles } from './sqlite/erasure.ts'
import type { Log } from '../log.ts'
import { Spool } from './files.ts'
import { openSqlite } from './sqlite/database.ts'
import type { Sql } from './sqlite/database.ts'

/** Why the process could not start, in words for the operator. */
export class StartError extends Error {}

interface DataOptions {
  dataDir: string
  exclusive: boolean
}

/** Opens a database of the data directory. @throws StartError saying what to do. */
export function openData({ dataDir, exclusive }: DataOptions, file: string): Sql {
  const path = join(dataDir, file)
  try {
    mkdirSync(dataDir, { recursive: true })
    // SQLite would delete the log of a database that is not there, and with it the newest messages.
    if (!existsSync(path) && existsSync(`${path}-wal`))
      throw new StartError(
        `${path} is missing, but its log ${path}-wal is there and may hold messages. Put both files back, or move the log away to start empty.`,
      )
    return openSqlite(path, { exclusive })
  } catch (error) {
    if (error instanceof StartError) throw error
    const why = error instanceof Error ? error.message : String(error)
    if (/locked|busy/i.test(why))
      throw new StartError(
        `Another process uses ${path}. One proxy has one data directory: stop the other, or set DATA_DIR. Example: DATA_DIR=./data-2`,
      )
    if (/not a database|malformed|corrupt/i.test(why))
      throw new StartError(
        `The database ${path} is damaged: ${why}. Nothing was changed. Move the file and its -wal aside, restore a backup if you have one, and start again.`,
      )
    throw new StartError(
      `The database ${path} cannot be used: ${why}. Set DATA_DIR to a folder this user may write to.`,
    )
  }
}

/** The spool, and functions that remove files from it: those named, and those that nothing refers to. */
export function openFiles({ dataDir, spoolBytes }: Config, sql: Sql, log: Log) {
  const makeRoom = () => dropDeliveredFiles(sql)
  const folder = join(dataDir, 'files')
  let spool: Spool
  try {
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
  return { spool, dropFiles, sweep }
}
