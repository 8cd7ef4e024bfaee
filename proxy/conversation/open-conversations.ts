/** Puts together what answers visitors about their conversations. */
import type { Helpdesk } from '../helpdesk/client.ts'
import type { Log } from '../log.ts'
import type { ConversationStore } from '../store/conversation/store.ts'
import { Conversations, createKeys } from './conversations.ts'
import { OwnTickets } from './desk/own-tickets.ts'
import { TicketReader } from './desk/ticket-reader.ts'
import type { HandleMaker } from './handles.ts'
import type { ProvenAddress } from './proof.ts'
import { createLinks } from './sealed-links.ts'

export interface OpenConversationsOptions {
  store: ConversationStore
  /** Of the lane that reads for visitors. */
  helpdesk: Helpdesk
  /** Of the same lane, with the token that makes the tickets. */
  writer: Pick<Helpdesk, 'nameContact'>
  handles: HandleMaker
  /** Of the store: what it names must be found again after a restart, and by other processes. */
  secret: string
  /** Missing where no codes are sent. */
  provenAddress?: ProvenAddress | undefined
  /** How often to ask what has changed, while anybody looks. */
  everyMs: number
  now: () => number
  log: Log
}

/** `close` resolves when nothing is read any more. */
export function openConversations(options: OpenConversationsOptions): {
  conversations: Conversations
  close: () => Promise<void>
} {
  const { store, helpdesk, writer, handles, secret, provenAddress, everyMs, now, log } = options
  const keyOf = createKeys(secret)
  const ownerOf = handles.ofAddress
  const reader = new TicketReader({ conversations: store, helpdesk, keyOf, ownerOf, everyMs, now, log })
  const links = createLinks(secret, now)
  const ownTickets = new OwnTickets({ conversations: store, helpdesk, writer, log })
  return {
    conversations: new Conversations({
      store,
      helpdesk,
      ownTickets,
      secret,
      reader,
      handles,
      links,
      keyOf,
      provenAddress,
      now,
    }),
    async close() {
      await reader.stop()
      await ownTickets.stop()
    },
  }
}
