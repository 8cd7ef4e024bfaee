/** Several proxies as processes of their own on one database, and a scripted helpdesk. */
import { setTimeout } from 'node:timers/promises'
import { expect } from 'vitest'
import { aDesk } from '../chaos/fake-helpdesk.ts'
import type { Desk, DeskOptions } from '../chaos/fake-helpdesk.ts'
import { expectPromiseKept, judge } from '../chaos/invariants.ts'
import type { StoredRow } from '../chaos/invariants.ts'
import { aServer } from '../chaos/killable-proxy.ts'
import type { Server } from '../chaos/killable-proxy.ts'
import { Ledger } from '../chaos/load.ts'
import type { Answer, Visitors } from '../chaos/load.ts'
import type { Random } from '../chaos/random.ts'
import { aDataDir } from '../chaos/world.ts'
import { ask } from './a-database.ts'

/** How many there are, and where. */
export interface PlaceOfNodes {
  /** The database, as the proxies reach it and as the test does. */
  url: string
  direct: string
  count?: number | undefined
  env?: Record<string, string> | undefined
  /** What they run, if not the build of today. */
  program?: string | undefined
}

/** Who delivers, and by which taking of the lease. */
export interface Leader {
  node: Server
  epoch: number
  until: number
}

/**
 * What waits for a proxy that is frozen for longer than a head may take is told so by Node itself when that goes on, in no
 * words of ours: nothing of it was read, and the visitor sends it again.
 */
class LedgerOfFrozen extends Ledger {
  override note(id: string, answer: Answer): boolean {
    return answer.status === 408 && answer.body === '' ? false : super.note(id, answer)
  }
}

/** Proxies that share a database and a helpdesk. */
export class Nodes {
  readonly all: Server[]
  readonly #deskUrl: string
  /** What the proxies are told, and what the test itself asks. */
  readonly #url: string
  readonly #direct: string
  readonly #env: Record<string, string>
  /** Stopped by a signal: they answer nobody, and are not gone. */
  readonly frozen = new Set<Server>()

  constructor(deskUrl: string, { url, direct, count = 2, env = {}, program }: PlaceOfNodes) {
    this.#deskUrl = deskUrl
    this.#url = url
    this.#direct = direct
    this.#env = env
    this.all = Array.from({ length: count }, () => this.#start(program))
  }

  #start(program?: string): Server {
    const env = { DATABASE_URL: this.#url, ...this.#env }
    return aServer({ dataDir: aDataDir(), deskUrl: this.#deskUrl, env, program })
  }

  /** Starts another proxy in the place of one, as it is built today. */
  restart(node: Server): Server {
    const next = this.#start()
    this.all[this.all.indexOf(node)] = next
    return next
  }

  ask(text: string, ...values: unknown[]) {
    return ask(this.#direct, text, ...values)
  }

  /** Who delivers, as the database says. */
  async leader(): Promise<Leader | undefined> {
    const [row] = await this.ask(
      'SELECT holder, epoch, until FROM lease WHERE until > extract(epoch FROM now()) * 1000',
    )
    const pid = Number(String(row?.['holder']).split(' ')[1])
    const node = this.all.find(({ process }) => process.pid === pid)
    return node && { node, epoch: Number(row?.['epoch']), until: Number(row?.['until']) }
  }

  /** Who delivers, once somebody does; not the one that did at an earlier taking. */
  async nextLeader(after = 0): Promise<Leader> {
    let found: Leader | undefined
    await expect
      .poll(async () => ((found = await this.leader())?.epoch ?? 0) > after, {
        timeout: 60_000,
        interval: 50,
      })
      .toBe(true)
    return found!
  }

  /** The address of one of those that listen. */
  async address(random: Random): Promise<string> {
    for (;;) {
      const node = random.pick(this.all.filter((one) => !this.frozen.has(one)))
      const url = await node.ready.catch(() => undefined)
      if (url !== undefined && !node.ended) return url
      if (node.ended && this.all.includes(node)) await setTimeout(20)
    }
  }
}

/** The same with a scripted helpdesk and visitors, whose messages are judged in the end. */
export class VisitedNodes extends Nodes {
  readonly desk: Desk
  readonly ledger: Ledger = new LedgerOfFrozen()

  constructor(desk: Desk, place: PlaceOfNodes) {
    super(desk.url, place)
    this.desk = desk
  }

  /** Visitors of all of them, who do not come more often than a proxy can refuse them. */
  visitors(random: Random, compose?: Visitors['compose']): Visitors {
    const address = async () => {
      await setTimeout(5)
      return this.address(random)
    }
    return { ledger: this.ledger, random, address, ...(compose && { compose }) }
  }

  async rows(): Promise<StoredRow[]> {
    const rows = await this.ask('SELECT id, reference, state, ticket, why, attempts FROM submission')
    return rows as unknown as StoredRow[]
  }

  /** Waits until nothing is on its way, and nothing is left to be done to a ticket. */
  async settled(timeout = 300_000): Promise<void> {
    const open = `SELECT (SELECT count(*) FROM submission WHERE state NOT IN ('delivered', 'dead'))
      + (SELECT count(*) FROM step WHERE state NOT IN ('done', 'failed')) AS n`
    await expect
      .poll(async () => Number((await this.ask(open))[0]?.['n']), { timeout, interval: 100 })
      .toBe(0)
  }

  /** Checks the promise. */
  async judge(rate?: number) {
    const verdict = judge(await this.rows(), this.desk, this.ledger)
    expectPromiseKept(verdict, rate)
    return verdict
  }
}

/** Proxies that listen. */
export async function someNodes({
  url,
  direct,
  count,
  env,
  program,
  ...desk
}: PlaceOfNodes & DeskOptions): Promise<VisitedNodes> {
  const nodes = new VisitedNodes(await aDesk(desk), { url, direct, count, env, program })
  await Promise.all(nodes.all.map(({ ready }) => ready))
  return nodes
}
