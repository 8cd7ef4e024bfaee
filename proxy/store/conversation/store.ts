/** What the store tells of conversations: the messages that belong together, and what was read of their tickets. */
import type { KeptMessage } from '../records.ts'

/** One message of a conversation. */
export interface ChainMessage extends Pick<
  KeptMessage,
  'id' | 'reference' | 'site' | 'state' | 'acceptedAt' | 'ticket' | 'submission' | 'files'
> {
  /** See `Handles`; undefined for what an older release accepted, and when the person was erased. */
  address: string | undefined
  /** The id of the first message of its conversation, unless this is the one. */
  chain: string | undefined
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

/** How long something that was read is kept without anybody looking at it. */
export const UNSEEN_MS = 86_400_000

export interface ConversationStore {
  /** The conversation that a receipt opens, in order of time; empty when there is none. */
  byReceipt(hash: string): Promise<ChainMessage[]>
  /** The conversation that begins with a message, in order of time. */
  byFirst(id: string): Promise<ChainMessage[]>
  /** The newest messages of an address at a site, newest first. */
  ofAddress(site: string, address: string, limit: number): Promise<ChainMessage[]>
  /** What was read under these keys, and that somebody looks at it now. A key that is new is stale. */
  look(keys: readonly string[]): Promise<Reading[]>
  /** Keeps what was read, if anybody has looked for it. `owner`: see `Handles.address`; erased with that person. */
  keep(reading: ToldActivity & { content: string; owner: string }): Promise<void>
  /** The keys that somebody has looked at within so long. */
  watched(withinMs: number): Promise<string[]>
  /** What the helpdesk says of activity: whatever was read before another one is stale. */
  compare(told: readonly ToldActivity[]): Promise<void>
  /** Takes a piece of reading upon this process for so long; false while another has it. */
  claim(key: string, ms: number): Promise<boolean>
  /** Gives it back. */
  release(key: string): Promise<void>
}
