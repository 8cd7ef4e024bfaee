/** What rows say, in whichever engine they are: the conditions of what waits, and the records that columns make. */
import { newMark, referenceOf } from '../reference.ts'
import type { ChainMessage, Reading } from './conversation/store.ts'
import { OLDER } from './store.ts'
import { STUCK_TRIES } from './records.ts'
import type {
  Entry,
  First,
  KeptMessage,
  KeptStep,
  Listing,
  MessageState,
  Receipt,
  Settlement,
  Step,
  StepState,
  StoredFile,
  StoredSubmission,
} from './records.ts'

/** A row by the names of its columns. */
export type StoredRow = Readonly<Record<string, unknown>>

/**
 * Submissions that were never tried, and those that were: together all that wait. Worded as in their indexes: any other
 * wording would read the whole table.
 */
export const FRESH = `state = 'pending' AND attempts = 0`
export const RETRY = `state IN ('pending', 'unsure') AND (state = 'unsure' OR attempts > 0)`

/** Of those that were tried, the ones that are tried again. */
export const TRIED = `${RETRY} AND state = 'pending'`

/** Of the submissions that wait, those that do so for a reason of their own. */
export const STUCK = `attempts >= ${STUCK_TRIES}`

/**
 * Of which submissions something may be settled. None is looked for again that an operator has let be sent meanwhile: they
 * would have to say so once more, and after a long search again.
 */
export const mayBecome = (state: Settlement['state']): string =>
  state === 'unsure' ? `state <> 'pending'` : 'true'

/** Steps that wait. Worded as in their index. */
export const OPEN = `state IN ('pending', 'unsure')`

/**
 * The messages of steps that tickets lack, of which an operator is told: given up, or tried as often as what is called
 * stuck. Two searches: with OR the whole table would be read.
 */
export const LACKING = `SELECT submission FROM step WHERE state = 'failed'
  UNION SELECT submission FROM step WHERE ${OPEN} AND ${STUCK}`

/** Those of a message. */
export const LACKED = `(state = 'failed' OR (${OPEN} AND ${STUCK}))`

/** Those of all messages. */
export const LACKS = `submission IN (${LACKING}) AND ${LACKED}`

/**
 * Which messages may wait for a code: not sent yet, or in doubt in an older database. One of these is
 * looked for no earlier than it could be found: see `Leadership`.
 */
export const HOLDABLE = `attempts = 0 AND (state = 'pending' OR state = 'unsure' AND why = '${OLDER}')`

/**
 * What was refused is in doubt in an older database too: it may have been tried again since, and have its ticket. It waits
 * for an operator all the same, with this before what it was refused for.
 */
export const DOUBTED_DEAD = `why = '${OLDER}; ' || coalesce(why, '')`
const IS_DOUBTED = `state = 'dead' AND coalesce(why, '') LIKE '${OLDER};%'`
export const DOUBTABLE_DEAD = `state = 'dead' AND NOT (${IS_DOUBTED})`

/** No settle delay is longer. */
const SETTLE_MAX_MS = 3_600_000

/** When what may have been made can be looked for: not before it was put off to. A clock that was ahead has put some off by that. */
const notBefore = (now: string, latest = `${now} + ${SETTLE_MAX_MS}`): string =>
  `CASE WHEN due_at <= ${now} THEN ${now} WHEN due_at > ${latest} THEN ${latest} ELSE due_at END`

/**
 * Lets a message be tried again at `now`, SQL for a time. One that was refused and is in doubt is looked for first, and not
 * before it can be found; unless somebody has looked.
 */
export const again = (now: string, looked: boolean): string => {
  const isFirst = looked ? 'false' : IS_DOUBTED
  return `state = CASE WHEN ${isFirst} THEN 'unsure' ELSE 'pending' END, attempts = 0,
    why = CASE WHEN ${isFirst} THEN '${OLDER}' END, changed_at = ${now},
    due_at = CASE WHEN ${isFirst} THEN ${notBefore(now)} ELSE ${now} END`
}

/**
 * Lets steps be tried again at `now`, SQL for a time. A note may have been written by the last try: it is looked for first,
 * and no earlier than it would have been. The call may still be open; looked for meanwhile, agents would read it twice.
 */
export const stepsAgain = (now: string): string => {
  const mayBeOpen = `kind = 'note' AND state <> 'pending'`
  return `state = CASE kind WHEN 'note' THEN 'unsure' ELSE 'pending' END, attempts = 0, why = NULL,
    due_at = CASE WHEN ${mayBeOpen} THEN ${notBefore(now)} ELSE ${now} END`
}

/** The state in which what follows a ticket is planned. @param mayHaveNotes See `Settlement`. */
export const plannedState = (kind: string, mayHaveNotes = false): StepState =>
  mayHaveNotes && kind === 'note' ? 'unsure' : 'pending'

/** Whether a closure takes the place of the one that is there: see `Calls.close`. */
export const OUTLASTS = `excluded.until > gate_closure.until OR (gate_closure.why = 'misconfigured' AND excluded.why = 'limited')`

/**
 * Whether a note of a message is still to be written, or has failed and can be tried again: like what is dead, it is kept
 * until an operator acts. Until then the message's text is kept as well: without the address in it, nobody could find the
 * note to erase it.
 */
export const OWED = `EXISTS (SELECT 1 FROM step WHERE step.submission = submission.id AND kind = 'note' AND target IS NOT NULL
  AND step.state <> 'done')`

/** Whether something is still to be done to the ticket of a message. */
const UNDONE = `EXISTS (SELECT 1 FROM step WHERE step.submission = submission.id
  AND step.state IN ('pending', 'sending', 'unsure'))`

/** Whether a message waits that goes on from this one: forgotten, it would have the other's note written again as a ticket. */
const GOES_ON = `EXISTS (SELECT 1 FROM submission AS further WHERE further.chain = submission.id
  AND further.state IN ('pending', 'sending', 'unsure'))`

/** Whether nothing needs a delivered message any more, once its time is up: it may be forgotten. */
export const SETTLED = `NOT ${OWED} AND NOT ${UNDONE} AND NOT ${GOES_ON}`

/**
 * Whether the ticket of a confirmed message is still to be told so: an outage may last longer than a code counts. Each asks
 * for its message: the other way round, everything that was ever delivered would be read.
 */
export const UNTOLD = `confirmed AND coalesce((SELECT state FROM submission WHERE id = confirmation.submission), 'delivered') <> 'delivered'`

/** Gives up what the ticket of a message lacks: it is as good as it gets. Whatever a note said is gone. */
export const GIVE_UP = `UPDATE step SET state = 'done', why = 'dropped',
  target = CASE kind WHEN 'note' THEN NULL ELSE target END`

/** How long a read waits for what goes before it. */
export const BEHIND_MS = 1000

/** A due time further ahead was written by another clock: no backoff is longer. */
export const AHEAD_MAX_MS = 900_000

/** Messages that an operator is shown at once. */
export const PAGE = 500

/** How far a clock may be behind, such as the one that challenges expire by, before that has to be dealt with. */
export const CLOCKS_MS = 86_400_000

/** What is listed under a name, as a further condition. */
export function listed(listing: Listing | undefined): string {
  switch (listing) {
    case undefined:
      return ''
    case 'partial':
      return `AND id IN (${LACKING})`
    case 'stuck':
      return `AND ${RETRY} AND ${STUCK}`
    case 'pending':
    case 'sending':
    case 'unsure':
    case 'delivered':
    case 'dead':
      return `AND state = '${listing}'`
  }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined)

/**
 * What is stored of a submission, unless it has been erased. A damaged one must not stop the rows behind it: a bit that has
 * flipped in a name leaves JSON without its words.
 */
export function bodyOf({ body }: StoredRow): StoredSubmission | undefined {
  try {
    const read = typeof body === 'string' ? (JSON.parse(body) as StoredSubmission) : undefined // written by the store
    return typeof read?.message === 'string' && typeof read.email === 'string' ? read : undefined
  } catch {
    return undefined
  }
}

/** What a message is stored as. Marks are no part of its digest: a second try brings the same words, not the same marks. */
export const storedBody = ({ files: _files, handles: _handles, ...submission }: StoredSubmission): string =>
  JSON.stringify({ ...submission, mark: newMark(), noteMark: newMark() })

/** The receipt of a message that was not there before. */
export const freshReceipt = (reference: string): Receipt => ({
  type: 'accepted',
  reference,
  state: 'pending',
  fresh: true,
})

/** The receipt of a message whose id is known, by the digest and the state in its row. */
export function knownReceipt({ digest: known, state }: StoredRow, id: string, digest: string): Receipt {
  if (known !== digest) return { type: 'conflict' }
  // as: the column's CHECK allows nothing else
  return { type: 'accepted', reference: referenceOf(id), state: state as MessageState, fresh: false }
}

/** A submission that is not settled; `now` is by the store's own clock, which has told when it was accepted. */
export function entryOf(row: StoredRow, now: number): Entry {
  const acceptedAt = Number(row['accepted_at'])
  return {
    id: String(row['id']),
    reference: String(row['reference']),
    site: String(row['site']),
    state: row['state'] as MessageState, // the column's CHECK allows nothing else
    submission: bodyOf(row),
    acceptedAt,
    ageMs: now - acceptedAt,
    attempts: Number(row['attempts']),
    why: textOf(row['why']),
  }
}

/** How far a message is. */
export const firstOf = (row: StoredRow): First => ({
  state: row['state'] as MessageState, // the column's CHECK allows nothing else
  ticket: textOf(row['ticket']),
})

/** A step, with what the row of its message says. */
export function stepOf(row: StoredRow, { reference, site, ticket }: StoredRow): Step {
  return {
    submission: String(row['submission']),
    place: Number(row['place']),
    kind: row['kind'] as Step['kind'], // the column's CHECK allows nothing else
    target: textOf(row['target']) ?? '',
    state: row['state'] as StepState, // likewise
    attempts: Number(row['attempts']),
    reference: String(reference),
    site: String(site),
    ticket: textOf(row['ticket_of_step']) ?? String(ticket),
  }
}

export function keptStepOf({ kind, target, state, attempts, why }: StoredRow): KeptStep {
  return {
    kind: kind as Step['kind'], // the column's CHECK allows nothing else
    target: textOf(target),
    state: state as StepState, // likewise
    attempts: Number(attempts),
    why: textOf(why),
  }
}

export function fileOf(row: StoredRow): StoredFile {
  return {
    file: String(row['file']),
    name: String(row['name']),
    type: String(row['type']),
    size: Number(row['size']),
    digest: String(row['digest']),
  }
}

/** A message with its files and its steps. */
export function messageOf(
  row: StoredRow,
  files: readonly StoredFile[],
  steps: readonly KeptStep[],
): KeptMessage {
  return {
    id: String(row['id']),
    reference: String(row['reference']),
    site: String(row['site']),
    state: row['state'] as MessageState, // the column's CHECK allows nothing else
    acceptedAt: Number(row['accepted_at']),
    changedAt: Number(row['changed_at']),
    dueAt: Number(row['due_at']),
    attempts: Number(row['attempts']),
    ticket: textOf(row['ticket']),
    why: textOf(row['why']),
    submission: bodyOf(row),
    files,
    steps,
  }
}

/** A message of a conversation. */
export function chainMessageOf(row: StoredRow, files: readonly StoredFile[]): ChainMessage {
  const { id, reference, site, state, acceptedAt, ticket, submission } = messageOf(row, files, [])
  const handles = { address: textOf(row['address']), chain: textOf(row['chain']) }
  const rated = JSON.parse(textOf(row['rated']) ?? '[]') as number[] // as: the engine's own
  return { id, reference, site, state, acceptedAt, ticket, submission, files, rated, ...handles }
}

/** Something that was read at the helpdesk. */
export function readingOf(row: StoredRow, now: number): Reading {
  const { content, read_at: readAt, changes, read_changes: known } = row
  return {
    key: String(row['key']),
    content: textOf(content),
    ageMs: readAt === null || readAt === undefined ? Infinity : Math.max(0, now - Number(readAt)),
    isStale: Number(changes) > Number(known),
  }
}
