/**
 * What stands in the write-ahead log beside a database, read without SQLite: it reads the log up to the first frame that is
 * damaged and says nothing of those behind it (sqlite.org/fileformat2.html#walformat).
 */
import { closeSync, fstatSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sql } from './database.ts'

const HEADER = 32
const FRAME_HEADER = 24

/** Undefined where there is none, or none any more: a command that ends at this moment takes it along. */
function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, 'r')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** How many frames of the log of `file` were committed, as far as their headers tell. To be asked before it is opened. */
export function committedFrames(file: string): number {
  const handle = openIfThere(`${file}-wal`)
  if (handle === undefined) return 0
  try {
    const { size } = fstatSync(handle)
    const header = Buffer.alloc(HEADER)
    if (readSync(handle, header, 0, HEADER, 0) < HEADER) return 0
    const frame = FRAME_HEADER + header.readUInt32BE(8)
    const salts = header.subarray(16, 24)
    const found = Buffer.alloc(FRAME_HEADER)
    let committed = 0
    for (let n = 0; HEADER + (n + 1) * frame <= size; n++) {
      readSync(handle, found, 0, FRAME_HEADER, HEADER + n * frame)
      // Those of an earlier time have other salts; the last of a commit says how large the database is.
      if (found.subarray(8, 16).equals(salts) && found.readUInt32BE(4) > 0) committed = n + 1
    }
    return committed
  } finally {
    closeSync(handle)
  }
}

/** How many frames SQLite has read from the log, or written to it since. */
export function readFrames(sql: Sql): number {
  const [row] = sql.all('PRAGMA wal_checkpoint(PASSIVE)')
  return Number(row?.['log'] ?? 0)
}

/** Until all that waits is in doubt: whoever opens the database next writes over what told the damage, be it a command. */
const noteOf = (dataDir: string) => join(dataDir, 'damaged.txt')

/** Keeps that the log was damaged, in words for the operator. */
export function noteDamage(dataDir: string, why: string): void {
  writeFileSync(noteOf(dataDir), `${why}\n`, { mode: 0o600, flush: true })
}

/** What was found and is not dealt with yet. */
export function notedDamage(dataDir: string): string | undefined {
  try {
    return readFileSync(noteOf(dataDir), 'utf8').trim() || undefined
  } catch {
    return undefined
  }
}

export function forgetDamage(dataDir: string): void {
  rmSync(noteOf(dataDir), { force: true })
}
