/** What the store tells of conversations: the messages that belong together, and what was read of their tickets. */
import type { KeptMessage } from '../records.ts'
import type { RatingNote, RatingReceipt } from './rating.ts'

/** One message of a conversation. */
export interface ChainMessage extends Pick<
  KeptMessage,
  'id' | 'reference' | 'site' | 'state' | 'acceptedAt' | 'ticket' | 'submission' | 'files'
> {
  /** See `Handles`; undefined for what an older release accepted, and when the person was erased. */
  address: string | undefined
  /** The id of the first message of its conversation, unless this is the one. */
  chain: string | undefined
  /** The places of the ratings that are noted with it: see `ratingPlace`. Not told by `ofAddress`. */
  rated: readonly number[]
}

/** Something that was read at the helpdesk. */
export interface Reading {
  key: string
  /** As whoever keeps it wrote it; undefined until it has been read once. */
  content: string | undefined
  /** Milliseconds since it was read; `Infinity` when it never was. */
  ageMs: number
  /** Whether the helpdesk has more by now. */
  isStale: boolean
}

/** That something was active when: as the helpdesk says it, compared and never read. */
interface ToldActivity {
  key: string
  activity: string
}

/** Something that was just read. */
export interface FreshReading extends ToldActivity {
  content: string
  /** See `Handles.address`: erased with that person. */
  owner: string
  /** What `claim` said: what has changed since is still to be read. */
  change: number
}

/** How long something that was read is kept without anybody looking at it. */
export const UNSEEN_MS = 86_400_000

/** That somebody looks is noted so often: a commit for each ask would keep messages waiting. */
export const NOTED_MS = 30_000

export interface ConversationStore {
  /** The conversation at a site that a receipt opens, in order of time; empty when there is none. */
  byReceipt(site: string, hash: string): Promise<ChainMessage[]>
  /** The conversation that begins with a message, in order of time. */
  byFirst(id: string): Promise<ChainMessage[]>
  /** The newest messages of an address at a site, newest first. */
  ofAddress(site: string, address: string, limit: number): Promise<ChainMessage[]>
  /** Plans the note of a rating, once. */
  rate(rating: RatingNote): Promise<RatingReceipt>
  /** What was read under these keys, and that somebody looks at it, to within `NOTED_MS`. A key that is new is stale. */
  look(keys: readonly string[]): Promise<Reading[]>
  /** What was read under a key, whoever looks. */
  peek(key: string): Promise<Reading | undefined>
  /** Keeps what was read, if anybody has looked for it. */
  keep(reading: FreshReading): Promise<void>
  /** What is to be read again of what somebody has looked at within so long, and nobody reads: the oldest first. */
  stale(withinMs: number): Promise<string[]>
  /** What the helpdesk says of activity: whatever was read before another one is stale. */
  compare(told: readonly ToldActivity[]): Promise<void>
  /** Takes a piece of reading upon this process for so long: which change it is at. Undefined while another reads it. */
  claim(key: string, ms: number): Promise<number | undefined>
}
