/**
 * The tickets of a proven address that were not born here, such as those by e-mail: found by the contact, since the
 * helpdesk lists no tickets by that. Never for an address that nobody has proven. A contact without a name gets the one
 * that the site's server vouches for.
 */
import type { Helpdesk } from '../../helpdesk/client.ts'
import { isFailure, isObject } from '../../helpdesk/request.ts'
import type { Json } from '../../helpdesk/request.ts'
import { isUlid } from '../../helpdesk/ulid.ts'
import { oneSpelling } from '../../contract/email/spelling.ts'
import type { ConversationStore } from '../../store/conversation/store.ts'
import type { Log } from '../../log.ts'

/** How old a list may be that somebody looks at. */
const AGE_MS = 300_000

/** How long one process has to read it before another may. */
const FLIGHT_MS = 30_000

export interface OwnTicketsOptions {
  conversations: Pick<ConversationStore, 'look' | 'keep' | 'claim'>
  helpdesk: Pick<Helpdesk, 'get'>
  /** Not the one that reads: its token need not be allowed to write. */
  writer: Pick<Helpdesk, 'nameContact'>
  log: Log
}

/** Whose tickets are asked for, and in which channels. */
export interface Whose {
  site: string
  email: string
  /** That of the person, where the site's server vouches for it. */
  name?: string | undefined
  /** See `Handles.address`. */
  owner: string
  /** Lower case. */
  channels: ReadonlySet<string>
  /** How many of the person's tickets are known already. */
  known: number
}

export class OwnTickets {
  readonly #options: OwnTicketsOptions
  readonly #flights = new Set<Promise<void>>()

  constructor(options: OwnTicketsOptions) {
    this.#options = options
  }

  /** What is known of them, as ULIDs; what is newer is read behind. */
  async look(whose: Whose): Promise<readonly string[]> {
    const { conversations, log } = this.#options
    const key = `own ${whose.site} ${whose.owner}`
    const [reading] = await conversations.look([key])
    if (!reading || reading.ageMs > AGE_MS) {
      const flight = this.#read(key, whose)
        .catch((error: unknown) =>
          log('warn', 'reading_failed', { why: error instanceof Error ? error.message : 'unknown' }),
        )
        .finally(() => this.#flights.delete(flight))
      this.#flights.add(flight)
    }
    return reading?.content === undefined ? [] : (JSON.parse(reading.content) as string[]) // as: written in `#read`
  }

  /** Resolves when nothing is read any more. */
  async stop(): Promise<void> {
    await Promise.all(this.#flights)
  }

  async #read(key: string, { site, email, name, owner, channels, known }: Whose): Promise<void> {
    const { conversations } = this.#options
    const change = await conversations.claim(key, FLIGHT_MS)
    if (change === undefined) return
    const contacts = await this.#list('/contacts', { 'filter[email]': email })
    // A part of an address is found as well.
    const contact = contacts?.find((one) => isSame(one['email'], email))
    if (!contacts) return
    if (contact && name !== undefined) await this.#giveName(site, contact, name)
    const isMore = contact !== undefined && Number(contact['ticket_count']) > known
    const tickets = isMore
      ? await this.#list('/tickets', {
          'filter[search]': email,
          'filter[channel_ulids]': [...channels].join(','),
          sort: '-created_at',
        })
      : []
    if (!tickets) return
    const ulids = tickets.filter((ticket) => isOwn(ticket, email, channels)).map(({ ulid }) => ulid)
    const content = JSON.stringify(ulids.filter(isUlid))
    await conversations.keep({ key, content, owner, activity: '', change })
  }

  /** One that has a name keeps it; of one that tells nothing of names, it is not known. What fails has a next time. */
  async #giveName(site: string, { ulid, name: present }: Json, name: string): Promise<void> {
    const { writer, log } = this.#options
    if (!isUlid(ulid) || (present !== null && present !== '')) return
    const status = await writer.nameContact(ulid, name)
    if (status !== undefined) log(status < 300 ? 'info' : 'warn', 'contact_name', { site, status })
  }

  async #list(path: string, filters: Record<string, string>): Promise<Json[] | undefined> {
    const query = new URLSearchParams({ ...filters, per_page: '100' })
    const answer = await this.#options.helpdesk.get(`${path}?${query.toString()}`)
    if (answer?.type !== 'answer' || answer.status >= 300) return undefined
    const { body } = answer
    if (!isObject(body) || isFailure(body)) return undefined
    const { data } = body
    return Array.isArray(data) ? (data as unknown[]).filter(isObject) : undefined
  }
}

const isSame = (told: unknown, email: string): boolean =>
  typeof told === 'string' && oneSpelling(told) === oneSpelling(email)

/** A search finds addresses in texts too: the contact must be the person, and the channel plainly the site's. */
function isOwn({ contact, channel }: Json, email: string, channels: ReadonlySet<string>): boolean {
  if (!isObject(contact) || !isSame(contact['email'], email)) return false
  const ulid = isObject(channel) ? channel['ulid'] : undefined
  return typeof ulid === 'string' && channels.has(ulid.toLowerCase())
}
