/** The searches for tickets that are under way: each a few calls at a time, so that everything else has its turn. */
import type { Helpdesk } from '../helpdesk/client.ts'
import type { Sought } from '../helpdesk/recognition.ts'
import { channelOf } from '../helpdesk/routing.ts'
import type { TicketSite } from '../helpdesk/routing.ts'
import type { Leave, TicketSearch, SearchResult } from '../helpdesk/ticket-search.ts'
import type { Entry } from '../store/records.ts'

/** Calls that one search makes before others have their turn. */
const CALLS = 5

/** Searches that are remembered, each with a thousand ULIDs at most. */
const SEARCHES_MAX = 100

/** A search that nobody went on with for so long is of a message that is gone: the longest wait is a quarter of it. */
const GONE_MS = 3_600_000

/** What the ticket of an entry must agree with. */
function soughtOf({ reference, acceptedAt, submission }: Entry, site: TicketSite | undefined): Sought {
  const { mark, email, message, topic } = submission ?? {}
  return { reference, mark, email, message, acceptedAt, channel: site && channelOf(site, topic) }
}

export class Searches {
  readonly #helpdesk: Pick<Helpdesk, 'search'>
  readonly #now: () => number
  /** Those that rested longest come first. */
  readonly #underWay = new Map<string, { search: TicketSearch; usedAt: number }>()

  constructor(helpdesk: Pick<Helpdesk, 'search'>, now: () => number) {
    this.#helpdesk = helpdesk
    this.#now = now
  }

  /** Goes on with the search for an entry's ticket for a few calls, as far as `leave` lets it. */
  async goOn(entry: Entry, site: TicketSite | undefined, leave: Leave): Promise<SearchResult> {
    const search = this.#underWay.get(entry.id)?.search ?? this.#helpdesk.search(soughtOf(entry, site))
    let left = CALLS
    const finding = await search.next(() => left-- > 0 && leave())
    this.forget(entry)
    if (!isOver(finding)) this.#keep(entry, search)
    return finding
  }

  /**
   * Keeps a search to go on with. When there are too many, those that are under way stay and this one begins anew at its
   * next turn: to give one of them up instead would let none of hundreds, in turns, ever come to its end.
   */
  #keep({ id }: Entry, search: TicketSearch): void {
    const usedAt = this.#now()
    const [oldest] = this.#underWay
    if (oldest && oldest[1].usedAt < usedAt - GONE_MS) this.#underWay.delete(oldest[0])
    if (this.#underWay.size < SEARCHES_MAX) this.#underWay.set(id, { search, usedAt })
  }

  /** Lets the next search begin anew: the ticket may be made where this one has looked. */
  forget({ id }: Entry): void {
    this.#underWay.delete(id)
  }

  /** The same for all of them. */
  forgetAll(): void {
    this.#underWay.clear()
  }
}

/** Whether there is nothing to go on with. */
function isOver(finding: SearchResult): boolean {
  switch (finding.type) {
    case 'found':
    case 'absent':
    case 'unclear':
      return true
    case 'more':
    case 'limited':
    case 'failed':
    case 'rejected':
      return false
  }
}
