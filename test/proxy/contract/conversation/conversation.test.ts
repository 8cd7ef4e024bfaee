import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  CONVERSATION_MODES,
  CONVERSATION_STATES,
  RECEIPT,
  RECEIPT_BYTES,
  REMEMBER_MODES,
  REQUEST_KEY,
  USUAL_CONVERSATION,
  USUAL_REMEMBER,
} from '../../../../proxy/contract/conversation/conversation.ts'
import { CONVERSATION_PATH, REQUESTS_PATH } from '../../../../proxy/contract/conversation/conversation.ts'
import type {
  ShownConversation,
  ConversationAsk,
  OwnRequests,
  RequestsAsk,
  Unchanged,
} from '../../../../proxy/contract/conversation/conversation.ts'
import { page } from '../../../pages.ts'

const RECEIPT_EXAMPLE = 'q0vGzFh2nBkXb8a9s7d6f5g4h3j2k1l0Q9W8E7R6T5Y'
const KEY = '3kq9Vt0mX2c7Yb5Na8Ws1Ed4Rf6Tg0Hj'

const ask: ConversationAsk = { site: 'shop', receipt: RECEIPT_EXAMPLE, known: '8Jw1x0mT' }
const requests: RequestsAsk = { site: 'shop', identity: { token: 'eyJhbGciOi…' } }

const fresh = { version: '8Jw1x0mT', asOf: '2026-03-02T14:02:00.000Z', next: 5 }

const conversation: ShownConversation = {
  reference: 'S7K2M9QX4TBA',
  state: 'answered',
  answered: { at: '2026-03-02T13:58:11.000Z', to: 'a…@e….com' },
  messages: [
    {
      from: 'visitor',
      key: 'd1Xo0a8c',
      at: '2026-03-02T09:12:44.000Z',
      text: 'My parcel did not come.',
      files: [{ name: 'label.png', size: 48213, type: 'image/png' }],
      state: 'delivered',
    },
    {
      from: 'agent',
      key: 'k3Pz77Qm',
      at: '2026-03-02T13:58:11.000Z',
      name: 'Jane',
      blocks: [{ type: 'paragraph', content: [{ type: 'text', text: 'It is on its way.' }] }],
      isCut: false,
      files: [{ name: 'route.pdf', size: 9120, href: '/api/conversation/files/…' }],
    },
  ],
  isProven: true,
  mayFollowUp: true,
  ...fresh,
}

const unchanged: Unchanged = {
  unchanged: true,
  version: '8Jw1x0mT',
  asOf: '2026-03-02T14:02:20.000Z',
  next: 10,
}

const own: OwnRequests = {
  requests: [
    {
      key: KEY,
      reference: 'S7K2M9QX4TBA',
      subject: 'My parcel did not come.',
      state: 'answered',
      at: '2026-03-02T09:12:44.000Z',
      changedAt: '2026-03-02T13:58:11.000Z',
    },
  ],
  ...fresh,
}

describe('what widget and proxy say of a conversation', () => {
  it('writes a receipt of 256 random bits as 43 letters, and takes nothing else for one', () => {
    for (let i = 0; i < 100; i++) expect(randomBytes(RECEIPT_BYTES).toString('base64url')).toMatch(RECEIPT)
    for (const other of ['', KEY, `${RECEIPT_EXAMPLE}=`, RECEIPT_EXAMPLE.slice(1), `${RECEIPT_EXAMPLE}\n`])
      expect(other).not.toMatch(RECEIPT)
    expect(RECEIPT_EXAMPLE).toMatch(RECEIPT)
    expect(KEY).toMatch(REQUEST_KEY)
  })

  it('has a usual for sites that say nothing', () => {
    expect(CONVERSATION_MODES).toContain(USUAL_CONVERSATION)
    expect(REMEMBER_MODES).toContain(USUAL_REMEMBER)
  })

  const rating = {
    site: ask.site,
    receipt: ask.receipt,
    answer: conversation.messages[1]!.key,
    rating: 'good',
  }

  it('is told in docs/conversation.md with examples that have its types', () => {
    const text = page('docs/conversation.md')
    const told = [...text.matchAll(/```json\n([^]*?)```/g)].map(([, json]) => JSON.parse(json!) as unknown)
    expect(told).toEqual([ask, conversation, unchanged, requests, own, rating])
    for (const path of [CONVERSATION_PATH, REQUESTS_PATH]) expect(text).toContain(`\`POST ${path}\``)
    for (const state of CONVERSATION_STATES) expect(text).toContain(`\`${state}\``)
  })
})
