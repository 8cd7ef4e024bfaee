/**
 * The files of messages that have no ticket yet: streamed to a folder of the data directory, on disk for certain before
 * the message is accepted, and gone when nothing refers to them any more.
 */
import { randomUUID } from 'node:crypto'
import { existsSync, openAsBlob, readdirSync, rmSync, statSync } from 'node:fs'
import { mkdir, open, rm, truncate } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { whoGivesWay } from './arrivals.ts'
import type { ArrivingFiles } from './arrivals.ts'
import type { StoredFile } from './records.ts'
import { NoRoom } from './store.ts'
import type { FileStore, StoreFile, Write } from './store.ts'

export interface SpoolOptions {
  folder: string
  /** Most bytes of all files together. */
  maxBytes: number
  /** Called when there is no room left: names the files that are not needed any more. */
  makeRoom: () => string[]
}

const isFull = (error: unknown) =>
  error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT'].includes(String(error.code))

/** Makes the names in a folder durable, as fsync does for the bytes of a file. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export class Spool implements FileStore {
  readonly #options: SpoolOptions
  readonly #sizes = new Map<string, number>()
  /** Files of messages that are not accepted yet: nothing refers to them, and they are no orphans. */
  readonly #arriving = new Set<string>()
  readonly #arrivals = new Set<ArrivingFiles>()
  #used = 0

  constructor(options: SpoolOptions) {
    this.#options = options
    // Made by the first file: most proxies never have one.
    const names = existsSync(options.folder) ? readdirSync(options.folder) : []
    for (const name of names) this.#count(name, statSync(join(options.folder, name)).size)
  }

  /** The path of a stored file. */
  path(file: string): string {
    return join(this.#options.folder, file)
  }

  /** How much of the room is used, from 0 to 1. */
  get filled(): number {
    return this.#used / this.#options.maxBytes
  }

  async receive<Result>(
    network: string | undefined,
    work: (store: StoreFile) => Promise<Result>,
  ): Promise<Result> {
    const arrival: ArrivingFiles = { network, files: [], gaveWay: false }
    this.#arrivals.add(arrival)
    try {
      await mkdir(this.#options.folder, { recursive: true, mode: 0o700 })
      const result = await work((fill) => this.#store(arrival, fill))
      await syncFolder(this.#options.folder)
      // Which may have been made a moment ago.
      await syncFolder(dirname(this.#options.folder))
      if (arrival.gaveWay) throw new NoRoom()
      return result
    } catch (error) {
      await this.removeNamed(arrival.files)
      throw isFull(error) ? new NoRoom() : error
    } finally {
      this.#arrivals.delete(arrival)
    }
  }

  async #store(arrival: ArrivingFiles, fill: (write: Write) => Promise<void>): Promise<string> {
    const file = randomUUID()
    this.#arriving.add(file)
    arrival.files.push(file)
    const handle = await open(this.path(file), 'wx', 0o600)
    try {
      await fill((chunk) => this.#write(handle, file, chunk, arrival))
      await handle.sync()
    } finally {
      await handle.close()
    }
    return file
  }

  /** Asynchronous by its own hand: for a file that has gone Node's function throws instead of rejecting. */
  async open({ file, type, size }: StoredFile): Promise<Blob | undefined> {
    try {
      const content = await openAsBlob(this.path(file), { type })
      // Part of one would pass for all that the visitor has sent.
      return content.size === size ? content : undefined
    } catch (error) {
      // It says the same of a file that is gone and of one that cannot be looked at. Of a folder that is away nobody knows.
      const isGone = existsSync(this.#options.folder) && !statSync(this.path(file), { throwIfNoEntry: false })
      if (isGone) return undefined
      throw error
    }
  }

  remove(files: readonly StoredFile[]): Promise<void> {
    return this.removeNamed(files.map(({ file }) => file))
  }

  /** Says that a message was accepted: from now on its files are referred to. */
  keep(files: readonly StoredFile[]): void {
    for (const { file } of files) this.#arriving.delete(file)
  }

  /** Removes files by their names; those that are not there are no error. */
  async removeNamed(files: readonly string[]): Promise<void> {
    for (const file of files) {
      await rm(this.path(file), { force: true })
      this.#forget(file)
    }
  }

  /** Removes every file that nothing refers to: a crash between its last byte and the commit left it. */
  sweep(referred: ReadonlySet<string>): number {
    const orphans = [...this.#sizes.keys()].filter((file) => !referred.has(file) && !this.#arriving.has(file))
    for (const file of orphans) {
      rmSync(this.path(file), { force: true, recursive: true })
      this.#forget(file)
    }
    return orphans.length
  }

  async #write(handle: FileHandle, file: string, chunk: Buffer, arrival: ArrivingFiles): Promise<void> {
    const fits = () => this.#used + chunk.length <= this.#options.maxBytes
    if (!fits() && !arrival.gaveWay) await this.removeNamed(this.#options.makeRoom())
    // What gave way takes nobody else's place with what still comes of it.
    while (!fits() && !arrival.gaveWay) {
      const other = whoGivesWay(this.#arrivals, arrival, chunk.length, (one) => this.#sizes.get(one) ?? 0)
      // Without a place to go it gives up what it has at once: the rest of it may take long to arrive.
      await this.#dismiss(other ?? arrival)
    }
    if (arrival.gaveWay) throw new NoRoom()
    this.#count(file, chunk.length)
    await handle.writeFile(chunk)
  }

  /** Removes what has arrived of a message. Its files are still open: only emptied do they free their room. */
  async #dismiss(arrival: ArrivingFiles): Promise<void> {
    arrival.gaveWay = true
    this.#arrivals.delete(arrival)
    // At once, or a second newcomer would take somebody else's place as well.
    for (const file of arrival.files) this.#forget(file)
    for (const file of arrival.files) await truncate(this.path(file)).catch(() => {})
    await this.removeNamed(arrival.files)
  }

  #count(file: string, bytes: number): void {
    this.#sizes.set(file, (this.#sizes.get(file) ?? 0) + bytes)
    this.#used += bytes
  }

  #forget(file: string): void {
    this.#used -= this.#sizes.get(file) ?? 0
    this.#sizes.delete(file)
    this.#arriving.delete(file)
  }
}
