/** Where a run is: one line that stays at its place in a terminal, a new line now and then anywhere else. */
import type { RunProgress } from '../../import/send/run-import.ts'
import { duration, grouped } from './survey-text.ts'

const REDRAW_MS = 200
const LINE_MS = 30_000
const TICK_MS = 1000
const BAR = 20
/** The rate is of the tickets of the last so many milliseconds. */
const RATE_MS = 120_000

export interface ProgressOptions {
  write: (text: string) => void
  isTerminal: boolean
  /** Tickets that are to be sent; undefined when nobody has counted them. */
  total: number | undefined
  /** How far it is at its beginning. */
  start: RunProgress
  now: () => number
  /** What is waited for, in words. */
  waitsFor: () => string | undefined
}

export interface ProgressLine {
  show: (progress: RunProgress) => void
  /** Ends the line of a terminal, and shows nothing more. */
  end: () => void
}

/** Tickets that nothing more is to be done about in this run. */
const sentOf = ({ done, refused, failed, held }: RunProgress): number => done + refused + failed + held

export function createProgress({
  write,
  isTerminal,
  total,
  start,
  now,
  waitsFor,
}: ProgressOptions): ProgressLine {
  const marks: { at: number; sent: number }[] = [{ at: now(), sent: 0 }]
  let shownAt = now()
  const lineOf = (progress: RunProgress): string => {
    const sent = sentOf(progress)
    const waiting = waitsFor()
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
      `${grouped(sent - progress.done + progress.problems)} not imported`,
      ...(waiting === undefined ? [] : [waiting]),
    ].join('  ')
  }
  let last = start
  const draw = (progress: RunProgress) => {
    const at = now()
    if (at - shownAt < (isTerminal ? REDRAW_MS : LINE_MS)) return
    shownAt = at
    marks.push({ at, sent: sentOf(progress) })
    while (marks.length > 2 && at - (marks[0]?.at ?? at) > RATE_MS) marks.shift()
    // To the end of the line: what stood there may have been longer.
    write(isTerminal ? `\r${lineOf(progress)}\u001b[K` : `${lineOf(progress)}\n`)
  }
  // While nothing happens at all too: then it says what is waited for.
  const timer = setInterval(() => draw(last), TICK_MS)
  timer.unref()
  return {
    show(progress) {
      last = progress
      draw(progress)
    },
    end() {
      clearInterval(timer)
      if (isTerminal) write('\r\u001b[K')
    },
  }
}
