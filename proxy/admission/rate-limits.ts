/**
 * How many messages are let in, and from whom: by client address, e-mail, site, all together, and by how many wait.
 * Only what is let in counts, so a refused sender does not prolong the wait, and no flood of refusals fills the
 * memory: there are never more keys than messages were let in.
 */
import { createHmac, randomBytes } from 'node:crypto'
import type { Log } from '../log.ts'
import { KINDS, mostOf, namesOf, PERSONAL, WINDOWS } from './kinds.ts'
import type { Applicant, CountedKind, Limits } from './kinds.ts'
import { CODE_LEVEL } from './challenge-policy.ts'
import type { Usage } from './challenge-policy.ts'
import { Refusal } from '../refusal.ts'
import type { Charge, Salts, WrittenCounters } from '../store/records.ts'
import type { CounterStore } from '../store/store.ts'
import { RefusalLog } from './refusal-log.ts'
import { UntoldUsage } from './untold-usage.ts'
import { WindowCounter } from './window-counter.ts'
import type { KeyCount, Used } from './window-counter.ts'

/** Seconds after which a full backlog is worth another try. */
const BACKLOG_WAIT = 60
const BACKLOG_EVERY_MS = 1000
const DAY_MS = 86_400_000

/** A counter's names for an applicant: that of today, and for a while after the change of salt that of yesterday. */
interface Key {
  kind: CountedKind
  key: string
  former: string | undefined
}

/** How a message counts. */
export interface Price {
  /** What it takes of its sender's own allowances (address, e-mail); of all others every message takes one. */
  cost?: number
  /** Whether it came without a solved challenge. */
  unproven?: boolean
}

/** A message that was let in. */
export interface Entered {
  /** What it uses, to be written down in the commit that stores it. */
  charge: Charge
  /** Gives it back, for when the message could not be stored. */
  giveBack: () => void
}

export interface RateLimitsOptions {
  limits: Limits
  /** Where the counters are written down. */
  counters: CounterStore
  /** How many messages wait for their ticket. */
  waiting: () => Promise<number>
  now: () => number
  log: Log
}

const counter = (kind: CountedKind) => new WindowCounter(WINDOWS[kind] * 1000)

/**
 * What a counter is called by, so that it tells nothing of who somebody is. Made in another way, it would find nothing of
 * what was counted before an update.
 */
const salted = (salt: string, name: string): string =>
  createHmac('sha256', salt).update(name).digest('base64url').slice(0, 22)

/** Counters of a former salt are in force as long as any counter. */
const FORMER_MS = Math.max(...Object.values(WINDOWS)) * 1000

/** The same salts, or new ones when their time is over. */
function renewed(salts: Salts, now: number): Salts {
  const age = now - salts.saltedAt
  // Younger than nothing: the clock was set back.
  if (age >= DAY_MS || age < 0) return { ...newSalts(now), former: salts.salt }
  return salts.former !== undefined && age >= FORMER_MS ? { ...salts, former: undefined } : salts
}

const newSalts = (now: number): Salts => ({
  salt: randomBytes(16).toString('base64url'),
  saltedAt: now,
  former: undefined,
})

/** The counters of one process. They survive a restart by `save()`, and a crash by the charges since. */
export class RateLimits {
  readonly #options: RateLimitsOptions
  readonly #counters: Record<CountedKind, WindowCounter>
  readonly refusals: RefusalLog
  readonly #untold = new UntoldUsage()
  #last: { applicant: Applicant; keys: readonly Key[] } | undefined
  #salts: Salts
  #saved = false
  #serial = 0
  /** How many waited when they were counted last, and who was let in since. */
  #backlog = 0
  #countedAt = -Infinity
  #counting: Promise<void> | undefined

  /** @param found The counters of an earlier process. */
  constructor(options: RateLimitsOptions, found?: WrittenCounters) {
    this.#options = options
    // as: of every kind, which fromEntries() loses
    this.#counters = Object.fromEntries(KINDS.map((kind) => [kind, counter(kind)])) as Record<
      CountedKind,
      WindowCounter
    >
    this.refusals = new RefusalLog(options.log)
    this.#salts = found?.salts ?? newSalts(options.now())
    if (found) this.#restore(found)
  }

  /** How much of what it may use a sender has used, and how much everybody together. */
  usageOf(applicant: Applicant): Usage {
    const used: Partial<Record<CountedKind, number>> = {}
    for (const { kind, key, former } of this.#keysOf(applicant))
      used[kind] = this.#used(kind, key, former).points
    const share = (kind: CountedKind) => (used[kind] ?? 0) / mostOf(this.#options.limits, kind)
    const unproven = share('unproven')
    if (applicant.code) {
      const address = share('codeAddress')
      return {
        address,
        own: Math.max(address, share('codeEmail')),
        crowd: share('codeSite'),
        unproven,
        floor: CODE_LEVEL,
      }
    }
    return {
      address: share('address'),
      own: Math.max(share('address'), share('email')),
      crowd: Math.max(share('site'), share('total')),
      unproven,
    }
  }

  /**
   * Lets a message in, or a code out, or not. It waits for nothing: a hundred messages at one moment must not all find the same
   * allowance.
   * @throws Refusal `rate_limited`.
   */
  admit(applicant: Applicant, { cost = 1, unproven = false }: Price = {}): Entered {
    const { limits } = this.#options
    // What is in the helpdesk's way is none of a code's.
    if (!applicant.code && this.#backlog >= limits.backlog)
      throw this.refuse('backlog', applicant, BACKLOG_WAIT)
    const keys = this.#keysOf(applicant).filter(({ kind }) => kind !== 'unproven' || unproven)
    for (const { kind, key, former } of keys) {
      // How many go without work is judged before: see challenge-policy.ts.
      if (kind === 'unproven') continue
      const { points, wait } = this.#used(kind, key, former)
      if (points >= mostOf(limits, kind))
        throw this.refuse(kind, applicant, Math.max(1, Math.ceil(wait / 1000)))
    }
    const points = keys.map(({ kind, key }) => {
      return { kind, key, points: PERSONAL.has(kind) ? cost : 1 }
    })
    if (!applicant.code) this.#backlog++
    const at = this.#options.now()
    for (const one of points) this.#counters[one.kind].add(one.key, one.points, at)
    this.#noteUntold(points, 1)
    this.#saved = false
    return {
      charge: { serial: ++this.#serial, at, points },
      giveBack: () => {
        for (const one of points) this.#counters[one.kind].giveBack(one.key, one.points, this.#options.now())
        this.#noteUntold(points, -1)
        this.#saved = false
      },
    }
  }

  #noteUntold(all: readonly { kind: CountedKind; key: string; points: number }[], sign: 1 | -1): void {
    if (!this.#options.counters.exchange) return
    for (const { kind, key, points } of all)
      this.#untold.add({ kind, key, points: sign * points, endsInMs: WINDOWS[kind] * 1000 })
  }

  /** Tells other processes what was let in here, and learns what they have let in; to be called every second. */
  async share(): Promise<void> {
    const { counters, now } = this.#options
    if (!counters.exchange) return
    const sums = await this.#untold.tell(counters.exchange)
    for (const { kind, key, points, endsInMs } of sums)
      // as: of a process like this one; a newer one may count more.
      this.#counters[kind as CountedKind]?.raise(key, points, now() + endsInMs, now())
  }

  /** A name for a client that means nothing tomorrow. */
  pseudonym(network: string | undefined): string {
    return network === undefined ? 'unknown' : salted(this.#salts.salt, network).slice(0, 8)
  }

  /** Counts what waits, once a second, for `admit`: it reads an index. Nothing to wait for when that is known. */
  countBacklog(): Promise<void> | undefined {
    const { limits, waiting, now } = this.#options
    if (limits.backlog === Infinity) return undefined
    if (now() - this.#countedAt >= BACKLOG_EVERY_MS) {
      this.#countedAt = now()
      this.#counting = waiting()
        .then(
          (count) => void (this.#backlog = count),
          (error: unknown) => {
            this.#countedAt = -Infinity
            throw error
          },
        )
        .finally(() => (this.#counting = undefined))
    }
    return this.#counting
  }

  /**
   * Writes the counters down, and changes the salt once a day, whether anybody comes or not: nothing tells for longer
   * who was here. To be called every now and then.
   */
  async save(): Promise<void> {
    const { counters, now } = this.#options
    const salts = renewed(this.#salts, now())
    // Salts that are shared may have been changed by another process.
    const idle = !counters.exchange && this.#saved && salts === this.#salts && !(await counters.hasCharges())
    // Whatever has to be written: what is over is forgotten by it.
    const used = KINDS.map((kind) => [kind, { storage: this.#counters[kind].dump(now()) }])
    if (idle) return
    // At once with what is written: what is counted from here on is not in it.
    this.#saved = true
    try {
      const written = { salts, used: JSON.stringify(Object.fromEntries(used)), serial: this.#serial }
      // Not before: nothing may be counted with a salt that a crash would forget.
      this.#salts = await counters.save(written)
    } catch (error) {
      this.#saved = false
      throw error
    }
  }

  /** What was used, and in how many milliseconds it is free again: a sender does not start anew with a new salt. */
  #used(kind: CountedKind, key: string, former: string | undefined): Used {
    const now = this.#options.now()
    const used = this.#counters[kind].used(key, now)
    if (former === undefined) return used
    const before = this.#counters[kind].used(former, now)
    return { points: used.points + before.points, wait: Math.max(used.wait, before.wait) }
  }

  /**
   * The keys of an applicant: those that tell who somebody is are hashed. Made once, since who is looked at is then let in,
   * in one go.
   */
  #keysOf(applicant: Applicant): readonly Key[] {
    if (this.#last?.applicant === applicant) return this.#last.keys
    const names = namesOf(applicant)
    const { salt, former } = this.#salts
    const keys: Key[] = []
    for (const kind of KINDS) {
      const name = names[kind]
      if (name === undefined || mostOf(this.#options.limits, kind) === Infinity) continue
      if (!PERSONAL.has(kind)) keys.push({ kind, key: name, former: undefined })
      else
        keys.push({
          kind,
          key: salted(salt, name),
          former: former === undefined ? undefined : salted(former, name),
        })
    }
    this.#last = { applicant, keys }
    return keys
  }

  /** A refusal that says when to come back. */
  refuse(why: CountedKind | 'backlog', { network, site, code }: Applicant, seconds: number): Refusal {
    const tell = () => this.refusals.count('refused', why, { site, client: this.pseudonym(network) })
    const text = `There were too many ${code ? 'requests' : 'messages'} (${why}). Send it again, with the same id, in ${seconds} seconds.`
    return new Refusal('rate_limited', text, undefined, seconds, tell)
  }

  /** Goes on with the counters of an earlier process. */
  #restore(found: WrittenCounters): void {
    // as: written by save()
    const used = JSON.parse(found.used) as Partial<Record<CountedKind, { storage: KeyCount[] }>>
    for (const kind of KINDS) {
      const counts = this.#counters[kind]
      counts.restore(used[kind]?.storage ?? [])
      // What was counted since: the first of a window begins it, the others count until it ends.
      for (const { at, points: all } of found.charges)
        for (const { key, points } of all.filter((one) => one.kind === kind)) counts.add(key, points, at)
    }
    this.#serial = found.charges.at(-1)?.serial ?? found.serial
  }
}
