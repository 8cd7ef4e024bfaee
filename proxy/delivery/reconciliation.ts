/** What becomes of a message of which nobody knows whether it has its ticket: it is looked for before it is sent again. */
import type { Before } from '../helpdesk/follow-up-plan.ts'
import type { AtGate } from '../helpdesk/gated-call.ts'
import type { Helpdesk } from '../helpdesk/client.ts'
import { channelOf } from '../helpdesk/routing.ts'
import type { TicketSite } from '../helpdesk/routing.ts'
import type { SearchResult } from '../helpdesk/ticket-search.ts'
import type { Entry, PlannedStep, Settlement } from '../store/records.ts'
import { OLDER } from '../store/store.ts'
import type { Lead } from '../store/store.ts'
import { isConfigured, mayComeBack, unconfigured } from './configured.ts'
import type { Leadership } from './leadership.ts'
import type { Misconfiguration } from './misconfiguration.ts'
import { afterNoteLook, afterSearch } from './next-step.ts'
import type { Away, Circumstances, Misconfigured, Undecided } from './next-step.ts'
import { AGAIN_MS, beforeOf, noteFor, planFor } from './sending.ts'
import type { Searches } from './searches.ts'
import { isInOlder, stillInOlder, withoutOlder } from './waits.ts'

export interface ReconciliationOptions extends Circumstances {
  helpdesk: Pick<Helpdesk, 'findNote'>
  searches: Searches
  barred: Pick<Misconfiguration, 'confirmReach' | 'confirmSearch'>
  leadership: Pick<Leadership, 'puttingOff'>
  at: () => AtGate
  isStopping: () => boolean
}

/** What a look leads to, and whether the helpdesk worked. */
export interface Reconciled {
  settlement: Settlement
  plan?: readonly PlannedStep[]
  isHealthy: boolean
}

type Finding = SearchResult | Away | Misconfigured | Undecided

export class Reconciliation {
  readonly #options: ReconciliationOptions

  constructor(options: ReconciliationOptions) {
    this.#options = options
  }

  /** Looks for what a message may have become, a few calls at a time; undefined when that goes on at its next turn. */
  async look(lead: Lead, entry: Entry, site: TicketSite | undefined): Promise<Reconciled | undefined> {
    // First: what it is looked for on account of is lost with another reason.
    if (await this.#options.leadership.puttingOff(lead, entry)) return undefined
    if (!isConfigured(entry, site) && mayComeBack(entry))
      return { settlement: unconfigured(entry, site, this.#options), isHealthy: true }
    const told = await beforeOf(lead, entry)
    const isOpen = told === 'later' || told === 'overdue'
    if (isOpen && isInOlder(entry) && entry.submission?.follows?.as === 'note') {
      // It may be a note on a ticket that is not known here yet. Looked for before that, it would be written again.
      const { attempts, why = OLDER } = entry
      await lead.settle(entry, { state: 'unsure', waitMs: AGAIN_MS, why, attempts })
      return undefined
    }
    const before = isOpen ? undefined : told
    const sought = withoutOlder(entry)
    const finding = await this.#find(lead, sought, site, before)
    if (!finding) return undefined
    if (finding.type === 'more') {
      const { attempts, why = 'searching' } = entry
      await lead.settle(entry, { state: 'unsure', waitMs: 0, why, attempts })
      return undefined
    }
    const after = stillInOlder(afterSearch(finding, sought, this.#options), entry)
    const settlement = after.state === 'delivered' ? { ...after, mayHaveNotes: isInOlder(entry) } : after
    const plan = site && entry.submission ? planFor(entry.submission, site, before, settlement) : []
    return { settlement, plan, isHealthy: finding.type !== 'failed' }
  }

  /** Undefined when nothing has happened. */
  async #find(
    lead: Lead,
    entry: Entry,
    site: TicketSite | undefined,
    before: Before | undefined,
  ): Promise<Finding | undefined> {
    const { searches, barred, at } = this.#options
    const channel = site && channelOf(site, entry.submission?.topic)
    // Lists leave out without a word what the token does not reach. Asked afterwards alone, it may be back by then; and
    // so it may where a search goes on that others had their turn in between, or that failed.
    const reach = await barred.confirmReach(lead, channel, at())
    if (reach !== 'reached') {
      searches.forget(entry)
      return reach
    }
    const found = await this.#search(entry, site, before)
    if (!found || found.type === 'more') return found
    const finding = await barred.confirmSearch(lead, found, channel, at())
    // What did not open meanwhile would be a riddle at its end.
    if (finding !== found) searches.forget(entry)
    return finding
  }

  /** Looks for the note that a message may have become, else for its ticket; undefined when nothing has happened. */
  async #search(
    entry: Entry,
    site: TicketSite | undefined,
    before: Before | undefined,
  ): Promise<SearchResult | Away | undefined> {
    const { helpdesk, searches, at, isStopping } = this.#options
    if (before?.hasNote) {
      const look = await helpdesk.findNote(before.ticket, noteFor(entry), at())
      const finding = look && afterNoteLook(look, entry)
      // It may be a ticket all the same, from when the other had none yet or was away: see `send`.
      if (finding !== 'no note') return finding
    }
    return searches.goOn(entry, site, () => !isStopping())
  }
}
