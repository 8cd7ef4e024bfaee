/**
 * The log: one JSON line for each event. The type of `Facts` is the allow-list: there is no field for a message,
 * a name or an address, so none can slip in.
 */

type Level = 'info' | 'warn' | 'error'

/** All that a log line may say besides its time, level and event. */
interface Facts {
  id?: string
  reference?: string
  site?: string
  channel?: string
  ticket?: string
  /** What is done with a ticket after it was made. */
  step?: string
  state?: string
  from?: string
  /** Why something happened, in words of ours or a status code; never text from a visitor or the helpdesk. */
  why?: string
  /** A client's pseudonym: a hash of its network with a salt that changes every day. */
  client?: string
  attempts?: number
  count?: number
  ms?: number
  status?: number
  method?: string
  path?: string
  requestId?: string
  signal?: string
  url?: string
}

export type Log = (level: Level, event: string, facts?: Facts) => void

/** A log that hands each finished line (with its line end) to `write`. */
export function createLog(write: (line: string) => void, now: () => number = Date.now): Log {
  return (level, event, facts = {}) =>
    write(`${JSON.stringify({ time: new Date(now()).toISOString(), level, event, ...facts })}\n`)
}

/**
 * A `write` to a stream that may fail: a full disk behind `>`, a reader that has gone. That must not end the process; it
 * is told by `trouble`, since the log cannot.
 */
export function survivingOutput(stream: NodeJS.WritableStream): {
  write: (text: string) => void
  trouble: () => string | undefined
} {
  let trouble: string | undefined
  const fail = (error: unknown) => {
    const why = error instanceof Error ? error.message : String(error)
    trouble ??= `The log cannot be written to standard output (${why}): lines are lost until the proxy is started again`
  }
  stream.on('error', fail)
  return {
    write(text) {
      try {
        stream.write(text)
      } catch (error) {
        fail(error)
      }
    },
    trouble: () => trouble,
  }
}

/**
 * A `write` that hands lines on in bunches: each write to a pipe or a file is a system call that blocks the process.
 * `flush` writes what is left, to be called before the process ends.
 */
export function bunch(write: (lines: string) => void): { write: (line: string) => void; flush: () => void } {
  let lines = ''
  const flush = () => {
    if (lines !== '') write(lines)
    lines = ''
  }
  return {
    write(line) {
      if (lines === '') setImmediate(flush)
      lines += line
    },
    flush,
  }
}

const REPORT_EVERY_MS = 10_000

/** Different lines between two reports; what comes in addition is not told. */
const LINES_MAX = 100

/**
 * Lines for what anybody can have happen as often as they like: a flood must not flood the log. Counts of one process,
 * written every ten seconds as long as there are any.
 */
export class BunchedLines<Line extends object> {
  readonly #write: (line: Line & { count: number }) => void
  readonly #lines = new Map<string, Line & { count: number }>()

  constructor(write: (line: Line & { count: number }) => void) {
    this.#write = write
  }

  count(line: Line): void {
    const key = JSON.stringify(line)
    const known = this.#lines.get(key)
    if (known) {
      known.count++
      return
    }
    if (this.#lines.size === 0) setTimeout(() => this.report(), REPORT_EVERY_MS).unref()
    if (this.#lines.size < LINES_MAX) this.#lines.set(key, { ...line, count: 1 })
  }

  /** Writes one line for all that were alike, and begins anew. */
  report(): void {
    for (const line of this.#lines.values()) this.#write(line)
    this.#lines.clear()
  }
}
