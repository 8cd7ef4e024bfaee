/** What an answer leads to that is about what follows a ticket: pure functions of outcome, step and circumstances. */
import type { Look } from '../helpdesk/ticket-search.ts'
import type { Step, StepSettlement } from '../store/records.ts'
import { BARRED, REFUSALS } from './next-step.ts'
import type { Circumstances, Misconfigured, StepOutcome, Undecided } from './next-step.ts'
import { backoff } from './waits.ts'

/**
 * Tries after which a step is given up that is not answered, or not so that it means something: some three hours. Only where
 * the helpdesk answers otherwise: see `isLastTry`.
 */
const STEP_ATTEMPTS_MAX = 20

/** Tries that are made of a step which is refused: a quarter of an hour, in which what stands in between may be repaired. */
const STEP_REFUSALS_MAX = 8

/** The same of one that is refused for good: as with a message, the configuration may be repaired before it is looked into. */
const CERTAIN_REFUSALS_MAX = 2

/** Whether a step is given up if this try of it is not answered either, unless the helpdesk as a whole is away. */
export const isLastTry = ({ attempts }: Pick<Step, 'attempts'>): boolean => attempts + 1 >= STEP_ATTEMPTS_MAX

/** The next try of a step, or its end. */
function again(
  state: 'pending' | 'unsure',
  waitMs: number,
  why: string,
  attempts: number,
  most: number,
): StepSettlement {
  if (attempts < most) return { state, waitMs, why, attempts }
  return state === 'unsure' ? { state: 'failed', why, waitMs } : { state: 'failed', why }
}

/**
 * What an attempt at a step leads to. Only a note must not be written again before it has been looked for. While the
 * helpdesk `isAway`, or is not reached, no step is given up: its ticket has been promised all of it.
 */
export function afterStep(
  outcome: StepOutcome,
  step: Step,
  circumstances: Circumstances,
  isAway = false,
): StepSettlement {
  const { random, settleDelayMs } = circumstances
  const most = isAway ? Infinity : STEP_ATTEMPTS_MAX
  const attempts = step.attempts + 1
  switch (outcome.type) {
    case 'done':
      return { state: 'done' }
    case 'limited':
      return { state: 'pending', waitMs: 0, why: 'limited', attempts: step.attempts }
    case 'misconfigured': {
      const { status, refused, holdMs = 0 } = outcome
      const kept = { why: String(status), attempts: step.attempts }
      if (step.kind !== 'note' || BARRED.has(refused)) return { state: 'pending', waitMs: holdMs, ...kept }
      // It may be written all the same, as a ticket may be made: written again, agents would read it twice.
      return { state: 'unsure', waitMs: Math.max(holdMs, settleDelayMs), ...kept }
    }
    case 'rejected': {
      const why = String(outcome.status)
      if (REFUSALS.has(outcome.status))
        return again('pending', backoff(attempts, random), why, attempts, CERTAIN_REFUSALS_MAX)
      // As with a ticket: a note may be written all the same.
      return step.kind === 'note'
        ? again('unsure', settleDelayMs, why, attempts, STEP_REFUSALS_MAX)
        : again('pending', backoff(attempts, random), why, attempts, STEP_REFUSALS_MAX)
    }
    case 'undecided': {
      const why = String(outcome.refused)
      return step.kind === 'note' && !BARRED.has(outcome.refused)
        ? again('unsure', settleDelayMs, why, attempts, Infinity)
        : again('pending', backoff(attempts, random), why, attempts, Infinity)
    }
    case 'unsent':
      return again('pending', backoff(attempts, random), outcome.why, attempts, Infinity)
    case 'unsure':
      return step.kind === 'note'
        ? again('unsure', settleDelayMs, outcome.why, attempts, most)
        : again('pending', backoff(attempts, random), outcome.why, attempts, most)
  }
}

/** What a search for a note leads to. A search that failed proves nothing: it stays unsure. */
export function afterLook(
  finding: Look | Misconfigured | Undecided,
  step: Step,
  circumstances: Circumstances,
  isAway = false,
): StepSettlement {
  const { random } = circumstances
  const most = isAway ? Infinity : STEP_ATTEMPTS_MAX
  const attempts = step.attempts + 1
  switch (finding.type) {
    case 'found':
      return { state: 'done' }
    case 'absent':
      return { state: 'pending', waitMs: 0, why: 'absent', attempts: step.attempts }
    case 'limited':
      return { state: 'unsure', waitMs: 0, why: 'limited', attempts: step.attempts }
    case 'failed':
    case 'unclear':
      return again('unsure', backoff(attempts, random), finding.why, attempts, most)
    case 'misconfigured':
      return {
        state: 'unsure',
        waitMs: finding.holdMs ?? 0,
        why: String(finding.status),
        attempts: step.attempts,
      }
    case 'rejected':
      return again('unsure', backoff(attempts, random), String(finding.status), attempts, STEP_REFUSALS_MAX)
    case 'undecided':
      return again('unsure', backoff(attempts, random), String(finding.refused), attempts, Infinity)
  }
}
