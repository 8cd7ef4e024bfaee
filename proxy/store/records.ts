/** What the store keeps, as the rest of the proxy sees it. */
import type { Submission } from '../contract/submission.ts'
import type { Value } from '../contract/form.ts'
import type { Confirmation } from './email/confirmation.ts'

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

/**
 * What a message can be found by afterwards. Kept when its text is erased: none of it tells anything to whoever does not
 * know already what he looks for.
 */
export interface Handles {
  /** SHA-256 of the secret that the visitor has, in base64url; see `receiptHash`. */
  receipt?: string
  /** A keyed hash of the e-mail address, in the one spelling that all of its spellings share. */
  address?: string
  /** The id of the message that this one goes on from: the first of its conversation. */
  chain?: string
}

/** What a further message goes on from. */
export interface Follows {
  /** What it becomes: a ticket that names the other, or a note on the other. */
  as: 'ticket' | 'note'
  /** The id of the first message of the conversation, or the ticket that was born by e-mail. */
  first?: string
  ticket?: string
  /** Of the other, for the agent: its subject, its reference, and the number of its ticket. */
  subject?: string
  reference?: string
  number?: string
}

/** A submission as it is kept: what was written, and what was found out; never a signature, a token or a challenge. */
export interface StoredSubmission extends Omit<
  Submission,
  | 'identity'
  | 'challenge'
  | 'website'
  | 'token'
  | 'fields'
  | 'consent'
  | 'receipt'
  | 'follows'
  | 'browser'
  | 'session'
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
  /** Random, and told to the helpdesk only: how ticket and notes are recognised. Missing in rows of older releases. */
  mark?: string
  noteMark?: string
  /** Set for one that goes on from another. */
  follows?: Follows
  /** In columns of their own. */
  handles?: Handles
}

/** A submission whose fields are what the site's form asks for. */
export type CheckedSubmission = Omit<Submission, 'fields' | 'consent' | 'token' | 'receipt' | 'follows'> &
  Pick<StoredSubmission, 'site' | 'fields' | 'consent' | 'handles' | 'follows'>

/** What follows the ticket, one call each. `target` is a ULID; of a note, its HTML. */
export interface PlannedStep {
  kind: 'tag' | 'team' | 'assignee' | 'note' | 'status'
  target: string
  /** The ticket that it is done to, if not the message's own. */
  ticket?: string
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
export type MessageState = 'pending' | 'sending' | 'unsure' | 'delivered' | 'dead'

/** One row that is not settled yet. */
export interface Entry {
  id: string
  reference: string
  site: string
  state: MessageState
  /** Undefined when what is stored cannot be read. */
  submission: StoredSubmission | undefined
  acceptedAt: number
  /** How long ago that was when it was handed out, by the clock that it was told by: another one may be hours off. */
  ageMs: number
  attempts: number
  /** What the last step led to, where that was no success. */
  why: string | undefined
}

/** What `accept` found: a new row or the same submission again; the id with another content; a spent challenge. */
export type Receipt =
  | { type: 'accepted'; reference: string; state: MessageState; fresh: boolean }
  | { type: 'conflict' }
  | { type: 'spent' }

/**
 * What becomes of an entry after a step; it waits for so many milliseconds, where it has to. Without a number of tries it
 * keeps the one it has. Of a ticket that `mayHaveNotes` the notes that follow are looked for before they are written.
 */
export type Settlement =
  | { state: 'delivered'; ticket: string; attempts?: number; mayHaveNotes?: boolean }
  | { state: 'dead'; why: string; attempts?: number }
  | { state: 'pending' | 'unsure'; waitMs: number; why: string; attempts: number }

/** Tries after which a message needs an operator: no accident, and no short outage. */
export const STUCK_TRIES = 8

/** `pending → done | failed`; a note is `sending` while it is written, and `unsure` when nobody knows whether it was. */
export type StepState = 'pending' | 'sending' | 'unsure' | 'done' | 'failed'

/** One step that is due, with what is needed to do it. */
export interface Step extends PlannedStep {
  submission: string
  place: number
  state: StepState
  attempts: number
  reference: string
  site: string
  ticket: string
}

/** What becomes of a step. A note that has failed may still be written by its last call, for so many milliseconds. */
export type StepSettlement =
  | { state: 'done' }
  | { state: 'failed'; why: string; waitMs?: number }
  | { state: 'pending' | 'unsure'; waitMs: number; why: string; attempts: number }

/** How far the first message of a conversation is. */
export interface First {
  state: MessageState
  ticket: string | undefined
}

/** What the documents may know of a message: nothing but that it is there when its text has been erased. */
export interface Found {
  email: string | undefined
  topic: string | undefined
}

/** What one message uses of the limits. */
export interface Charge {
  /** Charges are numbered in the order they are counted. */
  serial: number
  /** Milliseconds since the epoch. */
  at: number
  points: readonly { kind: string; key: string; points: number }[]
}

/** What goes with a message, in the commit that stores it. */
export interface Dues {
  /** The challenge that it brings: it is spent once only. */
  spend?: SpentChallenge | undefined
  /** What it uses of the limits: a crash must not give it back. */
  charge?: Charge
  /** What is done when its address is proven. */
  confirmation?: Confirmation | undefined
}

/** What the names of senders are hashed with. */
export interface Salts {
  salt: string
  /** Milliseconds since the epoch. */
  saltedAt: number
  /** The one before, while there are counters of it. */
  former: string | undefined
}

/** What was used of the limits, as it is written down every now and then. */
export interface Allowances {
  salts: Salts
  /** The counters, as JSON. */
  used: string
  /** Of the last charge that they contain. */
  serial: number
}

/** What of one key was used, or is to be added to that; its window ends in so many milliseconds. */
export interface Counted {
  kind: string
  key: string
  points: number
  endsInMs: number
}

/** What was written down, with the charges that it does not contain. */
export interface WrittenCounters extends Allowances {
  charges: readonly Charge[]
}

/**
 * Which messages an operator can list. `partial` are delivered ones of which a follow-up step failed for good, or
 * waits after many tries, `stuck` those that do so themselves.
 */
export const LISTINGS = ['pending', 'sending', 'unsure', 'delivered', 'dead', 'partial', 'stuck'] as const
export type Listing = (typeof LISTINGS)[number]

/** A message as an operator may see it. Times are milliseconds since the epoch. */
export interface KeptMessage {
  id: string
  reference: string
  site: string
  state: MessageState
  acceptedAt: number
  changedAt: number
  dueAt: number
  attempts: number
  ticket: string | undefined
  why: string | undefined
  /** Undefined when it has been erased. */
  submission: StoredSubmission | undefined
  files: readonly StoredFile[]
  /** What follows its ticket, in order. */
  steps: readonly KeptStep[]
}

/** A follow-up step as an operator may see it. */
export interface KeptStep {
  kind: PlannedStep['kind']
  /** Undefined when it has been erased. */
  target: string | undefined
  state: StepState
  attempts: number
  why: string | undefined
}

/** What an erasure did. */
export interface Erased {
  /** Messages whose text is gone. */
  erased: number
  /** References of messages that are not delivered: they stay, because they would be lost. */
  undelivered: string[]
  /** References of erased messages that had a note which was not written yet: it will never be. */
  unwritten: string[]
}

/** What an operator should know of. */
export interface Health {
  dead: number
  /** Messages that wait after many tries. */
  stuck: number
  /** Tickets without all steps. */
  partial: number
  /** Rows that cannot be read. */
  damaged: number
  /** For how many milliseconds the oldest message has waited; undefined when none waits. */
  oldestMs: number | undefined
  /** How much of the room for files is used, from 0 to 1. */
  filled: number
  /** What went wrong with what is stored, in sentences. */
  notices: readonly string[]
}

/** Why no call may leave: the helpdesk said so, or the configuration must be repaired first. */
export type Closure = 'limited' | 'misconfigured'

/** How many of them may read for visitors: never one that something else waits for, unless they have a token of their own. */
export interface ReadRate {
  calls: number
  apart: boolean
}

/** How many calls may leave in any so many milliseconds. */
export type CallRate = { calls: number; windowMs: number }
