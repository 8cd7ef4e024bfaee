/**
 * The last to hear of an error that nobody waited for. The error of one request must not be everybody's end, as it is
 * where nobody listens; that of a database on a failing disk is, in good order: what it holds is in doubt until it has
 * been opened and checked anew.
 */
import type { Log } from '../log.ts'

const REPORT_EVERY_MS = 10_000

/** Different errors between two reports. */
const LINES_MAX = 20

/** What can be said of an error. Anything can be thrown, and what fails in here ends the process. */
function told(error: unknown): string {
  try {
    return error instanceof Error ? (error.stack ?? error.message) : String(error)
  } catch {
    return 'an object that cannot be told'
  }
}

/**
 * Logs an error once, and how often it came again: what can be repeated from outside must not flood the log.
 * @param isInDoubt Whether the error is one after which nothing can be said of the store.
 * @param stop Ends the process in good order, with an error.
 */
export function createLastResort(
  log: Log,
  isInDoubt: (error: unknown) => boolean,
  stop: () => void,
): (error: unknown) => void {
  const again = new Map<string, number>()
  const report = () => {
    for (const [why, count] of again) if (count > 0) log('error', 'unexpected_again', { why, count })
    again.clear()
  }
  return (error) => {
    const why = told(error)
    const count = again.get(why)
    if (again.size === 0) setTimeout(report, REPORT_EVERY_MS).unref()
    if (count !== undefined) again.set(why, count + 1)
    else if (again.size < LINES_MAX) {
      again.set(why, 0)
      log('error', 'unexpected', { why })
    }
    if (isInDoubt(error)) stop()
  }
}

/** Listens for what nobody waited for, in this process. */
export function listenForTheUnexpected(...hearing: Parameters<typeof createLastResort>): void {
  const hear = createLastResort(...hearing)
  process.on('uncaughtException', hear)
  process.on('unhandledRejection', hear)
}
