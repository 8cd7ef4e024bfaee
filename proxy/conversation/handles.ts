/** What messages are found by once they are sent: hashes, from which nobody reads a receipt or an address. */
import { hash } from 'node:crypto'
import type { ConversationMode } from '../contract/conversation/conversation.ts'
import { addressHash } from '../store/conversation/address.ts'
import type { Handles } from '../store/records.ts'

/** A receipt has 256 random bits: nobody finds it by trying, so its hash needs neither salt nor key. */
export const receiptHash = (receipt: string): string => hash('sha256', receipt, 'base64url')

export interface HandleMaker {
  /** A keyed hash of an address: without the key, a list of addresses cannot be tried against the store. */
  ofAddress: (email: string) => string
  /** What is stored beside a message; nothing of a site that shows no conversations. */
  of: (
    site: { conversation: { conversation: ConversationMode } },
    message: { email: string; receipt?: string | undefined },
  ) => Handles | undefined
}

/** @param key Kept in the store: another one would find nothing of what was stored before. */
export function createHandles(key: string): HandleMaker {
  const ofAddress = (email: string) => addressHash(key, email)
  return {
    ofAddress,
    of({ conversation: { conversation } }, { email, receipt }) {
      if (conversation === 'off') return undefined
      return { address: ofAddress(email), ...(receipt !== undefined && { receipt: receiptHash(receipt) }) }
    },
  }
}
