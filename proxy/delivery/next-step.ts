/** What an answer of the helpdesk leads to: pure functions of outcome, entry and circumstances. */
import type { CreateOutcome, FollowOutcome } from '../helpdesk/client.ts'
import { STUCK_TRIES } from '../store/records.ts'
import type { Look } from '../helpdesk/ticket-search.ts'
import type { Entry, Settlement } from '../store/records.ts'
import { afterLooks, backoff, looksTold, rest, withoutLooks } from './waits.ts'

/** Tries in a row that are made as soon as it is safe; more are no accident. */
const BRISK_TRIES = 2

/** What an answer turned out to be when it was looked into: see `Misconfiguration.confirm`. */
export interface Misconfigured {
  type: 'misconfigured'
  /** What the check was answered. */
  status: number
  /** What the call itself was answered; undefined for one that makes neither ticket nor note. */
  refused: number | undefined
  /** For how long the channel is left alone. */
  holdMs?: number
}

/** A 4xx that could not be looked into: nobody knows whose fault it is. */
export interface Undecided {
  type: 'undecided'
  /** What the call itself was answered. */
  refused: number
}

/** An answer whose 4xx has been looked into. */
export type SendOutcome = CreateOutcome | Misconfigured | Undecided
export type StepOutcome = FollowOutcome | Misconfigured | Undecided

/** Whether the helpdesk worked, as far as an outcome tells. */
export const isHealthy = ({ type }: SendOutcome | StepOutcome): boolean =>
  type !== 'unsent' && type !== 'unsure' && type !== 'undecided'

/**
 * Statuses that say that this ticket was not made and never will be. After any other the ticket may exist: web frameworks
 * tell of what was made by a redirect, and a firewall may look at the answer too.
 */
export const REFUSALS: ReadonlySet<number> = new Set([400, 413, 415, 422])

/** Statuses that say that this ticket or note was not made, and may be once the configuration is repaired. */
export const BARRED: ReadonlySet<number | undefined> = new Set([undefined, 400, 401, 413, 415, 422])

/** What a message is tried once more after: whatever was refused may be repaired by the time it is looked into. */
const refusedOnce = (why: string): string => `once ${why}`

/** What a refusal leads to that is believed when it comes twice, `waitMs` apart: what it is about may be repaired. */
function afterRefusal(why: string, entry: Entry, waitMs: number): Settlement {
  const attempts = entry.attempts + 1
  return entry.why?.endsWith(refusedOnce(why)) === true
    ? { state: 'dead', why, attempts }
    : { state: 'pending', waitMs, why: refusedOnce(why), attempts }
}

/** A refusal of the sender's address and nothing else. Who finds no domain at the moment takes every address for wrong. */
const OF_ADDRESS = /^422( from_contact\S*)+$/
const ADDRESS_AGAIN_MS = 900_000

export interface Circumstances {
  random: () => number
  settleDelayMs: number
}

/** What an attempt to send leads to. That there is no ticket for a note is kept in mind: it would be found out again. */
export function afterSend(outcome: SendOutcome, entry: Entry, circumstances: Circumstances): Settlement {
  const settlement = afterAnswer(outcome, entry, circumstances)
  return settlement.state === 'pending' && hasNoTicket(entry)
    ? { ...settlement, why: `${absentAfter(NO_TICKET)}; ${settlement.why}` }
    : settlement
}

function afterAnswer(outcome: SendOutcome, entry: Entry, circumstances: Circumstances): Settlement {
  const { random, settleDelayMs } = circumstances
  const attempts = entry.attempts + 1
  switch (outcome.type) {
    case 'delivered':
      return { state: 'delivered', ticket: outcome.ticket, attempts }
    case 'refused':
      return OF_ADDRESS.test(outcome.why)
        ? afterRefusal(outcome.why, entry, ADDRESS_AGAIN_MS)
        : { state: 'dead', why: outcome.why, attempts }
    case 'limited':
      return { state: 'pending', waitMs: 0, why: 'limited', attempts: entry.attempts }
    case 'misconfigured': {
      const { status, refused, holdMs = 0 } = outcome
      const kept = { why: String(status), attempts: entry.attempts }
      if (BARRED.has(refused)) return { state: 'pending', waitMs: holdMs, ...kept }
      return { state: 'unsure', waitMs: Math.max(holdMs, settleDelayMs), ...kept }
    }
    case 'rejected': {
      const { status, why = String(status) } = outcome
      if (REFUSALS.has(status)) return afterRefusal(why, entry, backoff(attempts, random))
      return { state: 'unsure', waitMs: settleDelayMs, why, attempts }
    }
    case 'undecided': {
      const why = String(outcome.refused)
      if (BARRED.has(outcome.refused))
        return { state: 'pending', waitMs: backoff(attempts, random), why, attempts }
      return { state: 'unsure', waitMs: settleDelayMs, why, attempts }
    }
    case 'unsent':
      return { state: 'pending', waitMs: backoff(attempts, random), why: outcome.why, attempts }
    case 'unsure':
      return { state: 'unsure', waitMs: settleDelayMs, why: outcome.why, attempts }
  }
}

/** What an entry waited for, and not what went wrong. */
const CAUSELESS: ReadonlySet<string> = new Set(['limited', 'searching'])

/** What a message has that was looked for in vain after this went wrong. */
const absentAfter = (cause: string): string => `absent ${cause}`

/** A note that was answered with 404: its ticket is not there, or something between us and the helpdesk says so. */
export const NO_TICKET = 'note 404'

/** Whether a note was answered so, and is not there: its words go as a ticket then. */
export const hasNoTicket = ({ why }: Pick<Entry, 'why'>): boolean =>
  why?.startsWith(absentAfter(NO_TICKET)) === true

/** When a message is sent that was looked for in vain. At once, but for one that always ends like this. */
function afterAbsence(entry: Entry, { random }: Circumstances): Settlement {
  // At least one, or a row whose first call was interrupted would pass for a fresh one.
  const attempts = Math.max(1, entry.attempts)
  const waitMs = attempts > BRISK_TRIES ? backoff(attempts, random) : 0
  const cause = entry.why && withoutLooks(entry.why)
  const why = cause === undefined || CAUSELESS.has(cause) ? 'absent' : absentAfter(cause)
  return { state: 'pending', waitMs, why, attempts }
}

/** Tries after which a ticket that is answered with 403 is out of reach: the configuration was found to be in order each time. */
const FORBIDDEN_TRIES = 4

/** Whether an answer about the ticket of a note says that there is none for us: it is gone, or where the token does not reach. */
export const isOutOfReach = (
  answer: { type: string; status?: number } | undefined,
  { attempts }: Pick<Entry, 'attempts'>,
): boolean =>
  answer?.type === 'rejected' &&
  (answer.status === 404 || (answer.status === 403 && attempts >= FORBIDDEN_TRIES))

/** The ticket that a note may be on is answered with 404: see `isMissing`. */
export interface Away {
  type: 'away'
}

/** Looks that are answered so within half an hour before that is believed of a ticket whose note may be written. */
const AWAY_LOOKS = 4

/**
 * Whether a ticket that is answered with 404 is missing. The note was, too, or it is so again and again: something in
 * between may say so, and one that was taken out by mistake comes back, with our note on it.
 */
const isMissing = (entry: Entry): boolean =>
  entry.why === NO_TICKET || (entry.why?.startsWith(NO_TICKET) === true && looksTold(entry.why) >= AWAY_LOOKS)

/** What a look for the note that a message may have become says of the message; `no note`: it may be a ticket. */
export function afterNoteLook(look: Look, entry: Entry): Look | Away | 'no note' {
  const isAway = isOutOfReach(look, entry)
  if (isAway && !isMissing(entry)) return { type: 'away' }
  return isAway || look.type === 'absent' ? 'no note' : look
}

/** What a search for an unsure submission leads to. A search that failed proves nothing: it stays unsure. */
export function afterSearch(
  finding: Look | Away | Misconfigured | Undecided,
  entry: Entry,
  circumstances: Circumstances,
): Settlement {
  const { random, settleDelayMs } = circumstances
  const attempts = entry.attempts + 1
  const looks = looksTold(entry.why)
  switch (finding.type) {
    case 'found':
      return { state: 'delivered', ticket: finding.ticket }
    case 'absent':
      return afterAbsence(entry, circumstances)
    case 'away': {
      const why = afterLooks(NO_TICKET, looks + 1)
      return { state: 'unsure', waitMs: rest(looks + 1, settleDelayMs), why, attempts }
    }
    case 'limited':
      // What went wrong is kept in mind: see `hasNoTicket`.
      return { state: 'unsure', waitMs: 0, why: entry.why ?? 'limited', attempts: entry.attempts }
    case 'misconfigured': {
      const { status, holdMs = 0 } = finding
      const why = afterLooks(String(status), looks)
      return { state: 'unsure', waitMs: holdMs, why, attempts: entry.attempts }
    }
    case 'failed': {
      const why = afterLooks(finding.why, looks)
      return { state: 'unsure', waitMs: backoff(attempts, random), why, attempts }
    }
    case 'rejected':
    case 'undecided': {
      const status = finding.type === 'rejected' ? finding.status : finding.refused
      const why = afterLooks(String(status), looks)
      return { state: 'unsure', waitMs: backoff(attempts, random), why, attempts }
    }
    case 'unclear': {
      const why = afterLooks(finding.why, looks + 1)
      // An operator should look at once: waiting alone will not help.
      const tries = Math.max(attempts, STUCK_TRIES)
      return { state: 'unsure', waitMs: rest(looks + 1, settleDelayMs), why, attempts: tries }
    }
  }
}
