/** What an app needs of conversations whose tests ask for none. */
import { createAddresses } from '../../../proxy/admission/client/client-address.ts'
import { createAsking, createSearches } from '../../../proxy/admission/asking.ts'
import { Conversations } from '../../../proxy/conversation/conversations.ts'
import { createLinks } from '../../../proxy/conversation/sealed-links.ts'
import type { Store } from '../../../proxy/store/store.ts'
import { createHandles } from '../../../proxy/conversation/handles.ts'

/** @param store What it answers, where a test asks for something. */
export function withoutConversations(store: Partial<Pick<Store['conversations'], 'byReceipt'>> = {}) {
  const handles = createHandles('key')
  const conversations = new Conversations({
    store: {
      byReceipt: async () => [],
      peek: async () => undefined,
      byFirst: async () => [],
      rate: async () => 'gone',
      ofAddress: async () => [],
      ...store,
    },
    ownTickets: { look: async () => [] },
    secret: 'key',
    helpdesk: { download: async () => ({ type: 'gone' }) },
    reader: { look: async () => new Map() },
    handles,
    links: createLinks('key', Date.now),
    keyOf: (id) => id,
    now: Date.now,
  })
  const clientOf = createAddresses([], () => {})
  return {
    handles,
    conversations,
    asking: createAsking(clientOf, Date.now),
    searches: createSearches(clientOf, Date.now),
  }
}
