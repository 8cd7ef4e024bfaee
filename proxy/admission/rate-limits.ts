/**
 * How many messages are let in, and from whom: by client address, e-mail, site, all together, and by how many wait.
 * Only what is let in counts, so a refused sender does not prolong the wait, and no flood of refusals fills the
 * memory: there are never more keys than messages were let in.
 */
import { createHmac, randomBytes } from 'node:crypto'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Log } from '../log.ts'
import { mailboxOf } from './mailbox.ts'
import type { Standing } from './challenge-policy.ts'
import { Refusal } from '../refusal.ts'
import type { Sql } from '../store/sqlite/database.ts'
import { Tally } from './refusal-log.ts'

/** The most of each that is let in; `Infinity` is no limit. */
export interface Limits {
  address: number
  email: number
  site: number
  total: number
  /** Messages to one site without a solved challenge. */
  unproven: number
  /** Undelivered messages. */
  backlog: number
}

/** In seconds. An e-mail address has the longest: it is what a mail bomb would be aimed at. */
const WINDOWS = { address: 300, email: 3600, site: 300, total: 300, unproven: 3600 } as const
const KINDS = ['address', 'email', 'site', 'total', 'unproven'] as const
type Kind = (typeof KINDS)[number]

/** Seconds after which a full backlog is worth another try. */
const BACKLOG_WAIT = 60
const BACKLOG_EVERY_MS = 1000
const DAY_MS = 86_400_000

/** Who wants to send what. */
export interface Applicant {
  /** The client's network, if it is known. */
  network: string | undefined
  email: string
  site: string
}

/** A counter's name for an applicant. */
interface Key {
  kind: Kind
  key: string
}

/** How a message counts. */
export interface Charge {
  /** What it takes of its sender's own allowances (address, e-mail); of all others every message takes one. */
  cost?: number
  /** Whether it came without a solved challenge. */
  unproven?: boolean
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
  readonly tally: Tally
  readonly #keys = new WeakMap<Applicant, readonly Key[]>()
  #turn: Promise<unknown> = Promise.resolve()
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
      unproven: counter('unproven'),
    }
    this.tally = new Tally(options.log)
    options.sql.run(SCHEMA)
    this.#restore()
  }

  /** Runs `work` when no other runs: a hundred messages at one moment must not all find the same allowance. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work)
    this.#turn = turn.catch(() => undefined)
    return turn
  }

  /** How much of what it may use a sender has used, and how much everybody together. */
  async standing(applicant: Applicant): Promise<Standing> {
    const used = { address: 0, email: 0, site: 0, total: 0, unproven: 0 }
    for (const { kind, key } of this.#keysOf(applicant))
      used[kind] = (await this.#counters[kind].get(key))?.consumedPoints ?? 0
    const { limits } = this.#options
    const share = (kind: Kind) => used[kind] / limits[kind]
    return {
      address: share('address'),
      own: Math.max(share('address'), share('email')),
      crowd: Math.max(share('site'), share('total')),
      unproven: share('unproven'),
    }
  }

  /**
   * Lets a message in, or not. Returns what gives its allowances back, for when the message could not be stored.
   * @throws Refusal `rate_limited`.
   */
  async admit(
    applicant: Applicant,
    { cost = 1, unproven = false }: Charge = {},
  ): Promise<() => Promise<void>> {
    if (this.#waiting() >= this.#options.limits.backlog) throw this.refuse('backlog', applicant, BACKLOG_WAIT)
    const keys = this.#keysOf(applicant).filter(({ kind }) => kind !== 'unproven' || unproven)
    for (const { kind, key } of keys) {
      // How many go without work is judged before: see pressure.ts.
      const used = kind === 'unproven' ? undefined : await this.#counters[kind].get(key)
      if (used && used.consumedPoints >= this.#options.limits[kind])
        throw this.refuse(kind, applicant, Math.max(1, Math.ceil(used.msBeforeNext / 1000)))
    }
    this.#saved = false
    const points = (kind: Kind) => (kind === 'address' || kind === 'email' ? cost : 1)
    // penalty() counts without refusing: that was decided above.
    for (const { kind, key } of keys) await this.#counters[kind].penalty(key, points(kind))
    return async () => {
      for (const { kind, key } of keys) await this.#counters[kind].reward(key, points(kind))
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

  /** The keys of an applicant, made once: each is a hash. */
  #keysOf(applicant: Applicant): readonly Key[] {
    const known = this.#keys.get(applicant)
    if (known) return known
    const { network, email, site } = applicant
    const names = { address: network, email: mailboxOf(email), site, total: '', unproven: site }
    const keys = KINDS.flatMap((kind) => {
      const name = names[kind]
      const counted = name !== undefined && this.#options.limits[kind] !== Infinity
      return counted ? [{ kind, key: this.#hash(name) }] : []
    })
    this.#keys.set(applicant, keys)
    return keys
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

  /** A refusal that says when to come back, counted for the log. */
  refuse(why: Kind | 'backlog', { network, site }: Applicant, seconds: number): Refusal {
    this.tally.count('refused', why, { site, client: this.pseudonym(network) })
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
