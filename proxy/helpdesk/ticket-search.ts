/**
 * The search for the ticket of one submission, as a piece of work that can be laid aside after every call: one that has
 * hundreds of candidates must not keep other messages waiting.
 */
import { isFailure, isObject } from './request.ts'
import type { Json } from './request.ts'
import type { GatedCall } from './gated-call.ts'
import { recognise } from './recognition.ts'
import type { Sought } from './recognition.ts'
import { isUlid } from './ulid.ts'

/** A reference is in few tickets; more is somebody's flood, or a search that ignores what it is asked for. */
const CANDIDATES_MAX = 1000
/** Calls for lists. */
const PAGES_MAX = 40

/**
 * The lists that are read one after the other, by their statuses. The first is the helpdesk's own choice, which may leave
 * out what it takes for spam; the second names all statuses that are documented, and would miss any other.
 */
const STATUSES = [undefined, 'open,waiting,closed,spam'] as const

/** Rounds through them, the first included. */
const ROUNDS_MAX = 4

/** Whether to go on with one more call, now. */
export type Leave = () => boolean

type Read = { type: 'read'; status: number; body: unknown } | { type: 'stop'; finding: SearchResult }

export class TicketSearch {
  readonly #call: GatedCall
  readonly #sought: Sought
  #page = 1
  #pages = 0
  #round = newRound()
  #rounds = 1
  /** Whether the round before was refused the second list. */
  #wasRefused = false
  /** Whether the lists go on, are read to their end, are too long to be read, or do not tell all that they count. */
  #list: 'open' | 'whole' | 'flooded' | 'gaps' = 'open'
  readonly #seen = new Set<string>()
  #waiting: string[] = []
  /** Why it may be there although it was not recognised. `passing`: another look may tell. */
  #doubt: 'passing' | 'lasting' | undefined
  /** A candidate that is ours unless another one may be. */
  #quoting: string | undefined
  /** What a candidate was refused with that did not open. */
  #refused: number | undefined

  constructor(call: GatedCall, sought: Sought) {
    this.#call = call
    this.#sought = sought
  }

  /**
   * Goes on, asking for leave before every call, as far as the gate is open. With `more`, `limited` and `failed` it can be gone on with
   * later; where it was interrupted, it continues.
   */
  async next(leave: Leave): Promise<SearchResult> {
    for (;;) {
      const [candidate] = this.#waiting
      if (candidate === undefined && this.#list !== 'open') return this.#end()
      if (!leave()) return { type: 'more' }
      const finding = candidate === undefined ? await this.#turn() : await this.#open(candidate)
      if (finding) return finding
    }
  }

  /** What the whole search has shown; the next one begins anew. */
  #end(): SearchResult {
    const doubt = this.#doubt
    const refused = this.#refused
    const quoting = this.#quoting
    const list = this.#list
    this.#page = 1
    this.#pages = 0
    this.#round = newRound()
    this.#rounds = 1
    this.#wasRefused = false
    this.#list = 'open'
    this.#seen.clear()
    this.#doubt = undefined
    this.#refused = undefined
    this.#quoting = undefined
    if (list === 'flooded') return { type: 'unclear', why: 'too many candidates' }
    // What cannot be read may be ours: taking it for another would make a second ticket.
    if (doubt === 'passing') return { type: 'failed', why: 'unreadable ticket' }
    if (doubt) return { type: 'unclear', why: 'unreadable ticket', refused }
    if (list === 'gaps') return { type: 'unclear', why: 'list with gaps' }
    return quoting === undefined ? { type: 'absent' } : { type: 'found', ticket: quoting }
  }

  /** After the last page of a list. */
  #nextList(): void {
    this.#page = 1
    const { hasPages, hasNew, total, isRefused } = this.#round
    if (++this.#round.list < STATUSES.length) return
    // Refused twice, with the other list told in between, it is not known. Once, it may be what was repaired meanwhile.
    const isWhole = !(hasPages && hasNew) && (!isRefused || this.#wasRefused)
    this.#wasRefused = isRefused
    // Tickets that were removed, or that stand in no order, move from page to page meanwhile, and ours may be one of them.
    const misses = total > this.#seen.size
    if (!misses && isWhole) this.#list = 'whole'
    else if (this.#rounds++ === ROUNDS_MAX) this.#list = misses ? 'gaps' : 'flooded'
    else this.#round = newRound()
  }

  /** Reads the next page of candidates. */
  async #turn(): Promise<SearchResult | undefined> {
    const statuses = STATUSES[this.#round.list]
    // Oldest first: an order that does not change, so that no update moves a ticket to a page that was read already.
    const query = new URLSearchParams({
      'filter[search]': this.#sought.reference,
      ...(statuses !== undefined && { 'filter[status]': statuses }),
      sort: 'created_at',
      per_page: '100',
      page: String(this.#page),
    })
    const read = await this.#read(`/tickets?${query.toString()}`)
    if (read.type === 'stop') return read.finding
    const { status, body } = read
    if (status >= 500 || status === 408) return { type: 'failed', why: String(status) }
    // One that knows no such statuses has told all that it tells.
    if (statuses !== undefined && (status === 400 || status === 422)) {
      this.#round.isRefused = true
      this.#nextList()
      return undefined
    }
    if (status >= 300) return { type: 'rejected', status }
    // An index that is out of order may tell an empty list with status 200, and say so beside it.
    const list = isObject(body) && !isFailure(body) ? body : {}
    const ulids = ulidsOf(list)
    if (!ulids) return { type: 'failed', why: 'not a list' }
    // A helpdesk that knows no pages tells the same again and again.
    const fresh = [...new Set(ulids)].filter((ulid) => !this.#seen.has(ulid))
    this.#waiting = fresh.slice(0, CANDIDATES_MAX - this.#seen.size)
    for (const ulid of this.#waiting) this.#seen.add(ulid)
    const goesOn = hasMore(list, this.#page, fresh.length > 0)
    const { hasPages, hasNew, total } = this.#round
    this.#round.hasPages = hasPages || goesOn
    this.#round.hasNew = hasNew || fresh.length > 0
    this.#round.total = Math.max(total, totalOf(list))
    this.#pages++
    if (this.#waiting.length < fresh.length || (goesOn && this.#pages >= PAGES_MAX)) this.#list = 'flooded'
    else if (goesOn) this.#page++
    else this.#nextList()
    return undefined
  }

  /** Opens a candidate: search results may be inexact, and visitors quote. */
  async #open(ulid: string): Promise<SearchResult | undefined> {
    const read = await this.#read(`/tickets/${encodeURIComponent(ulid)}`)
    if (read.type === 'stop') {
      // To the end: one that never opens must not hide ours behind it, nor pass for opened.
      if (read.finding.type !== 'limited' && read.finding.type !== 'more')
        this.#waiting.push(...this.#waiting.splice(0, 1))
      return read.finding
    }
    this.#waiting.shift()
    const { status, body } = read
    // A maintenance page with status 200 is no ticket, but will be over.
    const passing = status >= 500 || status === 408 || (status < 300 && !isObject(body))
    if (status >= 300 && !passing) this.#refused = status
    const verdict = passing || status >= 300 ? 'unreadable' : recognise(this.#sought, body)
    if (verdict === 'ours') return { type: 'found', ticket: ulid }
    const isOnly = verdict === 'quoting' && this.#quoting === undefined
    if (isOnly) this.#quoting = ulid
    // Another that follows may be ours, so one that cannot be read does not end the search.
    if (!isOnly && verdict !== 'another' && this.#doubt !== 'passing')
      this.#doubt = passing ? 'passing' : 'lasting'
    return undefined
  }

  /** An answer that is worth looking at, or what ends the search for now. */
  async #read(path: string): Promise<Read> {
    const answer = await this.#call('GET', path)
    if (!answer) return { type: 'stop', finding: { type: 'more' } }
    if (answer.type === 'error') return { type: 'stop', finding: { type: 'failed', why: answer.why } }
    const { status, body } = answer
    if (status === 429) return { type: 'stop', finding: { type: 'limited' } }
    if (status === 401) return { type: 'stop', finding: { type: 'rejected', status } }
    return { type: 'read', status, body }
  }
}

/** What one round through the lists has shown. */
const newRound = () => ({ list: 0, hasPages: false, hasNew: false, total: 0, isRefused: false })

/** Where a list may say something of itself. */
const partsOf = (list: Json): Json[] => [list, ...[list['meta'], list['links']].filter(isObject)]

/** How many tickets a list says that it has on all pages. */
const totalOf = (list: Json): number =>
  Math.max(0, ...partsOf(list).map((part) => Number(part['total']) || 0))

/** What a list may say of the page after this one. */
const NEXT = ['next', 'next_page_url', 'next_cursor'] as const

/**
 * Whether a list has pages after this one, by whatever it says of them: one call too many finds an empty page, and one
 * too few misses our ticket, which is then made again. One that says nothing goes on as long as it has something new.
 */
function hasMore(list: Json, page: number, hasNew: boolean): boolean {
  const told = partsOf(list)
  const last = told.map((part) => Number(part['last_page']))
  const counted = told.map((part) => Number(part['total']) / Number(part['per_page']))
  if (told.some((part) => NEXT.some((name) => Boolean(part[name])))) return true
  const says =
    told.some((part) => NEXT.some((name) => name in part)) || [...last, ...counted].some((n) => n > 0)
  return says ? [...last, ...counted].some((pages) => pages > page) : hasNew
}

/** The ULIDs of a list of tickets; undefined when it is not one. */
function ulidsOf({ data }: Json): string[] | undefined {
  if (!Array.isArray(data)) return undefined
  const ulids = (data as unknown[]).map((item) => (isObject(item) ? item['ulid'] : undefined))
  // Anything else could lead the path of the next call elsewhere.
  const known = ulids.filter(isUlid)
  return known.length === ulids.length ? known : undefined
}

/** What a look for a ticket or a note found. */
export type Look =
  | { type: 'found'; ticket: string }
  | { type: 'absent' }
  | { type: 'limited' }
  | { type: 'failed'; why: string }
  | { type: 'rejected'; status: number }
  /**
   * The helpdesk works, and what it tells proves nothing; the next look will hardly prove more. `refused`: something was
   * refused with that, which may be the configuration's fault.
   */
  | { type: 'unclear'; why: string; refused?: number | undefined }

/** What a search has found so far. `more`: there is more to be read, but not now. */
export type SearchResult = Look | { type: 'more' }
