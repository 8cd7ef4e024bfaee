/** What was refused or asked for work, bunched: a flood must not flood the log. */
import { limitReached } from '../happenings.ts'
import type { Log } from '../log.ts'

const REPORT_EVERY_MS = 10_000

/** Different lines between two reports; what comes in addition is only in the total of the others. */
const LINES_MAX = 100

/** `refused`: over a limit. `challenged`: must solve a challenge first. */
type Event = 'refused' | 'challenged'

/** Who it was: a site, and a client's pseudonym. */
interface Who {
  site: string
  client: string
}

/** Counts of one process, written to the log every ten seconds as long as there are any. */
export class RefusalLog {
  readonly #log: Log
  readonly #lines = new Map<string, { event: Event; why: string; count: number } & Who>()

  constructor(log: Log) {
    this.#log = log
  }

  count(event: Event, why: string, { site, client }: Who): void {
    limitReached.tell({ site, limit: why, answer: event })
    const key = `${event} ${why} ${site} ${client}`
    const line = this.#lines.get(key)
    if (line) {
      line.count++
      return
    }
    if (this.#lines.size === 0) setTimeout(() => this.report(), REPORT_EVERY_MS).unref()
    if (this.#lines.size < LINES_MAX) this.#lines.set(key, { event, why, site, client, count: 1 })
  }

  /** Writes one line for each event, reason, site and client, and begins anew. */
  report(): void {
    for (const { event, ...facts } of this.#lines.values()) this.#log('warn', event, facts)
    this.#lines.clear()
  }
}
