/**
 * What is kept of addresses that visitors prove: codes, the mails that bring them, and the sessions that they open.
 * As in `store.ts`, a promise resolves when it is on disk, and waits are told as durations.
 */
import type { Dues } from '../records.ts'
import type { KeptMail } from './confirmation.ts'

/** So long a session lasts that nobody uses. */
export const SESSION_IDLE_MS = 30 * 86_400_000

/** A session is marked as used so often at most: reading must not cost a commit each time. */
export const SESSION_TOUCH_MS = 3_600_000

/** Wrong codes that are looked at; then it is dead. */
export const CODE_TRIES = 5

/** A code that was asked for. Nothing of it tells the code without the secret of the browser that asked. */
export interface AskedCode {
  /** Made by whoever asks, the same for every retry; the name of its mail too. */
  id: string
  site: string
  /** As it was written. */
  email: string
  /** Digest of the browser's secret. */
  asker: string
  /** HMAC of site, address and code under the browser's secret. */
  proof: string
  /** How long it counts, and its mail is worth sending. */
  lifeMs: number
  mail: KeptMail
}

/** A try to open a session with a code. */
export interface CodeAttempt {
  site: string
  asker: string
  /**
   * What the code that was written would be for what is kept, and the digest of the session that it opens: the same for
   * a repetition, so that a lost answer costs nobody a code.
   */
  claim: (kept: { id: string; email: string }) => { proof: string; session: string }
}

/** `known`: the same request again. `conflict`: its id with something else. `spent`: its challenge was used before. */
export type AskReceipt = 'asked' | 'known' | 'conflict' | 'spent'

export interface CodeStore {
  /**
   * Stores a code, its mail and what is paid for it: all of it, or nothing. A new one ends the one before of the same
   * browser and site, and its mail if that has not left.
   */
  ask(asked: AskedCode, dues?: Dues): Promise<AskReceipt>
  /** What became of a request with this id before, if it was made. */
  recognise(
    asked: Pick<AskedCode, 'id' | 'site' | 'email' | 'asker'>,
  ): Promise<'known' | 'conflict' | undefined>
  /** Opens a session, or counts a wrong try. Resolves to the id of the code when it is right. */
  open(attempt: CodeAttempt): Promise<string | undefined>
}

/** A session as an operator may see it. Times are milliseconds since the epoch. */
export interface KeptSession {
  /** Digest of what the browser holds. */
  hash: string
  site: string
  email: string
  openedAt: number
  usedAt: number
}

export interface SessionStore {
  /** Whose session it is, which counts as a use; undefined when there is none of this digest at this site. */
  addressOf(hash: string, site: string): Promise<string | undefined>
  /** Ends one; so it is when there was none. */
  end(hash: string, site: string): Promise<void>
  /** The next page after a digest, and whether there may be more. */
  list(after: string): Promise<{ sessions: KeptSession[]; more: boolean }>
  /** Ends every session of an address in whatever spelling, or those whose digest begins so. Resolves to how many. */
  revoke(which: { email: string } | { hash: string }): Promise<number>
}

/** Mails that wait. Each is taken by one process, once: what was taken and not given back is never sent again. */
export interface MailStore {
  /** Takes the next one that is due, marked on disk. `tries` counts this one. */
  take(): Promise<{ mail: KeptMail; tries: number } | undefined>
  /** Gives one back that has certainly not been sent, for later. */
  giveBack(id: string, waitMs: number): Promise<void>
  /** Forgets one: it was sent, or never will be. */
  forget(id: string): Promise<void>
  /** How long until the next one is due; undefined when none waits. */
  nextDue(): Promise<number | undefined>
}
