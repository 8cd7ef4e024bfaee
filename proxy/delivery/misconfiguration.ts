/** Refusals that are no fault of one message: the token, the workspace or a channel is not what the helpdesk knows. */
import type { Helpdesk } from '../helpdesk/client.ts'
import type { AtGate } from '../helpdesk/gated-call.ts'
import type { RateGate } from '../helpdesk/rate-gate.ts'
import type { TicketSite } from '../helpdesk/routing.ts'
import type { Look } from '../helpdesk/ticket-search.ts'
import type { Log } from '../log.ts'
import type { Step } from '../store/records.ts'
import type { Lead } from '../store/store.ts'
import { isLastTry } from './next-of-step.ts'
import type { Away, Misconfigured, Undecided } from './next-step.ts'

/** How long the gate stays closed when token, workspace or channel are refused. */
const MISCONFIGURED_MS = 300_000

/** For so long a channel is taken for reached that was found to be there. */
const REACHED_MS = 5000

export interface MisconfigurationOptions {
  gate: Pick<RateGate, 'close'>
  helpdesk: Pick<Helpdesk, 'misconfiguration' | 'reach'>
  sites: ReadonlyMap<string, TicketSite>
  now: () => number
  log: Log
}

export class Misconfiguration {
  readonly #options: MisconfigurationOptions
  /** Channels that are not there, and until when nothing is sent to them. */
  readonly #held = new Map<string, number>()
  /** When each channel was found to be there last. */
  readonly #reachedAt = new Map<string, number>()

  constructor(options: MisconfigurationOptions) {
    this.#options = options
  }

  /** For how long nothing is sent to a channel; 0 or less when it is not held. */
  heldFor(channel: string): number {
    return (this.#held.get(channel) ?? 0) - this.#options.now()
  }

  /** What needs an operator: channels that are not there. */
  notice(): string | undefined {
    const gone = [...this.#held.keys()].filter((channel) => this.heldFor(channel) > 0)
    if (gone.length === 0) return undefined
    return `The helpdesk has no channel ${gone.join(', ')}, or the token does not reach it; messages for it wait. Run: support-proxy doctor`
  }

  /** `confirm` for a site; of one that is not known here any other tells as much of token and workspace. */
  async confirmFor<T extends { type: 'rejected'; status: number }>(
    lead: Pick<Lead, 'hold'>,
    rejected: T,
    site: string,
    at: AtGate,
  ): Promise<T | Misconfigured | Undecided> {
    const channel = this.#options.sites.get(site)?.channel ?? this.#anyChannel()
    return channel === undefined ? rejected : this.confirm(lead, rejected, channel, at)
  }

  /** The same for a look that was refused, or in which something was: what is away for a moment is no riddle. */
  async confirmLook(
    lead: Pick<Lead, 'hold'>,
    look: Look,
    site: string,
    at: AtGate,
  ): Promise<Look | Misconfigured | Undecided> {
    const status = refusalIn(look)
    if (status === undefined) return look
    const confirmed = await this.confirmFor(lead, { type: 'rejected', status }, site, at)
    return confirmed.type === 'rejected' ? look : confirmed
  }

  /**
   * Whether a search in a channel can find what is there: what keeps it from that, if anything does, as the search itself
   * would tell it; undefined when the process is stopping.
   */
  async confirmReach(
    lead: Pick<Lead, 'hold'>,
    channel: string | undefined,
    at: AtGate,
  ): Promise<'reached' | Look | Misconfigured | Undecided | undefined> {
    const known = channel ?? this.#anyChannel()
    const reachedAt = known === undefined ? undefined : this.#reachedAt.get(known)
    // Of many searches in a row the end of one is the beginning of the next: each call more is a second of a backlog.
    if (known === undefined || this.#options.now() - (reachedAt ?? -Infinity) < REACHED_MS) return 'reached'
    const reach = await this.#options.helpdesk.reach(known, at)
    if (reach?.type === 'reached') {
      this.#reachedAt.set(known, this.#options.now())
      return 'reached'
    }
    if (reach?.type !== 'refused') return reach
    const confirmed = await this.confirm(lead, { type: 'rejected', status: reach.status }, known, at)
    return confirmed.type === 'rejected' ? 'reached' : confirmed
  }

  /**
   * `confirm` for a search for a ticket in `channel`. One that finds nothing is looked into as well: lists leave out
   * without a word what the token does not reach, and once it does again there would be two.
   */
  async confirmSearch(
    lead: Pick<Lead, 'hold'>,
    look: Look | Away,
    channel: string | undefined,
    at: AtGate,
  ): Promise<Look | Away | Misconfigured | Undecided> {
    // After a list that failed the channel may be out of reach as well, and the next list would not tell.
    if (look.type === 'failed') this.#reachedAt.clear()
    const status = look.type === 'absent' ? 404 : refusalIn(look)
    const known = channel ?? this.#anyChannel()
    if (status === undefined || known === undefined) return look
    const confirmed = await this.confirm(lead, { type: 'rejected', status }, known, at)
    return confirmed.type === 'rejected' ? look : confirmed
  }

  /** Whether it is no fault of a step that its last try was not answered. Asked then only: it costs a call. */
  async isAway(lead: Pick<Lead, 'hold'>, step: Step, at: AtGate): Promise<boolean> {
    if (!isLastTry(step)) return false
    const found = await this.confirmFor(lead, { type: 'rejected', status: 503 }, step.site, at)
    return found.type !== 'rejected'
  }

  #anyChannel(): string | undefined {
    const [any] = this.#options.sites.values()
    return any?.channel
  }

  /**
   * A 4xx may be the fault of one ticket (a firewall that dislikes its words) or of the configuration, which would
   * refuse them all. One cheap call tells which, and where there are several channels another one. A channel that is not
   * there, or alone is refused, holds up the sites that use it; anything else, or a channel that all use, closes the gate.
   */
  async confirm<T extends { type: 'rejected'; status: number }>(
    lead: Pick<Lead, 'hold'>,
    rejected: T,
    channel: string,
    at: AtGate,
  ): Promise<T | Misconfigured | Undecided> {
    const { gate, helpdesk, log, now, sites } = this.#options
    const status = await helpdesk.misconfiguration(channel, at)
    if (status === 'none') {
      this.#reachedAt.set(channel, now())
      return rejected
    }
    // Taken for good news, it would let a message die that a repair of the configuration brings through.
    if (status === 'unknown') return { type: 'undecided', refused: rejected.status }
    log('error', 'helpdesk_misconfigured', { status, channel })
    const all = [...sites.values()]
    const other = all.find((site) => site.channel !== channel)?.channel
    // Closed for all, the gate would be shut again and again by the one, with next to nothing of the others let through.
    const isAlone =
      other !== undefined && (status === 404 || (await helpdesk.misconfiguration(other, at)) === 'none')
    if (!isAlone) {
      await gate.close(MISCONFIGURED_MS, 'misconfigured')
      return { type: 'misconfigured', status, refused: rejected.status }
    }
    const holdMs = MISCONFIGURED_MS
    this.#held.set(channel, now() + holdMs)
    for (const site of all) if (site.channel === channel) await lead.hold(site.id, holdMs)
    return { type: 'misconfigured', status, refused: rejected.status, holdMs }
  }
}

/** What a look was refused with, or a part of it. */
function refusalIn(look: Look | Away): number | undefined {
  if (look.type === 'away') return 404
  if (look.type === 'rejected') return look.status
  return look.type === 'unclear' ? look.refused : undefined
}
