/** Lets `on_no_reply` workflows run: `watchOverdue` looks every few seconds, and when it is asked to. */
import type { Desk } from '../data/desk.ts'
import { runOverdue } from './run.ts'

const EVERY_MS = 5000

/** Looking costs a query over all tickets; requests ask far more often. */
const APART_MS = 1000

export interface OverdueClock {
  look: () => void
  stop: () => void
}

/** `report` hears what goes wrong while nobody asks: thrown in a timer, it would end the process. */
export function watchOverdue(desk: Desk, report: (error: Error) => unknown): OverdueClock {
  let looked = -Infinity
  const look = () => {
    if (Math.abs(desk.now() - looked) < APART_MS) return
    looked = desk.now()
    runOverdue(desk)
  }
  const timer = setInterval(() => {
    try {
      look()
    } catch (error) {
      report(error instanceof Error ? error : new Error(String(error)))
    }
  }, EVERY_MS)
  timer.unref()
  return { look, stop: () => clearInterval(timer) }
}
