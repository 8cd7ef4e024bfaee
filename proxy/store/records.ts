/** What the store keeps, as the rest of the proxy sees it. */
import type { Submission } from '../contract/submission.ts'
import type { Value } from '../contract/form.ts'

/** A file that came with a submission. */
export interface StoredFile {
  /** Its name in the spool: random. */
  file: string
  /** The name the visitor gave it, cleaned. */
  name: string
  /** The type it was declared to be. */
  type: string
  /** In bytes. */
  size: number
  /** SHA-256 of its content, in base64. */
  digest: string
}

/** What the proxy found out about a visitor. */
export interface VerifiedIdentity {
  /** Whether the site's server vouches for the e-mail address. */
  verified: boolean
  /** What else it says of the visitor. */
  name?: string
  context?: Record<string, string | number | boolean>
}

/** A submission as it is kept: what was written, and what was found out; never a signature, a token or a challenge. */
export interface StoredSubmission extends Omit<
  Submission,
  'identity' | 'challenge' | 'website' | 'token' | 'fields' | 'consent'
> {
  site: string
  /** Of the fields that were shown, those that were filled; cleaned. */
  fields?: Record<string, Value>
  /** Version of the text that the visitor saw, and when it came with the message (ISO 8601). */
  consent?: { version: string; at: string }
  files?: readonly StoredFile[]
  identity?: VerifiedIdentity | undefined
  /** Set when the hidden field was filled. */
  suspicious?: true
  /** Random, and told to the helpdesk only: how the ticket is recognised. Missing in rows of older releases. */
  mark?: string
}

/** A submission whose fields are what the site's form asks for. */
export type CheckedSubmission = Omit<Submission, 'fields' | 'consent' | 'token'> &
  Pick<StoredSubmission, 'site' | 'fields' | 'consent'>

/** What follows the ticket, one call each. `target` is a ULID; of a note, its HTML. */
export interface PlannedStep {
  kind: 'tag' | 'team' | 'assignee' | 'note'
  target: string
}

/** What spends a challenge: kept until the challenge would have expired. */
export interface SpentChallenge {
  nonce: string
  until: number
}

/**
 * `pending → sending → delivered | pending | unsure | dead`; `unsure → delivered | pending`.
 * `unsure` means that the helpdesk may or may not have the ticket.
 */
export type State = 'pending' | 'sending' | 'unsure' | 'delivered' | 'dead'

/** One row that is not settled yet. */
export interface Entry {
  id: string
  reference: string
  site: string
  state: State
  /** Undefined when what is stored cannot be read. */
  submission: StoredSubmission | undefined
  acceptedAt: number
  attempts: number
}

/** What `accept` found: a new row or the same submission again; the id with another content; a spent challenge. */
export type Receipt =
  | { type: 'accepted'; reference: string; state: State; fresh: boolean }
  | { type: 'conflict' }
  | { type: 'spent' }

/** What becomes of an entry after a step. Times are milliseconds since the epoch. */
export type Settlement =
  | { state: 'delivered'; ticket: string }
  | { state: 'dead'; why: string }
  | { state: 'pending' | 'unsure'; dueAt: number; why: string; attempts: number }
