/** A mail that waits, and what waits for the proof of an address. Apart from `email-store.ts`, which knows what a message costs. */

/** A mail that waits to be sent. */
export interface KeptMail {
  id: string
  to: string
  subject: string
  text: string
  language: string
}

/** What the copy of a message is called. A code may have been asked for under the message's own id. */
export const copyIdOf = (submission: string): string => `copy-${submission}`

/** So long a message can be confirmed, and a copy of it is worth sending. */
export const CONFIRM_LIFE_MS = 86_400_000

/** What is done when the address of a message is proven, or at once where it is. */
export interface Confirmation {
  /** Digest of the secret of the browser that sent it: a code counts for its own messages only. */
  asker: string
  /** How long its delivery waits for the code. */
  holdMs: number
  /** The note on its ticket; none where the site does not want it. */
  note?: string | undefined
  /** The copy for its sender; none where the site does not want it. */
  copy?: KeptMail | undefined
  /** The visitor has a session for the address: nothing has to wait. */
  isProven: boolean
}
