/** Conversations, for whoever may see them: who asks, what was sent, what is known of its tickets, what is shown. */
import { createHmac } from 'node:crypto'
import type { Site } from '../config/config.ts'
import { RECEIPT, REQUEST_KEY } from '../contract/conversation/conversation.ts'
import type {
  Freshness,
  OwnRequests,
  ShownConversation,
  Unchanged,
} from '../contract/conversation/conversation.ts'
import { Submission } from '../contract/submission.ts'
import type { RatingTaken } from '../contract/conversation/rating.ts'
import { Refusal, wrongFields } from '../refusal.ts'
import type { ChainMessage, ConversationStore } from '../store/conversation/store.ts'
import { parseAsk } from './ask.ts'
import type { ConversationAsked, RatingAsked } from './ask.ts'
import { fileOf } from './files.ts'
import type { FilesOptions } from './files.ts'
import type { TicketLook, TicketReader } from './desk/ticket-reader.ts'
import { receiptHash } from './handles.ts'
import type { HandleMaker } from './handles.ts'
import { subjectOf } from '../helpdesk/ticket.ts'
import type { Followed } from './following.ts'
import { readFor, requestsOf, shownRequests, ticketOfChain } from './own-requests.ts'
import type { OwnRequestsOptions } from './own-requests.ts'
import { proofOf, proofRequired } from './proof.ts'
import type { ProofOfAddress, ProvenAddress } from './proof.ts'
import { ratingNote } from './rating.ts'
import type { SealedLinks } from './sealed-links.ts'
import { shownConversation } from './shown.ts'

export interface ConversationsOptions extends OwnRequestsOptions {
  store: Pick<ConversationStore, 'byReceipt' | 'byFirst' | 'ofAddress' | 'peek' | 'rate'>
  reader: Pick<TicketReader, 'look'>
  handles: Pick<HandleMaker, 'ofAddress'>
  helpdesk: FilesOptions['helpdesk']
  links: SealedLinks
  keyOf: (id: string) => string
  /** Missing where no codes are sent. */
  provenAddress?: ProvenAddress | undefined
  now: () => number
}

/** Names messages to those who see them: by something that cannot be turned back into an id. */
export const createKeys =
  (secret: string) =>
  (id: string): string =>
    createHmac('sha256', secret).update(`key\n${id}`).digest('base64url').slice(0, 16)

/** A conversation, and what is known of who asks. */
interface Found {
  rows: readonly ChainMessage[]
  tickets: readonly string[]
  chain: string
  owner: string
  isProven: boolean
}

/** What is there of some texts. */
const given = (texts: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).filter((entry): entry is [string, string] => Boolean(entry[1])))

/** The answer, or that the asker has it. */
function unlessKnown<Told extends Freshness>({ known }: ConversationAsked, told: Told): Told | Unchanged {
  const { version, asOf, next } = told
  return version === known ? { unchanged: true, version, asOf, next } : told
}

/** One answer for all that is wrong with a receipt: nobody learns what there is by trying. */
const unknown = () =>
  new Refusal('unknown_conversation', 'No message of this site has this receipt (any more): forget it.')

/** The address of a conversation: as it was written here, or else as the helpdesk has it. */
const addressOf = (
  chain: readonly ChainMessage[],
  tickets: ReadonlyMap<string, TicketLook>,
): string | undefined =>
  chain.find(({ submission }) => submission)?.submission?.email ?? [...tickets.values()].at(-1)?.ticket?.email

const noFollowUp = () =>
  new Refusal('no_follow_up', 'This conversation takes no further message: write a new one.')

/** The channels that tickets of a site go to. */
const channelsOf = ({ channel, desk }: Site): ReadonlySet<string> =>
  new Set([channel, ...[...desk.topics.values()].flatMap((topic) => topic.channel ?? [])].map(lower))

const lower = (ulid: string) => ulid.toLowerCase()

export class Conversations {
  readonly #options: ConversationsOptions

  constructor(options: ConversationsOptions) {
    this.#options = options
  }

  /**
   * What the asker may see of one conversation.
   * @throws Refusal `not_found`, `unknown_conversation`, `identity_invalid`, `proof_required`.
   */
  async show(site: Site, ask: ConversationAsked): Promise<ShownConversation | Unchanged> {
    return unlessKnown(ask, (await this.look(site, ask)).told)
  }

  /** The same, and the address that it belongs to: where a code for it goes. */
  async look(
    site: Site,
    ask: ConversationAsked,
  ): Promise<{ told: ShownConversation; email: string | undefined }> {
    const { links, keyOf, now } = this.#options
    const { conversation, agents, ratings } = rulesOf(site)
    const { rows, tickets: ulids, owner, isProven } = await this.#find(site, ask)
    const tickets = await this.#ticketsOf(site, ulids, owner)
    const told = shownConversation({
      chain: rows,
      tickets,
      isProven: isProven || conversation === 'receipt',
      agents,
      ratings,
      seal: links.seal,
      keyOf,
      now: now(),
    })
    return { told, email: addressOf(rows, tickets) }
  }

  /**
   * The requests of an address that is proven.
   * @throws Refusal `not_found`, `identity_invalid`, `proof_required`.
   */
  async requests(site: Site, ask: ConversationAsked): Promise<OwnRequests | Unchanged> {
    const { now } = this.#options
    rulesOf(site)
    const { requests, owner } = await this.#own(site, ask)
    const looks = await this.#ticketsOf(site, readFor(requests), owner)
    return unlessKnown(ask, shownRequests(requests, looks, now()))
  }

  /**
   * Has an answer that the asker sees noted as helpful or not, once.
   * @throws Refusal as `show`, `invalid` for what is no such answer, and `no_follow_up` when too much was said of them.
   */
  async rate(site: Site, ask: RatingAsked): Promise<RatingTaken> {
    const { conversation, ratings } = rulesOf(site)
    if (ratings === 'off')
      throw new Refusal('not_found', 'This site takes no ratings: see RATINGS in docs/operate.md.')
    const { rows, tickets: ulids, owner, isProven } = await this.#find(site, ask)
    const isSeen = isProven || conversation === 'receipt'
    const tickets = isSeen ? await this.#ticketsOf(site, ulids, owner) : []
    const [first] = rows
    for (const [ticket, look] of tickets) {
      const answer = look.ticket?.messages.find(({ from, key }) => from === 'agent' && key === ask.answer)
      if (!answer || !first) continue
      const { rating, words = '' } = ask
      const note = ratingNote({ submission: first.id, ticket, answer, rating, words })
      const receipt = await this.#options.store.rate(note)
      if (receipt === 'gone') throw unknown()
      if (receipt === 'full')
        throw new Refusal('no_follow_up', 'Enough was said of these answers: write a message.')
      return { rating: 'given' }
    }
    throw wrongFields('Correct these fields and ask again', { answer: 'invalid' }, () => true)
  }

  /** A file, by the address that whoever may have it was told. @throws Refusal `not_found` or `overloaded`. */
  file(link: string): Promise<Response> {
    return fileOf(this.#options, link)
  }

  /**
   * What a further message goes on from; undefined for one that names nothing.
   * @throws Refusal as `show`, and `no_follow_up` for a conversation that takes none.
   */
  async follow(site: Site, fields: Readonly<Record<string, unknown>>): Promise<Followed | undefined> {
    const { follows: named, identity, session } = fields
    if (named === undefined) return undefined
    const { followUp } = rulesOf(site)
    const by = typeof named === 'string' && REQUEST_KEY.test(named) ? 'key' : 'receipt'
    const found = await this.#find(site, parseAsk({ [by]: named, identity, session }))
    const { rows: chain, owner, chain: name } = found
    const tickets = await this.#ticketsOf(site, found.tickets, owner)
    const [first] = chain
    const born = ticketOfChain(name)
    const isSpam = [...tickets.values()].some(({ ticket }) => ticket?.status === 'spam')
    // Unchecked still: only the schema may make a text of it. One that is wrong is refused by all of them, later.
    const { data: own } = Submission.shape.id.safeParse(fields['id'])
    if (isSpam && !chain.some(({ id }) => id === own)) throw noFollowUp()
    const before = tickets.get(born ?? first?.ticket ?? '')?.ticket
    const subject = born === undefined && first?.submission ? subjectOf(first.submission) : before?.subject
    const origin = born === undefined ? { first: name, reference: first?.reference } : { ticket: born }
    return {
      email: addressOf(chain, tickets),
      owner,
      chain: name,
      topic: first?.submission?.topic,
      name: first?.submission?.name,
      follows: {
        as: followUp,
        ...given({ ...origin, subject, number: before?.number }),
      },
    }
  }

  /**
   * The conversation that a receipt opens, or a key of the asker's own requests, and whether the address is proven.
   * @throws Refusal `unknown_conversation`, `identity_invalid`, `proof_required`.
   */
  async #find(site: Site, ask: ConversationAsked): Promise<Found> {
    if (ask.key !== undefined && ask.receipt === undefined) {
      const { requests, owner } = await this.#own(site, ask)
      const found = requests.find(({ key }) => key === ask.key)
      if (!found) throw unknown()
      const rows = await this.#options.store.byFirst(found.chain)
      return { ...found, rows, owner, isProven: true }
    }
    const proof = await this.#proofOf(site, ask)
    const rows = await this.#byReceipt(site, ask)
    const [first] = rows
    if (first?.address === undefined) throw unknown()
    const { address: owner, chain, id } = first
    const isProven = proof !== undefined && this.#options.handles.ofAddress(proof.email) === owner
    const born = ticketOfChain(chain ?? id)
    const tickets = [...new Set([born ?? [], ...rows.map(({ ticket }) => ticket ?? [])].flat())]
    return { rows, tickets, chain: chain ?? id, owner, isProven }
  }

  /** The requests of whoever proves an address with what opens all of them. @throws Refusal `proof_required`. */
  async #own(site: Site, ask: ConversationAsked) {
    const { handles } = this.#options
    const proof = await this.#proofOf(site, ask)
    if (!proof?.opensAll) throw proofRequired()
    const { email, name } = proof
    const owner = handles.ofAddress(email)
    const requests = await requestsOf(this.#options, site, { email, name, owner, channels: channelsOf(site) })
    return { requests, owner }
  }

  #proofOf(site: Site, ask: ConversationAsked): Promise<ProofOfAddress | undefined> {
    const { provenAddress, now } = this.#options
    return proofOf(ask, site, provenAddress, now())
  }

  async #byReceipt(site: Site, { receipt }: ConversationAsked): Promise<ChainMessage[]> {
    if (receipt === undefined || !RECEIPT.test(receipt)) return []
    return this.#options.store.byReceipt(site.id, receiptHash(receipt))
  }

  /** What is known of the tickets of a conversation: of those that are still this person's, in a channel of the site. */
  async #ticketsOf(
    site: Site,
    ulids: readonly string[],
    owner: string,
  ): Promise<ReadonlyMap<string, TicketLook>> {
    const { handles, reader } = this.#options
    const looks = await reader.look(ulids)
    const channels = channelsOf(site)
    return new Map(
      ulids.flatMap((ulid): [string, TicketLook][] => {
        const look = looks.get(ulid)
        if (!look?.ticket) return []
        const { email, channel } = look.ticket
        const isOurs = email !== '' && handles.ofAddress(email) === owner
        return isOurs && (channel === '' || channels.has(channel)) ? [[ulid, look]] : []
      }),
    )
  }
}

/** @throws Refusal `not_found` for a site that shows nothing. */
function rulesOf({ conversation: rules }: Site): Site['conversation'] {
  if (rules.conversation !== 'off') return rules
  throw new Refusal('not_found', 'This site shows no conversations: see CONVERSATION in docs/operate.md.')
}
