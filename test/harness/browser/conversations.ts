/** What the proxy tells of conversations, for tests: built up from a message that was sent. */
import type { OwnRequests, ShownConversation } from '../../../proxy/contract/conversation/conversation.ts'
import type { Block } from '../../../proxy/contract/conversation/blocks.ts'

type Message = ShownConversation['messages'][number]

const paragraph = (text: string): Block => ({ type: 'paragraph', content: [{ type: 'text', text }] })

/** What an agent wrote. */
export const anAnswer = (given: Partial<Extract<Message, { from: 'agent' }>> = {}): Message => ({
  from: 'agent',
  key: 'answer-1',
  at: '2026-03-10T11:02:00.000Z',
  name: 'Jane',
  blocks: [paragraph('A new mug is on its way.')],
  isCut: false,
  files: [],
  ...given,
})

/** What the visitor wrote. */
export const ownWords = (given: Partial<Extract<Message, { from: 'visitor' }>> = {}): Message => ({
  from: 'visitor',
  key: 'own-1',
  at: '2026-03-10T09:12:00.000Z',
  text: 'The mug arrived with a crack.',
  files: [],
  state: 'delivered',
  ...given,
})

/** A conversation of which the helpdesk has the message, and nothing more has happened. */
export const aConversation = (given: Partial<ShownConversation> = {}): ShownConversation => ({
  reference: 'S7K2M9QX4TBA',
  state: 'received',
  messages: [ownWords()],
  isProven: false,
  mayFollowUp: true,
  version: 'v1',
  asOf: '2026-03-10T11:19:00.000Z',
  next: 5,
  ...given,
})

/** The list of one who has asked for this much. */
export const ownRequests = (...requests: Partial<OwnRequests['requests'][number]>[]): OwnRequests => ({
  requests: requests.map((one, at) => {
    const usual = {
      key: String(at).padStart(32, 'k'),
      reference: `S7K2M9QX4TB${at}`,
      subject: 'My parcel did not come.',
      state: 'working' as const,
      at: '2026-03-02T09:12:44.000Z',
      changedAt: '2026-03-02T13:58:11.000Z',
    }
    return Object.assign(usual, one)
  }),
  version: 'v1',
  asOf: '2026-03-10T11:19:00.000Z',
  next: 5,
})

/** An answer with everything in it that an agent can write. */
export const EVERYTHING: Block[] = [
  { type: 'heading', content: [{ type: 'text', text: 'About your order' }] },
  {
    type: 'paragraph',
    content: [
      { type: 'text', text: 'Sorry about the crack. ' },
      { type: 'text', text: 'A new mug', strong: true },
      { type: 'text', text: ' is on its way, ' },
      { type: 'text', text: 'free', emphasis: true },
      { type: 'text', text: ' of course, not ' },
      { type: 'text', text: '5 €', deleted: true },
      { type: 'text', text: '. Follow it ' },
      { type: 'link', href: 'https://example.com/parcel', content: [{ type: 'text', text: 'here' }] },
      { type: 'break' },
      { type: 'text', text: 'AB-12345', code: true },
      { type: 'text', text: ' ' },
      { type: 'image', reference: '/api/conversation/files/image', alt: 'Photo of the mug' },
    ],
  },
  {
    type: 'list',
    ordered: true,
    items: [[paragraph('Unpack it.')], [paragraph('Keep the box, in case that the other one breaks too.')]],
  },
  { type: 'code', text: 'mug --replace\n  --free' },
  { type: 'rule' },
  { type: 'quote', isHistory: false, content: [paragraph('The mug arrived with a crack.')] },
  { type: 'quote', isHistory: true, content: [paragraph('On Tuesday you wrote: where is it?')] },
]
