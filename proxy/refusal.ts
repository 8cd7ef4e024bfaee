/**
 * Errors that a request ends in: thrown anywhere below the app, answered as `Problem` JSON by its error handler.
 */
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { FieldProblem, ProblemCode, Problem } from './contract/problems.ts'

/** The status that each code is answered with. */
export const STATUS: Record<ProblemCode, ContentfulStatusCode> = {
  bad_body: 400,
  origin_missing: 403,
  origin_denied: 403,
  challenge_required: 403,
  identity_invalid: 403,
  proof_required: 403,
  code_wrong: 403,
  bad_token: 403,
  unknown_site: 404,
  not_found: 404,
  unknown_conversation: 404,
  method_not_allowed: 405,
  too_slow: 408,
  conflict: 409,
  no_follow_up: 409,
  too_large: 413,
  bad_type: 415,
  invalid: 422,
  rate_limited: 429,
  internal: 500,
  overloaded: 503,
  store_unavailable: 503,
  no_room: 507,
}

/** A refused request. `message` is for developers and says what to do. */
export class Refusal extends Error {
  readonly code: ProblemCode
  readonly fields: Record<string, FieldProblem> | undefined
  /** Seconds to wait, for the header `Retry-After`. */
  readonly retryAfter: number | undefined
  /** Tells the log, for one that is told there: to be called when it is what the sender is answered. */
  readonly tell: () => void

  constructor(
    code: ProblemCode,
    message: string,
    fields?: Record<string, FieldProblem>,
    retryAfter?: number,
    tell = () => {},
  ) {
    super(message)
    this.code = code
    this.fields = fields
    this.retryAfter = retryAfter
    this.tell = tell
  }

  get status(): ContentfulStatusCode {
    return STATUS[this.code]
  }

  /** The answer's body. */
  problem(requestId: string): Problem {
    const { code, message, fields } = this
    return { code, message, ...(fields && { fields }), requestId }
  }
}

/** Whether an error says that code of ours has done what no code may do: no store fails like that. */
export const isBug = (error: unknown): boolean =>
  [TypeError, RangeError, ReferenceError].some((kind) => error instanceof kind)

/**
 * The refusal of whatever the store did not do, which the log tells the operator.
 * @param text What was not done, and what to do.
 * @throws The error itself where it is none of the store's: a refusal, or a fault of ours, which would pass for an outage.
 */
export function storeFailed(
  log: (level: 'error', event: string, facts: { why: string }) => void,
  error: unknown,
  text: string,
): Refusal {
  if (error instanceof Refusal || isBug(error)) throw error
  log('error', 'store_failed', { why: error instanceof Error ? error.message : 'unknown' })
  return new Refusal('store_unavailable', text, undefined, 10)
}

/** What the store answers, or the refusal that says that nothing was done. */
export async function stored<Result>(
  log: Parameters<typeof storeFailed>[0],
  answer: Promise<Result>,
): Promise<Result> {
  try {
    return await answer
  } catch (error) {
    throw storeFailed(log, error, 'Nothing was done. Send it again.')
  }
}

/** Most problems with names that no form has: a body has room for thousands, and nobody mends them one by one. */
const STRANGE_MAX = 20

/**
 * A refusal that tells what is wrong with fields: all of it for those of the form, and for names that somebody made up
 * as far as there is room.
 */
export function wrongFields(
  why: string,
  problems: Readonly<Record<string, FieldProblem>>,
  isOurs: (name: string, problem: FieldProblem) => boolean,
): Refusal {
  const all = Object.entries(problems)
  const ours = all.filter(([name, problem]) => isOurs(name, problem))
  const strange = all.filter(([name, problem]) => !isOurs(name, problem))
  const told = [...ours, ...strange.slice(0, Math.max(0, STRANGE_MAX - ours.length))]
  const fields = Object.create(null) as Record<string, FieldProblem> // names are the sender's: `__proto__` too
  for (const [name, problem] of told) fields[name] = problem
  const names = told.map(([name, problem]) => `${name} (${problem})`)
  return new Refusal('invalid', `${why}: ${names.join(', ')}.`, fields)
}

/** A message that needs work first, and which. */
export class ChallengeRequired extends Refusal {
  readonly challenge: string

  constructor(challenge: string, tell?: () => void) {
    const text = 'Solve the challenge and send again, with the same id: see docs/api.md.'
    super('challenge_required', text, undefined, undefined, tell)
    this.challenge = challenge
  }

  override problem(requestId: string): Problem {
    return { ...super.problem(requestId), challenge: this.challenge }
  }
}
