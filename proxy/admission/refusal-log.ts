/** What was refused or asked for work, bunched. */
import { BunchedLines } from '../log.ts'
import type { Log } from '../log.ts'
import { limitReached } from '../happenings.ts'

/** `refused`: over a limit. `challenged`: must solve a challenge first. */
type Event = 'refused' | 'challenged'

/** Who it was: a site, and a client's pseudonym. */
interface Who {
  site: string
  client: string
}

/** One line for each event, reason, site and client. */
export class RefusalLog {
  readonly #lines: BunchedLines<{ event: Event; why: string } & Who>

  constructor(log: Log) {
    this.#lines = new BunchedLines(({ event, ...facts }) => log('warn', event, facts))
  }

  count(event: Event, why: string, { site, client }: Who): void {
    limitReached.tell({ site, limit: why, answer: event })
    this.#lines.count({ event, why, site, client })
  }

  report(): void {
    this.#lines.report()
  }
}
