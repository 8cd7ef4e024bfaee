/**
 * The delivery loop: gate → reconcile or send → settle, one step at a time. Two overlapping steps would make two
 * tickets of one submission. What an outcome leads to is decided by pure functions; the class only carries it out.
 */
import { ticketOf } from './ticket.ts'
import type { TicketSite } from './ticket.ts'
import type { Gate } from './gate.ts'
import type { Finding, Helpdesk, Outcome as Answer } from './helpdesk.ts'
import type { Log } from './log.ts'
import type { Entry, Outbox, Settlement } from './outbox.ts'

/** Pause after a 429 that names no time: the helpdesk counts by the minute. */
const LIMITED_MS = 60_000

/** How long the gate stays closed when token, workspace or channel are refused. */
const MISCONFIGURED_MS = 300_000

const BACKOFF_FIRST_MS = 2_000
const BACKOFF_MAX_MS = 900_000
const PAUSE_MAX_MS = 60_000

/** Milliseconds before try number `attempts + 1`: doubling from 2 s to 15 min, between half and all of it. */
export function backoff(attempts: number, random: () => number): number {
  const full = Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** Math.max(0, attempts - 1))
  return Math.ceil(full * (0.5 + random() / 2))
}

/**
 * Milliseconds to leave the helpdesk alone after `failures` in a row: none for the first two, which may be the fault
 * of one ticket, then doubling to a minute, so that an outage does not wear out every waiting row in turn.
 */
export function pause(failures: number): number {
  return failures < 3 ? 0 : Math.min(PAUSE_MAX_MS, 1000 * 2 ** (failures - 3))
}

/** An answer whose 4xx has been looked into: see `Delivery.#confirm`. */
export type Outcome = Answer | { type: 'misconfigured'; status: number; holdUntil?: number }

/** Whether a status speaks of token, workspace, channel or address rather than of one ticket. */
function concernsConfiguration(status: number): boolean {
  return status < 400 || status === 401 || status === 403 || status === 404
}

export interface Circumstances {
  now: number
  random: () => number
  settleDelayMs: number
}

/** What an attempt to send leads to. */
export function afterSend(outcome: Outcome, entry: Entry, circumstances: Circumstances): Settlement {
  const { now, random, settleDelayMs } = circumstances
  const attempts = entry.attempts + 1
  switch (outcome.type) {
    case 'delivered':
      return { state: 'delivered', ticket: outcome.ticket }
    case 'refused':
      return { state: 'dead', why: outcome.why }
    case 'limited':
      return { state: 'pending', dueAt: now, why: 'limited', attempts: entry.attempts }
    case 'misconfigured':
      return {
        state: 'pending',
        dueAt: outcome.holdUntil ?? now,
        why: String(outcome.status),
        attempts: entry.attempts,
      }
    case 'rejected':
      if (!concernsConfiguration(outcome.status)) return { state: 'dead', why: String(outcome.status) }
      return {
        state: 'pending',
        dueAt: now + backoff(attempts, random),
        why: String(outcome.status),
        attempts,
      }
    case 'unsent':
      return { state: 'pending', dueAt: now + backoff(attempts, random), why: outcome.why, attempts }
    case 'unsure':
      return { state: 'unsure', dueAt: now + settleDelayMs, why: outcome.why, attempts }
  }
}

/** What a search for an unsure submission leads to. A search that failed proves nothing: it stays unsure. */
export function afterSearch(finding: Finding, entry: Entry, circumstances: Circumstances): Settlement {
  const { now, random } = circumstances
  const attempts = entry.attempts + 1
  switch (finding.type) {
    case 'found':
      return { state: 'delivered', ticket: finding.ticket }
    case 'absent':
      // At least one, or a row whose first call was interrupted would pass for a fresh one.
      return { state: 'pending', dueAt: now, why: 'absent', attempts: Math.max(1, entry.attempts) }
    case 'limited':
      return { state: 'unsure', dueAt: now, why: 'limited', attempts: entry.attempts }
    case 'failed':
      return { state: 'unsure', dueAt: now + backoff(attempts, random), why: finding.why, attempts }
    case 'rejected':
      return {
        state: 'unsure',
        dueAt: now + backoff(attempts, random),
        why: String(finding.status),
        attempts,
      }
  }
}

export interface DeliveryOptions {
  outbox: Outbox
  gate: Gate
  helpdesk: Helpdesk
  sites: ReadonlyMap<string, TicketSite>
  settleDelayMs: number
  now: () => number
  random: () => number
  log: Log
}

export class Delivery {
  readonly #options: DeliveryOptions
  #stopping = false
  #running: Promise<void> | undefined
  #turn = 0
  #failures = 0
  #pausedUntil = 0
  #wake: () => void = () => {}

  constructor(options: DeliveryOptions) {
    this.#options = options
  }

  /** Runs until `stop()`. */
  start(): void {
    this.#running ??= this.#loop()
  }

  /** Tells the loop that there is work. */
  wake(): void {
    this.#wake()
  }

  /** Takes no new work, and resolves when the call in flight has been settled. */
  async stop(): Promise<void> {
    this.#stopping = true
    this.#wake()
    await this.#running
  }

  async #loop(): Promise<void> {
    const { log, outbox, settleDelayMs } = this.#options
    // Rows of a process that was killed.
    let takeOver: (() => void) | undefined = () => outbox.recover(settleDelayMs)
    while (!this.#stopping) {
      try {
        takeOver?.()
        takeOver = undefined
        await this.#sleep(await this.step())
      } catch (error) {
        // The store failed, perhaps between a call and its settlement: without this, that row stays `sending`.
        takeOver ??= () => outbox.interrupt(settleDelayMs)
        log('error', 'delivery_failed', { why: error instanceof Error ? error.message : 'unknown' })
        await this.#sleep(1000)
      }
    }
  }

  #sleep(ms: number): Promise<void> {
    if (this.#stopping) return Promise.resolve()
    // Not a microtask: a run of rows that need no call would keep every request waiting.
    if (ms <= 0) return new Promise((resolve) => setImmediate(resolve))
    return new Promise((resolve) => {
      // setTimeout takes at most 2^31-1 ms and fires at once for more.
      const timer = setTimeout(resolve, Math.min(Math.ceil(ms), 3_600_000))
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  /** Waits until a call may leave and spends it; false when stopping. */
  async #permit(): Promise<boolean> {
    const { gate } = this.#options
    for (let wait = gate.wait(); wait > 0; wait = gate.wait()) {
      if (this.#stopping) return false
      await this.#sleep(wait)
    }
    if (this.#stopping) return false
    gate.spend()
    return true
  }

  /** Does the next piece of work. Returns the milliseconds after which the next step is worth while. */
  async step(): Promise<number> {
    const { outbox, gate, now } = this.#options
    const wait = Math.max(gate.wait(), this.#pausedUntil - now())
    if (wait > 0) return wait
    // Every fourth turn goes to one that was tried before: neither new tickets nor old failures are starved.
    const entry = outbox.due(this.#turn++ % 4 !== 3)
    if (!entry) return (outbox.nextDue() ?? Infinity) - now()
    const healthy = await (entry.state === 'unsure' ? this.#reconcile(entry) : this.#send(entry))
    this.#failures = healthy ? 0 : this.#failures + 1
    this.#pausedUntil = now() + pause(this.#failures)
    return 0
  }

  async #send(entry: Entry): Promise<boolean> {
    const { outbox, gate, helpdesk, sites } = this.#options
    if (!entry.submission) {
      this.#settle(entry, { state: 'dead', why: 'unreadable' })
      return true
    }
    const site = sites.get(entry.site)
    if (!site) {
      const { now, random } = this.#circumstances()
      const attempts = entry.attempts + 1
      this.#settle(entry, {
        state: 'pending',
        dueAt: now + backoff(attempts, random),
        why: 'site_removed',
        attempts,
      })
      return true
    }
    gate.spend()
    outbox.sending(entry.id)
    const answer = await helpdesk.create(ticketOf(entry.submission, site, entry.reference))
    const outcome = answer.type === 'rejected' ? await this.#confirm(answer, site) : answer
    this.#settle(entry, afterSend(outcome, entry, this.#circumstances()))
    if (outcome.type === 'limited') gate.close(outcome.retryAfterMs ?? LIMITED_MS, 'limited')
    return outcome.type !== 'unsent' && outcome.type !== 'unsure'
  }

  async #reconcile(entry: Entry): Promise<boolean> {
    const { gate, helpdesk, sites } = this.#options
    gate.spend()
    const finding = await helpdesk.find(entry.reference, () => this.#permit())
    const site = sites.get(entry.site)
    if (finding.type === 'rejected' && site) await this.#confirm(finding, site)
    this.#settle(entry, afterSearch(finding, entry, this.#circumstances()))
    if (finding.type === 'limited') gate.close(finding.retryAfterMs ?? LIMITED_MS, 'limited')
    return finding.type !== 'failed'
  }

  /**
   * A 4xx may be the fault of one ticket (a firewall that dislikes its words) or of the configuration, which would
   * refuse them all. One cheap call tells which. A channel that is not there holds up the sites that use it; anything
   * else, or a channel that all use, closes the gate.
   */
  async #confirm<T extends { type: 'rejected'; status: number }>(
    rejected: T,
    { channel }: { channel: string },
  ): Promise<T | { type: 'misconfigured'; status: number; holdUntil?: number }> {
    const { gate, helpdesk, log, now, outbox, sites } = this.#options
    const status = (await this.#permit()) ? await helpdesk.misconfiguration(channel) : undefined
    if (status === undefined) return rejected
    log('error', 'helpdesk_misconfigured', { status, channel })
    const all = [...sites.values()]
    if (status !== 404 || all.every((site) => site.channel === channel)) {
      gate.close(MISCONFIGURED_MS, 'misconfigured')
      return { type: 'misconfigured', status }
    }
    const holdUntil = now() + MISCONFIGURED_MS
    for (const site of all) if (site.channel === channel) outbox.hold(site.id, holdUntil)
    return { type: 'misconfigured', status, holdUntil }
  }

  #circumstances(): Circumstances {
    const { now, random, settleDelayMs } = this.#options
    return { now: now(), random, settleDelayMs }
  }

  #settle(entry: Entry, settlement: Settlement): void {
    const { outbox, log } = this.#options
    outbox.settle(entry.id, settlement)
    const { id, reference, site, state: from } = entry
    const { state } = settlement
    const facts = { id, reference, site, from, state }
    if (settlement.state === 'delivered') log('info', 'submission', { ...facts, ticket: settlement.ticket })
    else log(state === 'dead' ? 'error' : 'warn', 'submission', { ...facts, why: settlement.why })
  }
}
