/** What the delivery says of itself: lines of the log, and what metrics count. */
import { gateAsked, messageMoved } from '../happenings.ts'
import type { Log } from '../log.ts'
import type { Entry, Settlement } from '../store/records.ts'

/** Tells what became of an entry, `passedMs` after it was taken up. */
export function tellSettled(log: Log, entry: Entry, settlement: Settlement, passedMs: number): void {
  const { id, reference, site, state: from } = entry
  const { state } = settlement
  const facts = { id, reference, site, from, state }
  if (settlement.state === 'delivered') log('info', 'submission', { ...facts, ticket: settlement.ticket })
  else log(state === 'dead' ? 'error' : 'warn', 'submission', { ...facts, why: settlement.why })
  messageMoved.tell({
    site,
    outcome: state === 'pending' ? 'postponed' : state,
    ageMs: Math.max(0, entry.ageMs + passedMs),
    // The call that made it is counted when it leaves; one that a search has found was counted before.
    tries: Math.max(1, from === 'unsure' ? entry.attempts : entry.attempts + 1),
  })
}

/** How long to wait before looking again whether a call may leave: a timer stands still while the machine sleeps. */
const SHUT_MS = 1000

/** Tells that no call may leave for so long; how long to wait before another look. */
export function whileShut(waitMs: number): number {
  gateAsked.tell({ lane: 'tickets', passed: false })
  return Math.min(waitMs, SHUT_MS)
}
