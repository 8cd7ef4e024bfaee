/** The requests of a proven address: conversations that began here, and tickets that came by e-mail. */
import { createHmac } from 'node:crypto'
import type { Site } from '../config/config.ts'
import type { OwnRequest, OwnRequests } from '../contract/conversation/conversation.ts'
import { subjectOf } from '../helpdesk/ticket.ts'
import type { ChainMessage, ConversationStore } from '../store/conversation/store.ts'
import type { KnownTicket } from './desk/known-ticket.ts'
import type { OwnTickets, Whose } from './desk/own-tickets.ts'
import type { TicketLook } from './desk/ticket-reader.ts'
import { freshness, stateOf, versionOf } from './shown.ts'

/** Messages that are listed, the newest. */
const ROWS_MAX = 200

/** Tickets of a list that are read to tell how far they are, the newest; of older ones what is known by chance. */
const READ_MAX = 10

/** A conversation that began with a message, or a ticket that came by e-mail. */
export interface Request {
  key: string
  /** Of all its messages here: the id of the first, or `ticket ULID`. */
  chain: string
  rows: readonly ChainMessage[]
  tickets: readonly string[]
}

/** How rows name the ticket that they go on from, when it was born by e-mail. */
const chainOfTicket = (ulid: string): string => `ticket ${ulid}`

/** The ticket that a chain begins with, if it was born by e-mail. */
export const ticketOfChain = (chain: string): string | undefined => /^ticket (.*)$/.exec(chain)?.[1]

export interface OwnRequestsOptions {
  store: Pick<ConversationStore, 'ofAddress'>
  ownTickets: Pick<OwnTickets, 'look'>
  secret: string
}

/** All requests of an address at a site, the newest first. */
export async function requestsOf(
  { store, ownTickets, secret }: OwnRequestsOptions,
  site: Pick<Site, 'id'>,
  person: Pick<Whose, 'email' | 'name' | 'owner' | 'channels'>,
): Promise<Request[]> {
  const { owner } = person
  const rows = await store.ofAddress(site.id, owner, ROWS_MAX)
  const ours = new Set(rows.flatMap(({ ticket }) => ticket ?? []))
  const whose = { ...person, site: site.id, known: ours.size }
  const byMail = (await ownTickets.look(whose)).filter((ulid) => !ours.has(ulid))
  const chains = new Map<string, ChainMessage[]>()
  for (const row of rows) {
    const chain = row.chain ?? row.id
    chains.set(chain, [row, ...(chains.get(chain) ?? [])])
  }
  for (const ulid of byMail) if (!chains.has(chainOfTicket(ulid))) chains.set(chainOfTicket(ulid), [])
  const keyOf = (chain: string) =>
    createHmac('sha256', secret).update(`request\n${site.id}\n${owner}\n${chain}`).digest('base64url')
  return [...chains].map(([chain, members]) => {
    const tickets = [ticketOfChain(chain) ?? [], ...members.map(({ ticket }) => ticket ?? [])].flat()
    return { key: keyOf(chain).slice(0, 32), chain, rows: members, tickets: [...new Set(tickets)] }
  })
}

/** The tickets whose state a list needs. */
export const readFor = (requests: readonly Request[]): string[] =>
  requests.flatMap(({ tickets }) => tickets.slice(-1)).slice(0, READ_MAX)

/** One of the list; nothing for a ticket of which nothing is known yet. */
function shownRequest({ key, rows, tickets }: Request, looks: ReadonlyMap<string, TicketLook>): OwnRequest[] {
  const last = looks.get(tickets.at(-1) ?? '')?.ticket
  const first: KnownTicket | undefined = looks.get(tickets[0] ?? '')?.ticket ?? last
  const [row] = rows
  if (!row && !first) return []
  const subject = row?.submission ? subjectOf(row.submission) : first?.subject
  const sentAt = rows.map(({ acceptedAt }) => new Date(acceptedAt).toISOString())
  const at = sentAt[0] ?? first?.createdAt ?? ''
  const newest = [sentAt.at(-1), last?.changedAt].filter((time) => time !== undefined)
  return [
    {
      key,
      ...(row && { reference: row.reference }),
      subject: subject ?? '',
      state: last ? stateOf(last) : 'received',
      at,
      changedAt: newest.toSorted().at(-1) ?? at,
    },
  ]
}

/** The list as it is told. */
export function shownRequests(
  requests: readonly Request[],
  looks: ReadonlyMap<string, TicketLook>,
  now: number,
): OwnRequests {
  const shown = requests
    .flatMap((request) => shownRequest(request, looks))
    .toSorted((a, b) => Date.parse(b.changedAt) - Date.parse(a.changedAt))
  return { requests: shown, version: versionOf(shown), ...freshness(looks, now) }
}
