/** What can be wrong with a request or a field, as codes; the widget turns them into words. */
import type { ConfirmMode } from './email/code.ts'

/** Why a field was refused. The widget turns the code into words in the visitor's language. */
export const FIELD_PROBLEMS = [
  'required',
  'invalid', // not what its type, pattern or list of options says
  'too_short',
  'too_long', // a text, in code points
  'too_low', // a number, or a date before the first one allowed
  'too_high',
  'too_few', // options that were ticked
  'too_many', // options that were ticked, or files
  'too_large', // a file
  'empty', // a file without content
  'bad_type', // a file that is not of an allowed type, or not what it says it is
  'outdated', // a consent to a text that has been replaced since
  'duplicate', // sent twice
  'unknown',
] as const
export type FieldProblem = (typeof FIELD_PROBLEMS)[number]

/** Why a request was refused: the machine-readable half of every error answer. */
export const PROBLEM_CODES = [
  'bad_body', // 400: the body is not what its content type says
  'origin_missing', // 403: no Origin header
  'origin_denied', // 403: the site does not list this origin
  'challenge_required', // 403: solve `challenge` and send again with the same id
  'identity_invalid', // 403: signature or token is wrong, expired, or missing where the site requires one
  'proof_required', // 403: prove the address by a signed identity, or a session; what was sent proves nothing (any more)
  'code_wrong', // 403: no code that counts in this browser is this one; ask for a new one
  'bad_token', // 403: the form was opened too long ago, or its token is not ours
  'unknown_site', // 404
  'not_found', // 404
  'unknown_conversation', // 404: no message has this receipt: it is wrong, too old, or another site's
  'method_not_allowed', // 405
  'conflict', // 409: this id was used for another content
  'no_follow_up', // 409: this conversation takes no further message; write a new one
  'too_slow', // 408: the body did not arrive in time
  'too_large', // 413
  'bad_type', // 415: neither multipart, urlencoded nor JSON
  'invalid', // 422: see `fields`
  'rate_limited', // 429: see Retry-After; send again with the same id
  'internal', // 500
  'overloaded', // 503: nothing was stored; see Retry-After, send again with the same id
  'store_unavailable', // 503: nothing was stored; send again with the same id
  'no_room', // 507: nothing was stored, because there is no room for the files; send without them, or later
] as const
export type ProblemCode = (typeof PROBLEM_CODES)[number]

/** The JSON body of every error answer. `message` is for developers, never shown to visitors. */
export interface Problem {
  code: ProblemCode
  message: string
  fields?: Record<string, FieldProblem>
  /** With `challenge_required`: the JSON text of an ALTCHA v2 challenge. */
  challenge?: string
  requestId: string
}

/** The JSON body of a 202: the submission is on disk and will become exactly one ticket. */
export interface Accepted {
  /** One token of letters and digits that stands in the ticket and can be searched for. */
  reference: string
  /** `queued` until the ticket is known to exist, then `delivered`. */
  state: 'queued' | 'delivered'
  /**
   * The site wants the address confirmed by a code in this browser: `before` it is delivered, which then waits an hour at
   * most, or `after`.
   */
  confirm?: Exclude<ConfirmMode, 'off'>
}
