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

/**
 * A function that says what has become of the data directory and the database in it, or nothing while both are there.
 * @param now Milliseconds that never go back.
 */
export function createPresence(dataDir: string, file: string, now: () => number): () => string | undefined {
  const paths = [dataDir, join(dataDir, file)]
  const opened = paths.map(identity)
  return atMostEvery(EVERY_MS, now, () => {
    try {
      const moved = paths.find((path, index) => identity(path) !== opened[index])
      return moved && `${moved} is not the one that was opened. Put it back, or start the proxy again.`
    } catch {
      return `${dataDir} is gone: removed, unmounted, or replaced. Put it back, and start the proxy again.`
    }
  })
}
