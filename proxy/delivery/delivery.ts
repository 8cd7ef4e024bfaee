/**
 * The delivery loop: gate → reconcile or send → settle, one step at a time. Two overlapping steps would make two
 * tickets of one submission. What an outcome leads to is decided by pure functions; the class only carries it out.
 */
import { AGAIN_MS, beforeOf, isTellable, planFor, send } from './sending.ts'
import { afterLook, afterStep } from './next-of-step.ts'
import { isConfigured, unconfigured } from './configured.ts'
import { afterSend, isHealthy } from './next-step.ts'
import type { SendOutcome } from './next-step.ts'
import type { Before } from '../helpdesk/follow-up-plan.ts'
import type { RateGate } from '../helpdesk/rate-gate.ts'
import type { Helpdesk } from '../helpdesk/client.ts'
import type { AtGate } from '../helpdesk/gated-call.ts'
import type { Log } from '../log.ts'
import { Fenced } from '../store/store.ts'
import type { FileStore, Lead, Store } from '../store/store.ts'
import { Leadership } from './leadership.ts'
import { Misconfiguration } from './misconfiguration.ts'
import { Outage } from './outage.ts'
import { Reconciliation } from './reconciliation.ts'
import { channelOf } from '../helpdesk/routing.ts'
import type { TicketSite } from '../helpdesk/routing.ts'
import { Searches } from './searches.ts'
import { Sleep } from './sleep.ts'
import { tellSettled, whileShut } from './telling.ts'
import { UploadFailures } from './upload-files.ts'
import type {
  Entry,
  PlannedStep,
  Settlement,
  Step,
  StepSettlement,
  StoredSubmission,
} from '../store/records.ts'

/** How long a process waits that does not deliver, before it asks again. */
const ELSEWHERE_MS = 1000

export interface DeliveryOptions {
  store: Pick<Store, 'lead'> & { files: Pick<FileStore, 'open'> }
  /** Says when there is no use in taking up work; the client passes it. */
  gate: Pick<RateGate, 'wait' | 'pass' | 'close' | 'rate'>
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
  #failingSince: number | undefined
  #running: Promise<void> | undefined
  readonly #leadership: Leadership
  #turn = 0
  /** When the work at hand was taken up. */
  #takenUp = 0
  #stepsTurn = false
  /** Whether the last step has found that no call may leave. */
  #closed = false
  readonly #barred: Misconfiguration
  readonly #searches: Searches
  readonly #reconciliation: Reconciliation
  readonly #outage: Outage
  readonly #uploads: UploadFailures
  readonly #sleep = new Sleep()

  constructor(options: DeliveryOptions) {
    this.#options = options
    this.#barred = new Misconfiguration(options)
    this.#outage = new Outage(options.now)
    this.#uploads = new UploadFailures(options.now)
    this.#searches = new Searches(options.helpdesk, options.now)
    this.#leadership = new Leadership(options, this.#searches)
    this.#reconciliation = new Reconciliation({
      ...options,
      searches: this.#searches,
      barred: this.#barred,
      leadership: this.#leadership,
      at: () => this.#atGate(),
      isStopping: () => this.#stopping,
    })
  }

  /** Since when every step has failed, because the store did; undefined while it works. Milliseconds since 1970. */
  get failingSince(): number | undefined {
    return this.#failingSince
  }

  /** What needs an operator: a channel that is not there. */
  notice(): string | undefined {
    return this.#barred.notice()
  }

  /** Runs until `stop()`. */
  start(): void {
    this.#running ??= this.#loop()
  }

  /** Tells the loop that there is work. While no call may leave, that changes nothing, and each look costs a query. */
  wake(): void {
    if (!this.#closed) this.#sleep.wake()
  }

  /** Takes no new work, and resolves when the call in flight has been settled. */
  async stop(): Promise<void> {
    this.#stopping = true
    this.#sleep.wake()
    await this.#running
    await this.#leadership.resign()
  }

  async #loop(): Promise<void> {
    const { log } = this.#options
    while (!this.#stopping) {
      try {
        const wait = await this.step()
        this.#failingSince = undefined
        await this.#wait(wait)
      } catch (error) {
        if (error instanceof Fenced) {
          this.#leadership.lose()
          continue
        }
        this.#leadership.loseSight()
        this.#failingSince ??= this.#options.now()
        log('error', 'delivery_failed', { why: error instanceof Error ? error.message : 'unknown' })
        await this.#wait(1000)
      }
    }
  }

  async #wait(ms: number): Promise<void> {
    if (!this.#stopping) await this.#sleep.for(ms)
  }

  /** At the gate a call of ours waits as long as it takes, and leaves unless the process is stopping. */
  #atGate(pass: NonNullable<AtGate['pass']> = () => this.#options.gate.pass()): AtGate {
    return {
      wait: (ms) => this.#wait(ms).then(() => !this.#stopping),
      pass: async () => (this.#stopping ? undefined : pass()),
    }
  }

  /** Takes over the delivery, if it has not done so; undefined while another process delivers. */
  lead(): Promise<Lead | undefined> {
    return this.#leadership.take()
  }

  /** Does the next piece of work. Returns the milliseconds after which the next step is worth while. */
  async step(): Promise<number> {
    const lead = await this.lead()
    if (!lead) return ELSEWHERE_MS
    const wait = Math.max(await this.#options.gate.wait(), this.#outage.wait())
    this.#closed = wait > 0
    if (this.#closed) return whileShut(wait)
    // In turns, so that nothing is starved: what follows the tickets, and every fourth time one that was tried before.
    this.#stepsTurn = !this.#stepsTurn
    const step = this.#stepsTurn ? await lead.dueStep() : undefined
    const entry = step ? undefined : await lead.due(this.#turn++ % 4 !== 3)
    const work = step ?? entry ?? (await lead.dueStep())
    if (!work) return Math.min((await lead.nextDue()) ?? Infinity, lead.lookEveryMs)
    this.#takenUp = this.#options.now()
    const healthy = await ('kind' in work
      ? this.#follow(lead, work)
      : work.state === 'unsure'
        ? this.#reconcile(lead, work)
        : this.#send(lead, work))
    this.#outage.count(healthy, work.reference)
    return 0
  }

  async #send(lead: Lead, entry: Entry): Promise<boolean> {
    const { sites } = this.#options
    const { submission } = entry
    if (!submission) return this.#settle(lead, entry, { state: 'dead', why: 'unreadable' })
    const site = sites.get(entry.site)
    if (!isConfigured(entry, site)) return this.#settle(lead, entry, unconfigured(entry, site, this.#options))
    // It would fail again and again, and hold up all the others.
    if (!isTellable(submission, site)) return this.#settle(lead, entry, { state: 'dead', why: 'unreadable' })
    const channel = channelOf(site, submission.topic)
    const waitMs = this.#barred.heldFor(channel)
    if (waitMs > 0)
      return this.#settle(lead, entry, { state: 'pending', waitMs, why: 'channel', attempts: entry.attempts })
    const told = await beforeOf(lead, entry)
    const before = told === 'overdue' ? undefined : told
    if (before === 'later') {
      const waits = { waitMs: AGAIN_MS, why: 'earlier_message', attempts: entry.attempts }
      await lead.settle(entry, { state: 'pending', ...waits })
      return true
    }
    const outcome = await this.#create(lead, entry, submission, site, before)
    if (!outcome) return true
    const settlement = afterSend(outcome, entry, this.#options)
    await this.#settle(lead, entry, settlement, planFor(submission, site, before, settlement))
    return isHealthy(outcome)
  }

  async #create(
    lead: Lead,
    entry: Entry,
    submission: StoredSubmission,
    site: TicketSite,
    before: Before | undefined,
  ): Promise<SendOutcome | undefined> {
    const { gate, helpdesk, store } = this.#options
    return send(entry, submission, await lead.filesOf(entry.id), before, {
      helpdesk,
      files: store.files,
      failures: this.#uploads,
      site,
      at: (pass) => this.#atGate(pass),
      begin: async () => {
        // Undefined when it was dropped while its files were uploaded: its words must not leave any more.
        const wait = await lead.begin(entry, gate.rate)
        // What a search has seen until now is not the whole any more.
        if (wait === 0) this.#searches.forget(entry)
        return wait
      },
      confirm: (rejected) =>
        this.#barred.confirm(lead, rejected, channelOf(site, submission.topic), this.#atGate()),
    })
  }

  /** Does one thing to a ticket that exists. */
  async #follow(lead: Lead, step: Step): Promise<boolean> {
    const { gate, helpdesk } = this.#options
    if (step.state === 'unsure') {
      const look = await helpdesk.findNote(step.ticket, step.target, this.#atGate())
      if (!look) return true
      const finding = await this.#barred.confirmLook(lead, look, step.site, this.#atGate())
      const isAway = finding.type === 'failed' && (await this.#barred.isAway(lead, step, this.#atGate()))
      await this.#settleStep(lead, step, afterLook(finding, step, this.#options, isAway))
      return finding.type !== 'failed'
    }
    const at = this.#atGate(() => lead.beginStep(step, gate.rate))
    const answer = await helpdesk.follow(step.ticket, step, at)
    if (!answer) return true
    const outcome =
      answer.type === 'rejected'
        ? await this.#barred.confirmFor(lead, answer, step.site, this.#atGate())
        : answer
    const isAway = outcome.type === 'unsure' && (await this.#barred.isAway(lead, step, this.#atGate()))
    await this.#settleStep(lead, step, afterStep(outcome, step, this.#options, isAway))
    return isHealthy(outcome)
  }

  async #reconcile(lead: Lead, entry: Entry): Promise<boolean> {
    const looked = await this.#reconciliation.look(lead, entry, this.#options.sites.get(entry.site))
    if (!looked) return true
    await this.#settle(lead, entry, looked.settlement, looked.plan)
    return looked.isHealthy
  }

  async #settleStep(lead: Lead, step: Step, settlement: StepSettlement): Promise<void> {
    const { log } = this.#options
    await lead.settleStep(step, settlement)
    const { submission: id, reference, site, kind, ticket } = step
    const facts = { id, reference, site, ticket, step: kind, state: settlement.state }
    if (settlement.state === 'done') log('info', 'step', facts)
    else log(settlement.state === 'failed' ? 'error' : 'warn', 'step', { ...facts, why: settlement.why })
  }

  /** Resolves to true: what is settled without a call says nothing against the helpdesk. */
  async #settle(
    lead: Lead,
    entry: Entry,
    settlement: Settlement,
    plan: readonly PlannedStep[] = [],
  ): Promise<true> {
    const { log, now } = this.#options
    await lead.settle(entry, settlement, settlement.state === 'delivered' ? plan : [])
    if (!('waitMs' in settlement)) this.#uploads.forget(entry.id)
    tellSettled(log, entry, settlement, now() - this.#takenUp)
    return true
  }
}
