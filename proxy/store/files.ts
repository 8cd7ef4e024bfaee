/**
 * The files of messages that have no ticket yet: streamed to a folder of the data directory, on disk for certain before
 * the message is accepted, and gone when nothing refers to them any more.
 */
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { mkdir, open, rm, truncate } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { whoGivesWay } from './arrivals.ts'
import type { Arrival } from './arrivals.ts'
import type { FileRules } from '../contract/form.ts'
import { cleanName } from '../contract/file-names.ts'
import { fileProblem, mimeOf } from '../contract/file-types.ts'
import type { IncomingFile } from '../intake/multipart.ts'
import { Refusal } from '../refusal.ts'
import { contradicts, HEAD_BYTES } from '../intake/file-signatures.ts'
import type { FieldProblem } from '../contract/problems.ts'
import type { StoredFile } from './records.ts'

export interface SpoolOptions {
  folder: string
  /** Most bytes of all files together. */
  maxBytes: number
  /** Called when there is no room left: names the files that are not needed any more. */
  makeRoom: () => string[]
}

/** Where the bytes of one file go. */
interface Sink {
  write: (chunk: Buffer) => Promise<void>
}

const noRoom = () =>
  new Refusal(
    'no_room',
    'There is no room for files at present. Send the message without them, or later.',
    undefined,
    300,
  )

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

export class Spool {
  readonly #options: SpoolOptions
  readonly #sizes = new Map<string, number>()
  /** Files of messages that are not accepted yet: nothing refers to them, and they are no orphans. */
  readonly #arriving = new Set<string>()
  readonly #arrivals = new Set<Arrival>()
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

  /**
   * Stores the files of one message. When this returns they are on disk, names included. When there is no room for all
   * that arrive, the `network` that holds most gives way: a few uploads that had stopped kept everybody's out.
   * @throws Refusal `invalid` for files that the rules refuse, `no_room`; anything else that the disk says.
   */
  async receive(
    files: AsyncIterable<IncomingFile>,
    rules: FileRules,
    network?: string,
  ): Promise<StoredFile[]> {
    const arrival: Arrival = { network, files: [], gaveWay: false }
    this.#arrivals.add(arrival)
    try {
      await mkdir(this.#options.folder, { recursive: true, mode: 0o700 })
      const found = await this.#take(files, rules, async (work) => {
        const file = randomUUID()
        this.#arriving.add(file)
        arrival.files.push(file)
        const handle = await open(this.path(file), 'wx', 0o600)
        try {
          await work({ write: (chunk) => this.#write(handle, file, chunk, arrival) })
          await handle.sync()
        } finally {
          await handle.close()
        }
        return file
      })
      await syncFolder(this.#options.folder)
      // Which may have been made a moment ago.
      await syncFolder(dirname(this.#options.folder))
      if (arrival.gaveWay) throw noRoom()
      return found
    } catch (error) {
      await this.remove(arrival.files)
      throw isFull(error) ? noRoom() : error
    } finally {
      this.#arrivals.delete(arrival)
    }
  }

  /** Reads the files of a message that is known already, to compare them. Nothing is stored. */
  inspect(files: AsyncIterable<IncomingFile>, rules: FileRules): Promise<StoredFile[]> {
    return this.#take(files, rules, async (work) => {
      await work({ write: async () => {} })
      return ''
    })
  }

  /** Says that a message was accepted: from now on its files are referred to. */
  keep(files: readonly StoredFile[]): void {
    for (const { file } of files) this.#arriving.delete(file)
  }

  /** Removes files; those that are not there are no error. */
  async remove(files: readonly string[]): Promise<void> {
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

  /** Reads all files to their end, even after a problem, so that all problems are told. */
  async #take(
    files: AsyncIterable<IncomingFile>,
    rules: FileRules,
    store: (work: (sink: Sink) => Promise<void>) => Promise<string>,
  ): Promise<StoredFile[]> {
    const found: StoredFile[] = []
    const problems: Record<string, FieldProblem> = {}
    let count = 0
    for await (const { name, type, content } of files) {
      const place = count++
      const facts = { name: cleanName(name), type: mimeOf(type) }
      // Judged by the name it came with: the cleaned one may have lost what gives it away.
      const problem =
        count > rules.max
          ? 'too_many'
          : (fileProblem(rules, { name, type, size: 1 }) ?? fileProblem(rules, { ...facts, size: 1 }))
      if (problem) {
        problems[problem === 'too_many' ? 'files' : `files[${place}]`] = problem
        content.resume()
        continue
      }
      const reading = new Reading(facts, rules.maxBytes)
      const file = await store((sink) => reading.run(content, sink))
      if (reading.problem) problems[`files[${place}]`] = reading.problem
      found.push({ file, ...facts, size: reading.size, digest: reading.digest })
    }
    if (Object.keys(problems).length === 0) return found
    const told = Object.entries(problems).map(([name, problem]) => `${name} (${problem})`)
    throw new Refusal('invalid', `These files cannot be sent: ${told.join(', ')}.`, problems)
  }

  async #write(handle: FileHandle, file: string, chunk: Buffer, arrival: Arrival): Promise<void> {
    const fits = () => this.#used + chunk.length <= this.#options.maxBytes
    if (!fits() && !arrival.gaveWay) await this.remove(this.#options.makeRoom())
    // What gave way takes nobody else's place with what still comes of it.
    while (!fits() && !arrival.gaveWay) {
      const other = whoGivesWay(this.#arrivals, arrival, chunk.length, (one) => this.#sizes.get(one) ?? 0)
      // Without a place to go it gives up what it has at once: the rest of it may take long to arrive.
      await this.#dismiss(other ?? arrival)
    }
    if (arrival.gaveWay) throw noRoom()
    this.#count(file, chunk.length)
    await handle.writeFile(chunk)
  }

  /** Removes what has arrived of a message. Its files are still open: only emptied do they free their room. */
  async #dismiss(arrival: Arrival): Promise<void> {
    arrival.gaveWay = true
    this.#arrivals.delete(arrival)
    // At once, or a second newcomer would take somebody else's place as well.
    for (const file of arrival.files) this.#forget(file)
    for (const file of arrival.files) await truncate(this.path(file)).catch(() => {})
    await this.remove(arrival.files)
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

/** One file while it is read: its size, its digest, its first bytes, and what is wrong with it. */
class Reading {
  readonly #facts: { name: string; type: string }
  readonly #maxBytes: number
  readonly #hash = createHash('sha256')
  #head = Buffer.alloc(0)
  size = 0
  digest = ''
  problem: FieldProblem | undefined

  constructor(facts: { name: string; type: string }, maxBytes: number) {
    this.#facts = facts
    this.#maxBytes = maxBytes
  }

  /**
   * Reads to the end, whatever is wrong: what follows could not be read otherwise.
   * @throws what the sink throws, then.
   */
  async run(content: AsyncIterable<Buffer>, sink: Sink): Promise<void> {
    let failure: { error: unknown } | undefined
    for await (const chunk of content) {
      this.size += chunk.length
      if (this.size > this.#maxBytes) this.problem = 'too_large'
      if (this.problem || failure) continue
      if (this.#head.length < HEAD_BYTES) {
        this.#head = Buffer.concat([this.#head, chunk.subarray(0, HEAD_BYTES - this.#head.length)])
        if (this.#head.length === HEAD_BYTES && contradicts(this.#head, this.#facts))
          this.problem = 'bad_type'
      }
      this.#hash.update(chunk)
      if (this.problem) continue
      await sink.write(chunk).catch((error: unknown) => {
        failure = { error }
      })
    }
    if (failure) throw failure.error
    this.digest = this.#hash.digest('base64')
    if (this.size === 0) this.problem = 'empty'
    else if (this.#head.length < HEAD_BYTES && contradicts(this.#head, this.#facts))
      this.problem ??= 'bad_type'
  }
}
