/**
 * Keeps the widget's files of earlier builds: a page that was opened before a deploy still names them, and so do tags
 * with the hash of a version that is no longer the newest.
 */
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import type { Log } from '../../log.ts'

/** How long files stay after the last build that had them. */
const KEPT_MS = 90 * 24 * 60 * 60 * 1000

/** Messages come first: nothing is added to a disk with less room than this, in bytes. */
const ROOM_MIN = 100_000_000

/** The names that were current when the archive was last looked after. */
const LIST = 'current.json'

export interface ArchiveOptions {
  /** The folder of the present build. */
  from: string
  /** The folder that outlives builds. */
  to: string
  /** Milliseconds since 1970. */
  now: () => number
  log: Log
}

/** Files whose content never changes: with a hash in their name, or in the folder of a version. */
function lasting(folder: string): string[] {
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
  return (
    all
      .filter((file) => file.isFile())
      // In addresses, and thus in names here, folders end in a slash; on Windows they do not.
      .map((file) => relative(folder, join(file.parentPath, file.name)).replaceAll(sep, '/'))
      .filter((name) => /^assets\/.+-[\w-]{6,8}\.(js|css)(\.br|\.gz)?$|^\d+\.\d+\.\d+\//.test(name))
  )
}

function previous(to: string): string[] {
  try {
    return JSON.parse(readFileSync(join(to, LIST), 'utf8')) as string[] // as: written below
  } catch {
    return []
  }
}

/**
 * Adds the present build to the archive, and drops what has not been current for 90 days. Call it before serving. A
 * disk that refuses is no reason not to serve: it is told in the log.
 */
export function keepAssets({ from, to, now, log }: ArchiveOptions): void {
  try {
    mkdirSync(to, { recursive: true })
    const { bavail, bsize } = statfsSync(to)
    if (bavail * bsize < ROOM_MIN) throw new Error('the disk is nearly full')
    const today = now() / 1000
    const touch = (name: string) => utimesSync(join(to, name), today, today)
    const there = new Set(lasting(to))
    // Until now they were served; a process may run for longer than they are kept.
    for (const name of previous(to)) if (there.has(name)) touch(name)
    const names = lasting(from)
    for (const name of names) {
      mkdirSync(dirname(join(to, name)), { recursive: true })
      copyFileSync(join(from, name), join(to, name))
      touch(name)
      there.delete(name)
    }
    writeFileSync(join(to, LIST), JSON.stringify(names))
    for (const name of there) if (now() - statSync(join(to, name)).mtimeMs > KEPT_MS) rmSync(join(to, name))
  } catch (error) {
    log('warn', 'assets_not_kept', { why: error instanceof Error ? error.message : 'unknown' })
  }
}
