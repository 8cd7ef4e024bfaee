/**
 * How many messages are let in, and from whom: by client address, e-mail, site, all together, and by how many wait.
 * Only what is let in counts, so a refused sender does not prolong the wait, and no flood of refusals fills the
 * memory: there are never more keys than messages were let in.
 */
import { createHmac, randomBytes } from 'node:crypto'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Log } from './log.ts'
import { Refusal } from './problem.ts'
import type { Sql } from './sqlite.ts'

/** The most of each that is let in; `Infinity` is no limit. */
export interface Limits {
  address: number
  email: number
  site: number
  total: number
  /** Undelivered messages. */
  backlog: number
}

/** In seconds. An e-mail address has the longest: it is what a mail bomb would be aimed at. */
const WINDOWS = { address: 300, email: 3600, site: 300, total: 300 } as const
const KINDS = ['address', 'email', 'site', 'total'] as const
type Kind = (typeof KINDS)[number]

/** Seconds after which a full backlog is worth another try. */
const BACKLOG_WAIT = 60
const BACKLOG_EVERY_MS = 1000
const REPORT_EVERY_MS = 10_000
const DAY_MS = 86_400_000

/** Who wants to send what. */
export interface Applicant {
  /** The client's network, if it is known. */
  network: string | undefined
  email: string
  site: string
}

export interface LimiterOptions {
  limits: Limits
  sql: Sql
  /** How many messages wait for their ticket. */
  waiting: () => number
  now: () => number
  log: Log
}

/** It only counts: admit() compares, so `points` does not matter, and it may not be infinite. */
const counter = (kind: Kind) => new RateLimiterMemory({ keyPrefix: '', points: 1, duration: WINDOWS[kind] })

const SCHEMA = `CREATE TABLE IF NOT EXISTS allowance (
  one INTEGER PRIMARY KEY CHECK (one = 1), salt TEXT NOT NULL, salted_at INTEGER NOT NULL, used TEXT NOT NULL
) STRICT`

/** The counters of one process. They survive a restart by `save()`, with hashes in place of addresses. */
export class Limiter {
  readonly #options: LimiterOptions
  readonly #counters: Record<Kind, RateLimiterMemory>
  readonly #refused = new Map<string, { why: string; site: string; client: string; count: number }>()
  #salt = ''
  #saltedAt = 0
  #saved = true
  #backlog = { at: -Infinity, count: 0 }

  constructor(options: LimiterOptions) {
    this.#options = options
    this.#counters = {
      address: counter('address'),
      email: counter('email'),
      site: counter('site'),
      total: counter('total'),
    }
    options.sql.run(SCHEMA)
    this.#restore()
  }

  /**
   * Lets a message in, which takes `cost` from each allowance, or not. Returns what gives the allowances back, for
   * when the message could not be stored.
   * @throws Refusal `rate_limited`.
   */
  async admit(applicant: Applicant, cost = 1): Promise<() => Promise<void>> {
    if (this.#waiting() >= this.#options.limits.backlog)
      throw this.#refuse('backlog', applicant, BACKLOG_WAIT)
    const keys = this.#keysOf(applicant)
    for (const { kind, key } of keys) {
      const used = await this.#counters[kind].get(key)
      if (used && used.consumedPoints >= this.#options.limits[kind])
        throw this.#refuse(kind, applicant, Math.max(1, Math.ceil(used.msBeforeNext / 1000)))
    }
    this.#saved = false
    // penalty() counts without refusing: that was decided above.
    for (const { kind, key } of keys) await this.#counters[kind].penalty(key, cost)
    return async () => {
      for (const { kind, key } of keys) await this.#counters[kind].reward(key, cost)
    }
  }

  /** A name for a client that means nothing tomorrow. */
  pseudonym(network: string | undefined): string {
    if (this.#options.now() - this.#saltedAt >= DAY_MS) this.#newSalt()
    return network === undefined ? 'unknown' : this.#hash(network).slice(0, 8)
  }

  /** Writes the counters down. */
  save(): void {
    if (this.#saved) return
    this.#saved = true
    const used = Object.fromEntries(KINDS.map((kind) => [kind, this.#counters[kind].dump()]))
    this.#options.sql.run(
      'INSERT OR REPLACE INTO allowance (one, salt, salted_at, used) VALUES (1, ?, ?, ?)',
      this.#salt,
      this.#saltedAt,
      JSON.stringify(used),
    )
  }

  /** Logs how many were refused, in one line for each kind, site and client: a flood must not flood the log. */
  report(): void {
    for (const { why, site, client, count } of this.#refused.values())
      this.#options.log('warn', 'refused', { why, site, client, count })
    this.#refused.clear()
  }

  #keysOf({ network, email, site }: Applicant): { kind: Kind; key: string }[] {
    const named = [
      { kind: 'address' as const, name: network },
      { kind: 'email' as const, name: email.toLowerCase() },
      { kind: 'site' as const, name: site },
      { kind: 'total' as const, name: '' },
    ]
    return named
      .filter(({ kind, name }) => name !== undefined && this.#options.limits[kind] !== Infinity)
      .map(({ kind, name = '' }) => ({ kind, key: this.#hash(name) }))
  }

  #hash(name: string): string {
    return createHmac('sha256', this.#salt).update(name).digest('base64url').slice(0, 22)
  }

  /** Counted once a second: it reads an index. */
  #waiting(): number {
    const { limits, waiting, now } = this.#options
    if (limits.backlog === Infinity) return 0
    if (now() - this.#backlog.at >= BACKLOG_EVERY_MS) this.#backlog = { at: now(), count: waiting() }
    else this.#backlog.count++
    return this.#backlog.count
  }

  #refuse(why: Kind | 'backlog', { network, site }: Applicant, seconds: number): Refusal {
    const client = this.pseudonym(network)
    const key = `${why} ${site} ${client}`
    const line = this.#refused.get(key)
    if (line) line.count++
    else if (this.#refused.size < 100) this.#refused.set(key, { why, site, client, count: 1 })
    if (!line && this.#refused.size === 1) setTimeout(() => this.report(), REPORT_EVERY_MS).unref()
    const text = `There were too many messages (${why}). Send it again, with the same id, in ${seconds} seconds.`
    return new Refusal('rate_limited', text, undefined, seconds)
  }

  /** Yesterday's counters are of other keys from now on, and vanish with their windows. */
  #newSalt(): void {
    this.#salt = randomBytes(16).toString('base64url')
    this.#saltedAt = this.#options.now()
  }

  #restore(): void {
    const { sql, now } = this.#options
    const row = sql.get('SELECT salt, salted_at, used FROM allowance')
    const saltedAt = Number(row?.['salted_at'])
    if (!row || now() - saltedAt >= DAY_MS || saltedAt > now()) return this.#newSalt()
    this.#salt = String(row['salt'])
    this.#saltedAt = saltedAt
    // as: written by save(); restore() checks every entry, and takes an unknown shape for nothing
    const used = JSON.parse(String(row['used'])) as Record<Kind, ReturnType<RateLimiterMemory['dump']>>
    for (const kind of KINDS) this.#counters[kind].restore(used[kind])
  }
}
