/** Asks the doctor, once at a time, and keeps what it said last. */
import { setTimeout } from 'node:timers/promises'
import type { Check } from '../database-check.ts'
import type { Examination } from './sites.ts'

/** How long whoever asks waits for the answer. */
const PATIENCE_MS = 5000

export class Examining {
  readonly #examine: () => Promise<Check[]>
  readonly #now: () => number
  #latest: Examination = { running: false, at: undefined, checks: [] }
  #running: Promise<void> | undefined

  constructor(examine: () => Promise<Check[]>, now: () => number) {
    this.#examine = examine
    this.#now = now
  }

  get latest(): Examination {
    return { ...this.#latest, running: this.#running !== undefined }
  }

  /** Begins, unless it is being done; resolves when it is done, or is taking long. */
  async begin(): Promise<void> {
    this.#running ??= this.#run().finally(() => (this.#running = undefined))
    await Promise.race([this.#running, setTimeout(PATIENCE_MS, undefined, { ref: false })])
  }

  async #run(): Promise<void> {
    try {
      this.#latest = { running: false, at: this.#now(), checks: await this.#examine() }
    } catch (error) {
      const failed = error instanceof Error ? error.message : String(error)
      this.#latest = { ...this.#latest, failed }
    }
  }
}
