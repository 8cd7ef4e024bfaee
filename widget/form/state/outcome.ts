/** What came of sending a message. */
import type { Failure } from '../send/client.ts'

/** The message is safe, or why not. */
export type Outcome =
  | { type: 'failed'; failure: Failure }
  | {
      type: 'sent'
      reference: string
      email: string
      /** Opens the conversation; empty where none was sent along. */
      receipt: string
    }

/** Where a form is between the first letter and the reference. */
export type Phase = { type: 'editing' } | { type: 'sending' } | Outcome
