/**
 * What a visitor is shown: the messages of a conversation as they are stored, and what is known of their tickets, in one
 * order of time. Pure. Without a proof of the address nothing that an agent wrote is even looked at.
 */
import { hash } from 'node:crypto'
import type { ConversationRules } from '../config/conversation.ts'
import { CONVERSATION_PATH } from '../contract/conversation/conversation.ts'
import type {
  AgentsAnswer,
  ConversationFile,
  ConversationState,
  Freshness,
  OwnWords,
  ShownConversation,
} from '../contract/conversation/conversation.ts'
import type { Block, Inline, LinkContent } from '../contract/conversation/blocks.ts'
import { ratingPlace } from '../store/conversation/rating.ts'
import type { ChainMessage } from '../store/conversation/store.ts'
import type { KnownMessage, KnownTicket } from './desk/known-ticket.ts'
import type { TicketLook } from './desk/ticket-reader.ts'
import { maskedAddress } from './masked-address.ts'
import type { LinkTarget } from './sealed-links.ts'

export interface ShownOptions {
  /** What was sent here, in order of time. */
  chain: readonly ChainMessage[]
  /** By ULID; only those whose contact still has the address, in a channel of the site. */
  tickets: ReadonlyMap<string, TicketLook>
  isProven: boolean
  agents: ConversationRules['agents']
  ratings: ConversationRules['ratings']
  seal: (target: LinkTarget) => string
  keyOf: (id: string) => string
  now: number
}

type Shown = OwnWords | AgentsAnswer

/** Seconds until asking again may tell something new. */
const SOON = 2
const USUAL = 5
const LATER = 30

const isAgents = ({ from }: KnownMessage) => from === 'agent'

/** How far one ticket is. A spam ticket says nothing of why. */
export function stateOf({ status, isTaken, messages }: KnownTicket): ConversationState {
  if (status === 'closed' || status === 'spam') return 'closed'
  if (messages.at(-1)?.from === 'agent') return 'answered'
  return isTaken || messages.some(isAgents) ? 'working' : 'received'
}

/** What came from a ticket, with addresses for its files. */
function linked({ seal }: ShownOptions, reading: string, { key: message, blocks, files }: KnownMessage) {
  const address = (kind: LinkTarget['kind'], place: number) =>
    `${CONVERSATION_PATH}/files/${seal({ reading, message, kind, place })}`
  const pictured = <Piece extends Inline>(piece: Piece): Piece => {
    if (piece.type === 'image') return { ...piece, reference: address('images', Number(piece.reference)) }
    if (piece.type !== 'link') return piece
    return { ...piece, content: piece.content.map((inner: LinkContent) => pictured(inner)) }
  }
  const block = (one: Block): Block => {
    switch (one.type) {
      case 'paragraph':
      case 'heading':
        return { ...one, content: one.content.map(pictured) }
      case 'list':
        return { ...one, items: one.items.map((item) => item.map(block)) }
      case 'quote':
        return { ...one, content: one.content.map(block) }
      case 'code':
      case 'rule':
        return one
    }
  }
  const file = (
    { name, size, type, url }: KnownMessage['files'][number],
    place: number,
  ): ConversationFile => ({
    name,
    ...(size !== undefined && { size }),
    ...(type !== undefined && { type }),
    ...(url !== '' && { href: address('files', place) }),
  })
  return { blocks: blocks.map(block), files: files.map(file) }
}

function agentName(name: string | undefined, agents: ShownOptions['agents']): string | undefined {
  switch (agents) {
    case 'team':
      return undefined
    case 'first':
      return name?.trim().split(/\s+/)[0]
    case 'full':
      return name
  }
}

/** A message of a ticket. */
function fromTicket(options: ShownOptions, reading: string, message: KnownMessage): Shown {
  const { key, at, isCut } = message
  const told = { key, at, isCut, ...linked(options, reading, message) }
  if (!isAgents(message)) return { from: 'visitor', ...told, state: 'delivered' }
  const name = agentName(message.name, options.agents)
  const rating = ratingOf(options, key)
  return {
    from: 'agent',
    ...told,
    ...(name !== undefined && name !== '' && { name }),
    ...(rating && { rating }),
  }
}

/** Where nothing was sent from here, there is nothing that a rating could be kept with. */
function ratingOf({ chain, ratings }: ShownOptions, key: string): AgentsAnswer['rating'] {
  if (ratings === 'off' || chain.length === 0) return undefined
  const place = ratingPlace(key)
  return chain.some(({ rated }) => rated.includes(place)) ? 'given' : 'open'
}

/** The message that a ticket was made with, which says what was sent here. */
function openingOf(options: ShownOptions, { ticket, reference }: ChainMessage): KnownMessage | undefined {
  const known = ticket === undefined ? undefined : options.tickets.get(ticket)?.ticket
  return known?.messages.find((message) => message.reference === reference)
}

/** Where a message belongs: the helpdesk's clock may be behind ours, and no answer comes before its question. */
function placeOf(options: ShownOptions, row: ChainMessage): number {
  const opening = openingOf(options, row)
  return Math.min(row.acceptedAt, opening ? Date.parse(opening.at) : Infinity)
}

/** What was sent here. Its text is the visitor's own; where it was erased the helpdesk may still have it. */
function sent(options: ShownOptions, row: ChainMessage): OwnWords {
  const { ticket, acceptedAt, id, submission, files, state } = row
  const opening = options.isProven ? openingOf(options, row) : undefined
  const known = opening && ticket !== undefined ? linked(options, ticket, opening) : undefined
  const own = files.map(({ name, size, type }) => ({ name, size, type }))
  return {
    from: 'visitor',
    key: options.keyOf(id),
    at: new Date(acceptedAt).toISOString(),
    ...(submission ? { text: submission.message } : known && { blocks: known.blocks }),
    files: known && known.files.length > 0 ? known.files : own,
    state: state === 'delivered' ? 'delivered' : 'queued',
  }
}

/** What the tickets have beside what was sent here, each ticket once. */
function further(options: ShownOptions): Shown[] {
  const { chain, tickets } = options
  const ours = new Set(chain.map(({ reference }) => reference))
  return [...tickets].flatMap(([reading, { ticket }]) => {
    const made = chain.some((row) => row.ticket === reading)
    // With facts around it, and a mark that is nobody's but the helpdesk's, where its words cannot be told from them.
    const first = made ? ticket?.messages.find(({ from }) => from === 'visitor') : undefined
    return (ticket?.messages ?? [])
      .filter((message) => message !== first && !ours.has(message.reference ?? ''))
      .map((message) => fromTicket(options, reading, message))
  })
}

/** The newest answer of all, whatever may be seen of it. */
function answeredOf({ chain, tickets }: ShownOptions): ShownConversation['answered'] {
  const answers = [...tickets.values()].flatMap(({ ticket }) =>
    (ticket?.messages ?? []).filter(isAgents).map(({ at }) => ({ at, to: ticket?.email ?? '' })),
  )
  const newest = answers.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))[0]
  if (!newest) return undefined
  const written = chain.find(({ submission }) => submission)?.submission?.email
  return { at: newest.at, to: maskedAddress(written ?? newest.to) }
}

/** The state of the ticket that is newest; of a message that has none yet, that it was received. */
function stateOfAll({ chain, tickets }: ShownOptions): ConversationState {
  const last = chain.at(-1)
  const known = last?.ticket === undefined ? [...tickets.values()].at(-1) : tickets.get(last.ticket)
  if (last && last.ticket === undefined) return 'received'
  return known?.ticket ? stateOf(known.ticket) : 'received'
}

/** How old what is told is, and when to ask again. */
export function freshness(tickets: ReadonlyMap<string, TicketLook>, now: number, state?: ConversationState) {
  const ages = [...tickets.values()].map(({ ageMs }) => ageMs)
  const asOf = new Date(now - Math.max(0, ...ages)).toISOString()
  return { asOf, next: state === 'closed' ? LATER : ages.length === 0 ? SOON : USUAL }
}

/** Names what is told: another version tells something else. */
export const versionOf = (told: object): Freshness['version'] =>
  hash('sha256', JSON.stringify(told), 'base64url').slice(0, 16)

export function shownConversation(options: ShownOptions): ShownConversation {
  const { chain, tickets, isProven, now } = options
  const [first] = chain
  const state = stateOfAll(options)
  const answered = answeredOf(options)
  const placed: [number, Shown][] = [
    ...chain.map((row): [number, Shown] => [placeOf(options, row), sent(options, row)]),
    ...(isProven ? further(options) : []).map((one): [number, Shown] => [Date.parse(one.at), one]),
  ]
  const messages = placed.toSorted(([a], [b]) => a - b).map(([, one]) => one)
  const isSpam = [...tickets.values()].some(({ ticket }) => ticket?.status === 'spam')
  const told = {
    ...(first && { reference: first.reference }),
    state,
    ...(answered && { answered }),
    messages,
    isProven,
    mayFollowUp: !isSpam,
  }
  return { ...told, version: versionOf(told), ...freshness(tickets, now, state) }
}
