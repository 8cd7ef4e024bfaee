/** Conversations, for whoever may see them: who asks, what was sent, what is known of its tickets, what is shown. */
import { createHmac } from 'node:crypto'
import type { Site } from '../config/config.ts'
import { RECEIPT } from '../contract/conversation/conversation.ts'
import type { ShownConversation, Unchanged } from '../contract/conversation/conversation.ts'
import { Refusal } from '../refusal.ts'
import type { ChainMessage, ConversationStore } from '../store/conversation/store.ts'
import { parseAsk } from './ask.ts'
import type { ConversationAsked } from './ask.ts'
import { fileOf } from './files.ts'
import type { FilesOptions } from './files.ts'
import type { TicketLook, TicketReader } from './desk/ticket-reader.ts'
import { receiptHash } from './handles.ts'
import type { HandleMaker } from './handles.ts'
import { subjectOf } from '../helpdesk/ticket.ts'
import type { Followed } from './following.ts'
import { proofOf } from './proof.ts'
import type { ProofOfAddress, ProvenAddress } from './proof.ts'
import type { SealedLinks } from './sealed-links.ts'
import { shownConversation } from './shown.ts'

export interface ConversationsOptions {
  store: Pick<ConversationStore, 'byReceipt' | 'peek'>
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

/** One answer for all that is wrong with a receipt: nobody learns what there is by trying. */
const unknown = () =>
  new Refusal('unknown_conversation', 'No message of this site has this receipt (any more): forget it.')

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
    const { links, keyOf, now } = this.#options
    const { conversation, agents } = rulesOf(site)
    const proof = await this.#proofOf(site, ask)
    const chain = await this.#byReceipt(site, ask)
    const owner = chain[0]?.address
    if (owner === undefined) throw unknown()
    const tickets = await this.#ticketsOf(site, chain, owner)
    const shown = shownConversation({
      chain,
      tickets,
      isProven: conversation === 'receipt' || this.#isOwner(proof, owner),
      agents,
      seal: links.seal,
      keyOf,
      now: now(),
    })
    const { version, asOf, next } = shown
    return version === ask.known ? { unchanged: true, version, asOf, next } : shown
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
    const { follows, identity, session } = fields
    if (follows === undefined) return undefined
    const { followUp } = rulesOf(site)
    const chain = await this.#byReceipt(site, parseAsk({ receipt: follows, identity, session }))
    const [first] = chain
    const owner = first?.address
    if (first === undefined || owner === undefined) throw unknown()
    const tickets = await this.#ticketsOf(site, chain, owner)
    const newest = [...tickets.values()].at(-1)?.ticket
    const isSpam = [...tickets.values()].some(({ ticket }) => ticket?.status === 'spam')
    const isKnown = chain.some(({ id }) => id === String(fields['id']).toLowerCase())
    if (isSpam && !isKnown) throw noFollowUp()
    const written = chain.find(({ submission }) => submission)?.submission
    const before = first.ticket === undefined ? undefined : tickets.get(first.ticket)?.ticket
    const subject = first.submission ? subjectOf(first.submission) : before?.subject
    return {
      email: written?.email ?? newest?.email,
      owner,
      chain: first.id,
      topic: first.submission?.topic,
      name: first.submission?.name,
      follows: {
        as: followUp,
        first: first.id,
        reference: first.reference,
        ...(subject !== undefined && { subject }),
        ...(before && before.number !== '' && { number: before.number }),
      },
    }
  }

  #proofOf(site: Site, ask: ConversationAsked): Promise<ProofOfAddress | undefined> {
    const { provenAddress, now } = this.#options
    return proofOf(ask, site, provenAddress, now())
  }

  #isOwner(proof: ProofOfAddress | undefined, owner: string): boolean {
    return proof !== undefined && this.#options.handles.ofAddress(proof.email) === owner
  }

  async #byReceipt(site: Site, { receipt }: ConversationAsked): Promise<ChainMessage[]> {
    if (receipt === undefined || !RECEIPT.test(receipt)) return []
    return this.#options.store.byReceipt(site.id, receiptHash(receipt))
  }

  /** What is known of the tickets of a conversation: of those that are still this person's, in a channel of the site. */
  async #ticketsOf(
    site: Site,
    chain: readonly ChainMessage[],
    owner: string,
  ): Promise<ReadonlyMap<string, TicketLook>> {
    const { handles, reader } = this.#options
    const ulids = [...new Set(chain.flatMap(({ ticket }) => ticket ?? []))]
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
