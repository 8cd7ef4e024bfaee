/**
 * Reads tickets for those who look at them, within few calls: one list for everybody tells which tickets have changed,
 * and only those are read. Whoever asks is told at once what is known; what is newer is read behind.
 */
import type { Helpdesk } from '../../helpdesk/client.ts'
import { isFailure, isObject } from '../../helpdesk/request.ts'
import type { Json } from '../../helpdesk/request.ts'
import { isUlid } from '../../helpdesk/ulid.ts'
import type { ConversationStore } from '../../store/conversation/store.ts'
import type { Log } from '../../log.ts'
import { activityOf, knownTicket } from './known-ticket.ts'
import type { KnownTicket } from './known-ticket.ts'

/** Pages of the list that are read when so much has changed that one does not reach back to the last time. */
const PAGES_MAX = 3

/**
 * Whoever asked within this time looks still: a widget asks once a minute when nothing happens, and that is noted to
 * within half a minute.
 */
const LOOKING_MS = 120_000

/** How long one process has for a ticket before another may read it. */
const FLIGHT_MS = 30_000

/** What the list never says to have changed is read again all the same, so often. */
const AGE_MS = 3_600_000

/** A ticket that has just changed is read once more. */
const UNSETTLED_MS = 2000

/** Between two tries while no call may leave. */
const CLOSED_MS = 1000

const LIST = 'list'
/** When the list was read last: so new is what it said nothing of. */
const LISTED = 'listed'

export interface TicketReaderOptions {
  conversations: Pick<ConversationStore, 'look' | 'keep' | 'stale' | 'compare' | 'claim'>
  helpdesk: Pick<Helpdesk, 'get'>
  /** Names a message by its ULID. */
  keyOf: (ulid: string) => string
  /** See `Handles.address`. */
  ownerOf: (email: string) => string
  /** How often the list is read while anybody looks. */
  everyMs: number
  now: () => number
  log: Log
}

/** What is known of one ticket, and how long ago it was read. */
export interface TicketLook {
  ticket: KnownTicket | undefined
  ageMs: number
}

export class TicketReader {
  readonly #options: TicketReaderOptions
  #lookedAt = -Infinity
  /** When tickets were read a moment ago, by their ULIDs. */
  readonly #readAt = new Map<string, number>()
  /** The newest activity that the list has told, as the helpdesk's own text: times of one clock, compared as such. */
  #reached: string | undefined
  #loop: Promise<void> | undefined
  #stopping = false
  #wake: () => void = () => {}
  #woken = false

  constructor(options: TicketReaderOptions) {
    this.#options = options
  }

  /** What is known of tickets by their ULIDs; a ticket that was never read is missing. */
  async look(tickets: readonly string[]): Promise<Map<string, TicketLook>> {
    const { conversations, now } = this.#options
    if (tickets.length === 0) return new Map()
    const all = await conversations.look([...tickets, LISTED])
    const readings = all.filter(({ key }) => key !== LISTED)
    const listedMs = all.find(({ key }) => key === LISTED)?.ageMs ?? Infinity
    this.#lookedAt = now()
    const old = readings.filter(({ ageMs, isStale }) => !isStale && ageMs > AGE_MS)
    const hour = `not since ${Math.floor(now() / AGE_MS)}`
    if (old.length > 0) await conversations.compare(old.map(({ key }) => ({ key, activity: hour })))
    this.#loop ??= this.#run().finally(() => (this.#loop = undefined))
    if (old.length > 0 || readings.some(({ isStale }) => isStale)) this.#rouse()
    return new Map(
      readings.flatMap(({ key, content, ageMs: readMs, isStale }): [string, TicketLook][] => {
        if (content === undefined) return []
        const ageMs = isStale ? readMs : Math.min(readMs, listedMs)
        return [[key, { ticket: JSON.parse(content) as KnownTicket, ageMs }]] // as: written by `#readTicket`
      }),
    )
  }

  /** Reads nothing more; resolves when the call in flight is done. */
  async stop(): Promise<void> {
    this.#stopping = true
    this.#rouse()
    await this.#loop
  }

  #rouse(): void {
    this.#woken = true
    this.#wake()
  }

  async #run(): Promise<void> {
    const { now, log } = this.#options
    while (!this.#stopping && now() - this.#lookedAt < LOOKING_MS) {
      try {
        await this.#wait(await this.#turn())
      } catch (error) {
        log('warn', 'reading_failed', { why: error instanceof Error ? error.message : 'unknown' })
        await this.#wait(this.#options.everyMs)
      }
    }
  }

  /** Waits until there may be something to read. */
  async #wait(ms: number): Promise<void> {
    if (!this.#woken) await this.#pause(ms, () => true)
    this.#woken = false
  }

  /** Waits, unless it is woken when `isOver` says so, or the process stops. */
  async #pause(ms: number, isOver: () => boolean): Promise<void> {
    if (this.#stopping) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      timer.unref()
      this.#wake = () => {
        if (!this.#stopping && !isOver()) return
        clearTimeout(timer)
        resolve()
      }
    })
    this.#wake = () => {}
  }

  /** Reads what there is to read, and returns how long until there may be more. */
  async #turn(): Promise<number> {
    const { conversations, everyMs } = this.#options
    // Whoever has just come waits for no list.
    if (!(await this.#readStale())) return Math.min(CLOSED_MS, everyMs)
    if ((await conversations.claim(LIST, everyMs)) === undefined) return everyMs
    if (!(await this.#readList())) return everyMs
    // When its second is over: read at once, what changed a moment ago would be read twice.
    await this.#pause(Math.min(UNSETTLED_MS, everyMs / 5), () => false)
    return (await this.#readStale()) ? everyMs : Math.min(CLOSED_MS, everyMs)
  }

  /** Reads every ticket of which there is more; whether all of them could be. */
  async #readStale(): Promise<boolean> {
    const { now } = this.#options
    for (const key of await this.#options.conversations.stale(LOOKING_MS)) {
      if (this.#stopping) return true
      // Of a second that is not over, each ask would read it once more, and use up what may be read in a minute.
      if (now() - (this.#readAt.get(key) ?? -Infinity) < UNSETTLED_MS) continue
      if (isUlid(key) && !(await this.#readTicket(key))) return false
    }
    for (const [key, at] of this.#readAt) if (now() - at >= UNSETTLED_MS) this.#readAt.delete(key)
    return true
  }

  /** Whether the helpdesk can be read at all. */
  async #readList(): Promise<boolean> {
    const { conversations, helpdesk } = this.#options
    const reached = this.#reached
    for (let page = 1; page <= PAGES_MAX; page++) {
      const query = new URLSearchParams({ sort: '-updated_at', per_page: '100', page: String(page) })
      const answer = await helpdesk.get(`/tickets?${query.toString()}`)
      // No call may leave: what is known is stale, and told with its time.
      if (!answer) return true
      if (answer.type === 'error' || answer.status >= 300) return false
      const tickets = ticketsIn(answer.body)
      if (!tickets) return false
      await conversations.compare(
        tickets.map((ticket) => ({ key: String(ticket['ulid']), activity: activityOf(ticket) })),
      )
      const times = tickets.map(({ updated_at: at }) => (typeof at === 'string' ? at : ''))
      if (page === 1) this.#reached = times[0] ?? reached
      const last = times.at(-1)
      if (page === 1) await this.#noteListed()
      if (tickets.length < 100 || reached === undefined || last === undefined || last <= reached) return true
    }
    return true
  }

  async #noteListed(): Promise<void> {
    const { conversations } = this.#options
    const change = await conversations.claim(LISTED, 0)
    if (change !== undefined)
      await conversations.keep({ key: LISTED, content: '', owner: '', activity: '', change })
  }

  /** Whether calls may leave. */
  async #readTicket(key: string): Promise<boolean> {
    const { conversations, helpdesk, keyOf, ownerOf } = this.#options
    let change: number | undefined
    let isThrough = false
    // Claimed when the call is through the gate: what waits there is nobody's yet.
    const leaving = async () => {
      isThrough = true
      change = await conversations.claim(key, FLIGHT_MS)
      return change !== undefined
    }
    const answer = await helpdesk.get(`/tickets/${encodeURIComponent(key)}`, { leaving })
    if (!answer) return isThrough
    // Tried again when its time is over.
    if (answer.type === 'error' || answer.status >= 300 || change === undefined) return true
    this.#readAt.set(key, this.#options.now())
    const known = knownTicket(answer.body, keyOf)
    if (!known) return true
    const { ticket, activity } = known
    // Times are whole seconds there: more may happen in the one that is not over.
    const isOver = !((answer.date || this.#options.now()) - Date.parse(ticket.changedAt) < UNSETTLED_MS)
    const read = isOver ? change : change - 1
    const owner = ticket.email === '' ? '' : ownerOf(ticket.email)
    await conversations.keep({ key, content: JSON.stringify(ticket), owner, activity, change: read })
    return true
  }
}

/** The tickets of a list; undefined when it is not one. */
function ticketsIn(body: unknown): Json[] | undefined {
  if (!isObject(body) || isFailure(body)) return undefined
  const { data } = body
  return Array.isArray(data) ? (data as unknown[]).filter(isObject) : undefined
}
