/**
 * Whether the data directory is still the one that was opened. A folder that is removed or unmounted takes the files along,
 * and the process writes on into what nobody will ever read.
 */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { atMostEvery } from './at-most-every.ts'

/** How often it is looked at, in ms: a look costs two system calls, and a second of promises would be too many. */
const EVERY_MS = 250

/** Device and inode of a file. */
function identity(path: string): string {
  const { dev, ino } = statSync(path)
  return `${dev}:${ino}`
}

export interface Presence {
  /** What has become of the data directory and the database in it; nothing while both are there. */
  misplaced: () => string | undefined
  /**
   * What is there in place of the database that was opened, if that is another one: whoever opens that sends what waits in
   * it. Where there is none, the one that is open is all that is left of what waits. Asked anew each time.
   */
  replaced: () => string | undefined
}

/** Watches a data directory that was opened. @param now Milliseconds that never go back. */
export function createPresence(dataDir: string, file: string, now: () => number): Presence {
  const database = join(dataDir, file)
  const paths = [dataDir, database]
  const opened = paths.map(identity)
  const replaced = () => {
    try {
      const isOther = identity(database) !== opened[1] && statSync(database).size > 0
      if (!isOther) return undefined
    } catch {
      return undefined
    }
    return `${database} is another database than the one that was opened. Nothing is sent until that is put back: what waits in both would be sent twice. Stop the proxy before you put another one in its place.`
  }
  const misplaced = atMostEvery(EVERY_MS, now, () => {
    try {
      const moved = paths.find((path, index) => identity(path) !== opened[index])
      return (
        moved &&
        (replaced() ?? `${moved} is not the one that was opened. Put it back, or start the proxy again.`)
      )
    } catch {
      return `${dataDir} is gone: removed, unmounted, or replaced. Put it back, and start the proxy again.`
    }
  })
  return { misplaced, replaced }
}
