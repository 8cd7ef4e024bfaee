/**
 * The newest message that was promised, in a small file beside the database: a start compares both. Without it a log that
 * has gone takes the last messages along, and nobody hears of it. It never goes back but by a database that is older: a message
 * that is removed is named in its turn.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../log.ts'
import { referenceOf } from '../reference.ts'

const NOTE_EVERY_MS = 1000

const CAUSE =
  'its log (outbox.db-wal) has gone or is damaged. Stop the proxy, and restore both files from a backup if you have one'

/** What was done last, as far as a database can tell. */
interface Promised {
  /** The message that was accepted last, of those that are there. */
  id?: string
  /** When that was, in milliseconds since 1970. */
  at?: number
  /** The message that was removed last; null for none, and missing in notes of versions that did not know. */
  gone?: string | null
}

/** What a database knows of messages, those that were removed from it included. */
export interface Promises {
  /** Whether it has a message, or had it after the one that was removed last by then, `gone`, was. */
  has: (id: string, gone?: string | null) => boolean
  isGone: (id: string) => boolean
  newest: () => Promised
}

const path = (dataDir: string) => join(dataDir, 'promised.json')

/** What was noted last; nothing where there is no note, or none that can be read. */
function noted(dataDir: string): Promised | undefined {
  try {
    const found = JSON.parse(readFileSync(path(dataDir), 'utf8')) as Partial<Promised>
    const { id, at, gone } = found
    return {
      ...(typeof id === 'string' && typeof at === 'number' && { id, at }),
      ...((typeof gone === 'string' || gone === null) && { gone }),
    }
  } catch {
    return undefined
  }
}

/** The note of a data directory; read once, since this process alone writes it while it runs. */
export function openNote(dataDir: string) {
  let last = noted(dataDir)
  return {
    /** A sentence when what was noted last is not in the database any more; nothing when it is, or is too old. */
    missing({ has, isGone }: Pick<Promises, 'has' | 'isGone'>, since: number): string | undefined {
      if (!last) return undefined
      const { id, at = 0, gone } = last
      // By the clock only where it may have been forgotten without a trace: a clock may have been years behind.
      if (id !== undefined && (gone !== undefined || at >= since) && !has(id, gone))
        return `The database lacks ${referenceOf(id)}, which was promised at ${new Date(at).toISOString()}, and perhaps more: ${CAUSE}`
      if (typeof gone === 'string' && !isGone(gone))
        return `The database does not know that ${referenceOf(gone)} was removed, and may lack more: ${CAUSE}`
      return undefined
    },
    /** Notes what was done last; without a wait for the disk, since a note that is late tells of what is older. */
    write({ id, at, gone = null }: Promised): void {
      if ((id === undefined && gone === null) || (last?.id === id && last?.at === at && last?.gone === gone))
        return
      const next = { ...(id !== undefined && { id, at }), gone } as Promised // both are there or neither is
      writeFileSync(`${path(dataDir)}.new`, JSON.stringify(next), { mode: 0o600 })
      renameSync(`${path(dataDir)}.new`, path(dataDir))
      last = next
    },
  }
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
  promises: Promises,
  isThere: () => boolean,
) {
  const note = openNote(dataDir)
  const lost = note.missing(promises, now() - dedupeMs)
  if (lost !== undefined) log('error', 'messages_missing', { why: lost })
  // Before what waits is in doubt, a further start has to find what is missing.
  let isDealtWith = lost === undefined
  const write = () => {
    try {
      if (exclusive && isDealtWith && isThere()) note.write(promises.newest())
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
