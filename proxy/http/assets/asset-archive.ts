/**
 * Keeps the widget's files of earlier builds: a page that was opened before a deploy still names them, and so do tags
 * with the hash of a version that is no longer the newest.
 */
import { mkdirSync, statfsSync } from 'node:fs'
import {
  copyFile,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  rmdir,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import type { Log } from '../../log.ts'

/** How long files stay after the last build that had them. */
const KEPT_MS = 90 * 24 * 60 * 60 * 1000

/** Messages come first: nothing is added to a disk with less room than this, in bytes. */
const ROOM_MIN = 100_000_000

/** The names that were current when the archive was last looked after. */
const LIST = 'current.json'

/** The hashes of a build's files, and in the archive those of the build that is in it whole. */
const HASHES = 'integrity.json'
const WHOLE = 'whole.json'

export interface ArchiveOptions {
  /** The folder of the present build. */
  from: string
  /** The folder that outlives builds. */
  to: string
  /** Milliseconds since 1970. */
  now: () => number
  log: Log
  /** Ends it between two files. */
  signal: AbortSignal
}

/** Before a folder had the hash, every name had one. */
const LASTING = /^assets\/([\da-f]{6}\/.+|.+-[\w-]{6,8})\.(js|css)(\.br|\.gz)?(\.part)?$|^\d+\.\d+\.\d+\//

/** Files whose content never changes: with a hash in their name or that of their folder, or in the folder of a version. */
async function lasting(folder: string): Promise<string[]> {
  const all = await readdir(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
  return (
    all
      .filter((file) => file.isFile())
      // In addresses, and thus in names here, folders end in a slash; on Windows they do not.
      .map((file) => relative(folder, join(file.parentPath, file.name)).replaceAll(sep, '/'))
      .filter((name) => LASTING.test(name))
  )
}

async function previous(to: string): Promise<string[]> {
  try {
    return JSON.parse(await readFile(join(to, LIST), 'utf8')) as string[] // as: written below
  } catch {
    return []
  }
}

/** Whole or not at all: a process may be killed at any moment, and the next build no longer has the file to copy again. */
async function copyWhole(from: string, to: string): Promise<void> {
  await copyFile(from, `${to}.part`)
  await rename(`${to}.part`, to)
}

const textOf = (file: string) => readFile(file, 'utf8').catch(() => undefined)

/** Whether the archive has this build already, as after most starts. */
async function isThere({ from, to }: ArchiveOptions): Promise<boolean> {
  const present = await textOf(join(from, HASHES))
  return present !== undefined && present === (await textOf(join(to, WHOLE)))
}

async function add({ from, to, now, signal }: ArchiveOptions, names: string[]): Promise<void> {
  const today = now() / 1000
  const touch = (name: string) => utimes(join(to, name), today, today)
  await rm(join(to, WHOLE), { force: true })
  // Until now they were served; a process may run for longer than they are kept.
  for (const name of await previous(to)) await touch(name).catch(() => undefined)
  for (const folder of new Set(names.map((name) => dirname(name))))
    await mkdir(join(to, folder), { recursive: true })
  // One after the other: it has time, and visitors' files and requests want the same few threads.
  for (const name of names) {
    if (signal.aborted) return
    await copyWhole(join(from, name), join(to, name))
    await touch(name)
  }
  await writeFile(join(to, LIST), JSON.stringify(names))
  await copyFile(join(from, HASHES), join(to, WHOLE)).catch(() => undefined)
}

async function dropOld({ to, now }: ArchiveOptions, present: ReadonlySet<string>): Promise<void> {
  for (const name of await lasting(to)) {
    if (present.has(name) || now() - (await stat(join(to, name))).mtimeMs <= KEPT_MS) continue
    await rm(join(to, name))
    // One that is not empty refuses. Each build has folders of its own.
    for (let folder = dirname(name); folder !== '.'; folder = dirname(folder))
      await rmdir(join(to, folder)).catch(() => undefined)
  }
}

/**
 * Adds the present build to the archive, and drops what has not been current for 90 days. The archive is there when it
 * returns; the rest it does beside the serving, since hundreds of files once kept a proxy from listening for up to two
 * seconds on a busy disk. A disk that refuses is no reason not to serve: it is told in the log.
 */
export async function keepAssets(options: ArchiveOptions): Promise<void> {
  const { to, log } = options
  try {
    mkdirSync(to, { recursive: true })
    const { bavail, bsize } = statfsSync(to)
    if (bavail * bsize < ROOM_MIN) throw new Error('the disk is nearly full')
    const names = await lasting(options.from)
    if (!(await isThere(options))) await add(options, names)
    if (!options.signal.aborted) await dropOld(options, new Set(names))
  } catch (error) {
    log('warn', 'assets_not_kept', { why: error instanceof Error ? error.message : 'unknown' })
  }
}
