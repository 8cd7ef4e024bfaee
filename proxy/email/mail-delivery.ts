/**
 * From the store to the mailboxes: `MailDelivery`. A mail is taken once, marked on disk before it leaves; one that has
 * certainly not left is given back and tried again for as long as its code counts. Never two mails for one request.
 */
import type { Log } from '../log.ts'
import type { MailStore } from '../store/email/email-store.ts'
import type { Mailer, MailOutcome } from './mail.ts'

/** Mails on their way at once: a server that is slow to answer must not hold up the others. */
const LANES = 4

/** How long to wait after so many tries; a code counts for minutes only. */
const waitAfter = (tries: number): number => Math.min(60_000, 1000 * 4 ** (tries - 1))

/** How often to look for what other processes have left, and how long to wait after the store failed. */
const LOOK_EVERY_MS = 30_000
const FAILED_MS = 1000

/** A failure that lasts for so long is none of one moment. */
const FAILING_MS = 60_000

export interface MailDeliveryOptions {
  mails: MailStore
  mailer: Mailer
  now: () => number
  log: Log
}

export class MailDelivery {
  readonly #options: MailDeliveryOptions
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined
  #again = false
  #stopping = false
  #failing: { since: number; reason: string } | undefined

  constructor(options: MailDeliveryOptions) {
    this.#options = options
  }

  /** Sends what is due, now and from here on. */
  wake(): void {
    this.#again = true
    if (this.#stopping || this.#running) return
    this.#running = this.#run().finally(() => (this.#running = undefined))
  }

  /** Takes no new mail, and resolves when those on their way have left. */
  async stop(): Promise<void> {
    this.#stopping = true
    clearTimeout(this.#timer)
    await this.#running
  }

  /** What needs an operator: no mail could be sent for a while. */
  notice(): string | undefined {
    if (!this.#failing || this.#options.now() - this.#failing.since < FAILING_MS) return undefined
    return `Codes by e-mail cannot be sent (${this.#failing.reason}). Run: support-proxy doctor`
  }

  async #run(): Promise<void> {
    clearTimeout(this.#timer)
    let wait = FAILED_MS
    try {
      while (this.#again && !this.#stopping) {
        this.#again = false
        await Promise.all(Array.from({ length: LANES }, () => this.#lane()))
      }
      wait = Math.min(LOOK_EVERY_MS, (await this.#options.mails.nextDue()) ?? LOOK_EVERY_MS)
    } catch (error) {
      this.#options.log('error', 'mail_failed', { why: error instanceof Error ? error.message : 'unknown' })
    }
    if (!this.#stopping) this.#timer = setTimeout(() => this.wake(), Math.ceil(wait)).unref()
  }

  /** One after the other, until none is due. */
  async #lane(): Promise<void> {
    const { mails, mailer } = this.#options
    while (!this.#stopping) {
      const taken = await mails.take()
      if (!taken) return
      const { mail, tries } = taken
      await this.#settle(mail.id, tries, await mailer.deliver(mail))
    }
  }

  async #settle(id: string, tries: number, outcome: MailOutcome): Promise<void> {
    const { mails, log, now } = this.#options
    if (outcome.type === 'sent') this.#failing = undefined
    else log('warn', 'mail_not_sent', { id, state: outcome.type, why: outcome.reason, attempts: tries })
    switch (outcome.type) {
      case 'later':
        this.#failing = { since: this.#failing?.since ?? now(), reason: outcome.reason }
        return mails.giveBack(id, waitAfter(tries))
      case 'sent':
      case 'refused':
      case 'unsure':
        return mails.forget(id)
    }
  }
}
