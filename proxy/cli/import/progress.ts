/** Where a run is: one line that stays at its place in a terminal, a new line now and then anywhere else. */
import type { RunProgress } from '../../import/send/run-import.ts'
import { duration, grouped } from './survey-text.ts'

const REDRAW_MS = 200
const LINE_MS = 30_000
const BAR = 20
/** The rate is of the tickets of the last so many milliseconds. */
const RATE_MS = 120_000

export interface ProgressOptions {
  write: (text: string) => void
  isTerminal: boolean
  /** Tickets that are to be sent; undefined when nobody has counted them. */
  total: number | undefined
  now: () => number
}

export interface ProgressLine {
  show: (progress: RunProgress) => void
  /** Ends the line of a terminal. */
  end: () => void
}

export function createProgress({ write, isTerminal, total, now }: ProgressOptions): ProgressLine {
  const marks: { at: number; sent: number }[] = [{ at: now(), sent: 0 }]
  let shownAt = now()
  const lineOf = ({ done, refused, failed, problems }: RunProgress): string => {
    const sent = done + refused + failed
    const first = marks[0] ?? { at: now(), sent: 0 }
    const perMinute = ((sent - first.sent) / Math.max(1, now() - first.at)) * 60_000
    const rest = total === undefined ? 0 : Math.max(0, total - sent)
    const share = total ? Math.min(1, sent / total) : 0
    const filled = Math.round(share * BAR)
    return [
      ...(isTerminal && total ? [`[${'#'.repeat(filled)}${' '.repeat(BAR - filled)}]`] : []),
      total === undefined ? grouped(sent) : `${grouped(sent)} of ${grouped(total)}`,
      `${Math.round(perMinute)} a minute`,
      ...(rest > 0 && perMinute > 0 ? [`${duration(rest / perMinute)} left`] : []),
      `${grouped(refused + failed + problems)} not imported`,
    ].join('  ')
  }
  return {
    show(progress) {
      const at = now()
      if (at - shownAt < (isTerminal ? REDRAW_MS : LINE_MS)) return
      shownAt = at
      marks.push({ at, sent: progress.done + progress.refused + progress.failed })
      while (marks.length > 2 && at - (marks[0]?.at ?? at) > RATE_MS) marks.shift()
      // To the end of the line: what stood there may have been longer.
      write(isTerminal ? `\r${lineOf(progress)}\u001b[K` : `${lineOf(progress)}\n`)
    },
    end() {
      if (isTerminal) write('\r\u001b[K')
    },
  }
}
