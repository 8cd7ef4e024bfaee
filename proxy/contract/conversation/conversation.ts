/**
 * What a visitor may see of a message after it was sent: what the widget asks for, and what the proxy answers. Imports no
 * zod, so that the widget may bundle it. Docs: docs/conversation.md.
 */
import type { Block } from './blocks.ts'

/** Random bytes of a receipt: 256 bits, beyond any guessing. */
export const RECEIPT_BYTES = 32

/** A receipt as it is written: 32 random bytes in base64url, without padding. */
export const RECEIPT = /^[\w-]{43}$/

/** What names one of the requests of a proven address: made by the proxy, means nothing elsewhere. */
export const REQUEST_KEY = /^[\w-]{32}$/

/**
 * What a site shows of a conversation. `off`: nothing; `state`: how far the message is, to whoever has its receipt, and
 * answers to whoever proves the address by a signed identity; `confirmed`: the same, and the address can be proven by a
 * code; `receipt`: answers to whoever has the receipt, knowingly.
 */
export const CONVERSATION_MODES = ['off', 'state', 'confirmed', 'receipt'] as const
export type ConversationMode = (typeof CONVERSATION_MODES)[number]

/** Where a receipt is kept: in the tab; on the device if the visitor ticks so; on the device. */
export const REMEMBER_MODES = ['session', 'ask', 'device'] as const
export type RememberMode = (typeof REMEMBER_MODES)[number]

/** Holds for a site that says nothing of it; the form's definition has only what a site has configured. */
export const USUAL_CONVERSATION: ConversationMode = 'state'
export const USUAL_REMEMBER: RememberMode = 'ask'

/** Where conversations are asked for, by POST: a receipt stands in no address, no log and no referrer. */
export const CONVERSATION_PATH = '/api/conversation'
export const REQUESTS_PATH = '/api/requests'

/** Visitors are told one of four words. */
export const CONVERSATION_STATES = ['received', 'working', 'answered', 'closed'] as const
export type ConversationState = (typeof CONVERSATION_STATES)[number]

/** What proves that an address is the asker's. In a form `identity[token]`. */
interface AddressProof {
  identity?: { token: string } | { signature: string; email: string }
  /** Of a code by e-mail. */
  session?: string
}

/**
 * The body of `POST /api/conversation`: urlencoded or multipart from a page, so that browsers ask nothing beforehand, or
 * JSON from a program. It needs `receipt`, or `key` with a proof.
 */
export interface ConversationAsk extends AddressProof {
  site?: string
  receipt?: string
  key?: string
  /** The `version` that the asker has: when nothing has changed, the answer is an `Unchanged`. */
  known?: string
}

/** The body of `POST /api/requests`: it needs a proof. */
export interface RequestsAsk extends AddressProof {
  site?: string
  known?: string
}

/** A file of a message. */
export interface ConversationFile {
  name: string
  /** In bytes, where it is known. */
  size?: number
  type?: string
  /** A path of the proxy, good for minutes; absent for whoever may see the name only. Answered as a download. */
  href?: string
}

/** What all messages of a conversation have. */
interface MessageHead {
  /** The same each time this message is told; for lists, and to see which one is new. */
  key: string
  /** ISO 8601. */
  at: string
  files: readonly ConversationFile[]
}

/** What the visitor wrote. */
export interface OwnWords extends MessageHead {
  from: 'visitor'
  /** As it was typed here; absent when it came by e-mail, and when it has been erased. */
  text?: string
  /** What came by e-mail, or what the helpdesk still has of an erased text: for whoever proved the address. */
  blocks?: readonly Block[]
  isCut?: boolean
  /** `queued` until the helpdesk has it. */
  state: 'queued' | 'delivered'
}

/** What an agent answered: only for whoever proved the address, or has the receipt where the site shows it by that. */
export interface AgentsAnswer extends MessageHead {
  from: 'agent'
  /** As much of the name as the site tells; absent: the team. */
  name?: string
  /** `reference` of an image is a path of the proxy, good for minutes. */
  blocks: readonly Block[]
  isCut: boolean
  /** Whether it has been rated; absent where it cannot be. */
  rating?: 'open' | 'given'
}

/** How old an answer is, and when to ask again. */
export interface Freshness {
  /** Changes when anything of the answer does; send it back as `known`. */
  version: string
  /** When the helpdesk was read last, as ISO 8601; of a message without a ticket the moment of the answer. */
  asOf: string
  /** Seconds until asking again may tell something new; double it while nothing does. */
  next: number
}

/** The answer of `POST /api/conversation`. */
export interface ShownConversation extends Freshness {
  /** Absent for a ticket that was born by e-mail. */
  reference?: string
  state: ConversationState
  /** The newest answer: when, and to which address it went by e-mail, most of it hidden: `a…@e….com`. */
  answered?: { at: string; to: string }
  /** In order of time. Without a proof none of an agent. */
  messages: readonly (OwnWords | AgentsAnswer)[]
  /** Whether the answers are among the messages. When not, a proof of the address shows them. */
  isProven: boolean
  /** Whether a submission with `follows` is taken. */
  mayFollowUp: boolean
}

/** The answer in place of one that the asker has already: its `known` is the version still. */
export interface Unchanged extends Freshness {
  unchanged: true
}

/** One of the requests of a proven address. */
export interface OwnRequest {
  /** Opens it, with the same proof: `key` of a `ConversationAsk`, `follows` of a submission. */
  key: string
  reference?: string
  subject: string
  state: ConversationState
  /** When it was sent, and when something happened last: ISO 8601. */
  at: string
  changedAt: string
}

/** The answer of `POST /api/requests`; newest first. */
export interface OwnRequests extends Freshness {
  requests: readonly OwnRequest[]
}
