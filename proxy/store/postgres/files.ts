/**
 * The files of messages that have no ticket yet, in parts in the database: a backup of it has them, and every process can
 * read them. They are written before the message is accepted, which refers to them.
 */
import { randomUUID } from 'node:crypto'
import { whoGivesWay } from '../arrivals.ts'
import type { ArrivingFiles } from '../arrivals.ts'
import type { StoredFile } from '../records.ts'
import { NoRoom } from '../store.ts'
import type { FileStore, StoreFile, Write } from '../store.ts'
import type { Database } from './database.ts'
import { dropFiles } from './erasure.ts'

/** Bytes of one part: what a file that arrives holds in memory. */
export const PART_BYTES = 1024 * 1024

/** A file that nothing refers to for so long belongs to no message that is still arriving, in whichever process. */
const ORPHAN_MS = 3_600_000

/** How long it is believed how much the others have stored. */
const KNOWN_MS = 1000

/** Of a commit whose answer was lost nobody knows what it refers to: the rows themselves tell. */
const UNREFERRED = 'NOT EXISTS (SELECT 1 FROM attachment WHERE attachment.file = file.name)'

export class DatabaseFiles implements FileStore {
  readonly #database: Database
  readonly #maxBytes: number
  readonly #arrivals = new Set<ArrivingFiles>()
  /** Bytes of each file that is arriving here. */
  readonly #sizes = new Map<string, number>()
  /** Bytes of all other files. */
  #others = { bytes: 0, at: -Infinity }

  constructor(database: Database, maxBytes: number) {
    this.#database = database
    this.#maxBytes = maxBytes
  }

  /** How much of the room is used, from 0 to 1. */
  async filled(): Promise<number> {
    const { rows } = await this.#database.query('SELECT coalesce(sum(size), 0) AS bytes FROM file')
    return Number(rows[0]?.['bytes']) / this.#maxBytes
  }

  async receive<Result>(
    network: string | undefined,
    work: (store: StoreFile) => Promise<Result>,
  ): Promise<Result> {
    const arrival: ArrivingFiles = { network, files: [], gaveWay: false }
    this.#arrivals.add(arrival)
    try {
      if (performance.now() - this.#others.at > KNOWN_MS) await this.#look()
      const result = await work((fill) => this.#store(arrival, fill))
      if (arrival.gaveWay) throw new NoRoom()
      return result
    } catch (error) {
      // What stays because the database is gone is found as an orphan.
      await this.#removeNamed(arrival.files).catch(() => {})
      throw arrival.gaveWay ? new NoRoom() : error
    } finally {
      this.#arrivals.delete(arrival)
      this.#settle(arrival)
    }
  }

  async open({ file, type }: StoredFile): Promise<Blob | undefined> {
    const { query } = this.#database
    const { rows } = await query(
      'SELECT size, (SELECT count(*) FROM part WHERE file = name) AS parts FROM file WHERE name = $1',
      file,
    )
    if (!rows[0]) return undefined
    const parts: Uint8Array<ArrayBuffer>[] = []
    for (let number = 0; number < Number(rows[0]['parts']); number++) {
      const part = await query('SELECT bytes FROM part WHERE file = $1 AND number = $2', file, number)
      const bytes = part.rows[0]?.['bytes']
      // Erased at this moment.
      if (!Buffer.isBuffer(bytes)) return undefined
      parts.push(new Uint8Array(bytes))
    }
    const length = parts.reduce((sum, part) => sum + part.length, 0)
    return length === Number(rows[0]['size']) ? new Blob(parts, { type }) : undefined
  }

  remove(files: readonly StoredFile[]): Promise<void> {
    return this.#removeNamed(files.map(({ file }) => file))
  }

  /** Removes every file that nothing refers to: a crash between its last byte and the commit left it. */
  async sweep(): Promise<number> {
    const { patient, now } = this.#database
    const { count } = await patient.query(
      `DELETE FROM file WHERE changed_at <= ${now()} - $1::bigint
       AND ${UNREFERRED}`,
      ORPHAN_MS,
    )
    return count
  }

  async #store(arrival: ArrivingFiles, fill: (write: Write) => Promise<void>): Promise<string> {
    const { query, clock } = this.#database
    const file = randomUUID()
    arrival.files.push(file)
    await query(`INSERT INTO file (name, changed_at) VALUES ($1, ${clock()})`, file)
    let number = 0
    let held: Buffer[] = []
    let bytes = 0
    const flush = async () => {
      const part = Buffer.concat(held)
      held = []
      bytes = 0
      await this.#writePart(file, number++, part)
    }
    await fill(async (chunk) => {
      await this.#makeRoomFor(chunk.length, arrival)
      this.#sizes.set(file, (this.#sizes.get(file) ?? 0) + chunk.length)
      held.push(chunk)
      bytes += chunk.length
      if (bytes >= PART_BYTES) await flush()
    })
    if (bytes > 0) await flush()
    return file
  }

  /** Rejects for a file that has given way. */
  async #writePart(file: string, number: number, bytes: Buffer): Promise<void> {
    const { query, clock } = this.#database
    await query(
      `WITH written AS (INSERT INTO part (file, number, bytes) VALUES ($1, $2, $3))
       UPDATE file SET size = size + $4, changed_at = ${clock()} WHERE name = $1`,
      file,
      number,
      bytes,
      bytes.length,
    )
  }

  async #makeRoomFor(bytes: number, arrival: ArrivingFiles): Promise<void> {
    const fits = () => this.#used + bytes <= this.#maxBytes
    if (!fits() && !arrival.gaveWay) {
      // Of tickets that exist: they are kept for an operator only, and others need the room.
      // Each attachment asks for its message: the other way round, everything that was ever delivered would be read.
      await dropFiles(
        this.#database.patient.query,
        `(SELECT state FROM submission WHERE id = attachment.submission) = 'delivered'`,
      )
      await this.#look()
    }
    // What gave way takes nobody else's place with what still comes of it.
    while (!fits() && !arrival.gaveWay) {
      const other = whoGivesWay(this.#arrivals, arrival, bytes, (one) => this.#sizes.get(one) ?? 0)
      await this.#dismiss(other ?? arrival)
    }
    if (arrival.gaveWay) throw new NoRoom()
  }

  get #used(): number {
    let arriving = 0
    for (const size of this.#sizes.values()) arriving += size
    return this.#others.bytes + arriving
  }

  /** How much there is beside what is arriving here. */
  async #look(): Promise<void> {
    const { rows } = await this.#database.query(
      'SELECT coalesce(sum(size), 0) AS bytes FROM file WHERE name <> ALL ($1::text[])',
      [...this.#sizes.keys()],
    )
    this.#others = { bytes: Number(rows[0]?.['bytes']), at: performance.now() }
  }

  async #dismiss(arrival: ArrivingFiles): Promise<void> {
    arrival.gaveWay = true
    this.#arrivals.delete(arrival)
    for (const file of arrival.files) this.#sizes.delete(file)
    await this.#removeNamed(arrival.files)
  }

  /** An arrival is over: what is left of it is stored like everybody's. */
  #settle({ files }: ArrivingFiles): void {
    for (const file of files) {
      this.#others.bytes += this.#sizes.get(file) ?? 0
      this.#sizes.delete(file)
    }
  }

  async #removeNamed(files: readonly string[]): Promise<void> {
    if (files.length === 0) return
    for (const file of files) this.#sizes.delete(file)
    await this.#database.query(`DELETE FROM file WHERE name = ANY ($1::text[]) AND ${UNREFERRED}`, files)
  }
}
