/**
 * The newest message that was promised, in a small file beside the database: a start compares both. Without it a log that
 * has gone takes the last messages along, and nobody hears of it.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../log.ts'
import { referenceOf } from '../reference.ts'

const NOTE_EVERY_MS = 1000

/** A message, and when it was accepted, in milliseconds since 1970. */
interface Promised {
  id: string
  at: number
}

const path = (dataDir: string) => join(dataDir, 'promised.json')

/** What was noted last; nothing where there is no note, or none that can be read. */
function noted(dataDir: string): Promised | undefined {
  try {
    const found = JSON.parse(readFileSync(path(dataDir), 'utf8')) as Partial<Promised>
    return typeof found.id === 'string' && typeof found.at === 'number'
      ? { id: found.id, at: found.at }
      : undefined
  } catch {
    return undefined
  }
}

/** The note of a data directory; read once, since this process alone writes it while it runs. */
export function openNote(dataDir: string) {
  let last = noted(dataDir)
  return {
    /** A sentence when what was noted last is not in the database any more; nothing when it is, or is too old. */
    missing(has: (id: string) => boolean, since: number): string | undefined {
      if (!last || last.at < since || has(last.id)) return undefined
      return `The database lacks ${referenceOf(last.id)}, which was promised at ${new Date(last.at).toISOString()}, and perhaps more: its log (outbox.db-wal) has gone or is damaged. Stop the proxy, and restore both files from a backup if you have one`
    },
    /** Notes the newest message; without a wait for the disk, since a note that is late tells of one that is older. */
    write(newest: Promised | undefined): void {
      if (newest === undefined || (last?.id === newest.id && last.at === newest.at)) return
      writeFileSync(`${path(dataDir)}.new`, JSON.stringify(newest), { mode: 0o600 })
      renameSync(`${path(dataDir)}.new`, path(dataDir))
      last = newest
    },
  }
}

/** Forgets the note: what it names may have been dropped by an operator. */
export function forgetNote(dataDir: string): void {
  rmSync(path(dataDir), { force: true })
}

interface KeepingOptions {
  dataDir: string
  /** Whether this process has the database to itself: only then it is the one that notes. */
  exclusive: boolean
  dedupeMs: number
  now: () => number
  log: Log
}

/** Keeps a note of the newest message while the proxy runs, and says what an earlier one misses. */
export function keepNote(
  { dataDir, exclusive, dedupeMs, now, log }: KeepingOptions,
  outbox: { knows: (id: string) => boolean; newest: () => Promised | undefined },
  isThere: () => boolean,
) {
  const note = openNote(dataDir)
  const lost = note.missing((id) => outbox.knows(id), now() - dedupeMs)
  if (lost !== undefined) log('error', 'messages_missing', { why: lost })
  // Before what waits is in doubt, a further start has to find what is missing.
  let isDealtWith = lost === undefined
  const write = () => {
    try {
      if (exclusive && isDealtWith && isThere()) note.write(outbox.newest())
    } catch (error) {
      log('warn', 'note_not_written', { why: error instanceof Error ? error.message : 'unknown' })
    }
  }
  const timer = setInterval(write, NOTE_EVERY_MS)
  const closing = () => {
    clearInterval(timer)
    write()
  }
  const dealtWith = () => {
    isDealtWith = true
  }
  return { lost, closing, dealtWith }
}
