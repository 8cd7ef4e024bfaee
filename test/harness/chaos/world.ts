/** A world to break: visitors, the proxy as a process of its own, and a scripted helpdesk. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { reachProxy } from '../../../proxy/operator/admin-line.ts'
import { aDesk } from './fake-helpdesk.ts'
import type { Desk, DeskOptions } from './fake-helpdesk.ts'
import { expectPromiseKept, judge, rowsOf } from './invariants.ts'
import type { Verdict } from './invariants.ts'
import { fieldsOf, Ledger, post } from './load.ts'
import type { Random } from './random.ts'
import { aServer } from './killable-proxy.ts'
import type { LogLine, Server, ServerOptions } from './killable-proxy.ts'

/** A folder that is gone after the test. */
export function aDataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'chaos-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Something to wait for, and the means to let it happen. */
export function aLatch() {
  const latch = { release: (): void => undefined, held: Promise.resolve() }
  latch.held = new Promise((resolve) => {
    latch.release = resolve
  })
  return latch
}

export interface WorldOptions extends DeskOptions {
  env?: Record<string, string>
  dataDir?: string
}

export class World {
  readonly desk: Desk
  readonly dataDir: string
  readonly ledger = new Ledger()
  readonly #env: Record<string, string>
  readonly #former: Server[] = []
  /** The first content of every id, to ask for it again. */
  readonly #sent = new Map<string, Record<string, string>>()
  server: Server

  constructor(desk: Desk, dataDir: string, env: Record<string, string>) {
    this.desk = desk
    this.dataDir = dataDir
    this.#env = env
    this.server = aServer({ dataDir, deskUrl: desk.url, env })
  }

  /** What all the proxies of this world have logged. */
  get log(): LogLine[] {
    return [...this.#former, this.server].flatMap(({ log }) => log)
  }

  /** Starts the proxy (again) on the same data. */
  start(changes: Partial<ServerOptions> = {}): Server {
    this.#former.push(this.server)
    this.server = aServer({ dataDir: this.dataDir, deskUrl: this.desk.url, env: this.#env, ...changes })
    return this.server
  }

  /** The address of a proxy that listens, which may be one that is yet to be started. */
  async address(): Promise<string> {
    for (;;) {
      const { server } = this
      const url = await server.ready.catch(() => undefined)
      if (url !== undefined && !server.ended) return url
      // One that ended by itself will not be replaced.
      const { code } = await server.exit
      if (code !== null && code !== 0) throw new Error(`The proxy ended with ${code}: ${server.errors}`)
      await expect.poll(() => this.server !== server, { timeout: 60_000, interval: 5 }).toBe(true)
    }
  }

  /** What visitors are: see `visit`. */
  visitors(random: Random, onPost = () => {}) {
    return { ledger: this.ledger, random, address: () => this.address(), onPost }
  }

  /** Posts one message and takes down the answer. */
  async send(fields: Record<string, string>) {
    this.ledger.tried.add(fields['id'] ?? '')
    if (!this.#sent.has(fields['id'] ?? '')) this.#sent.set(fields['id'] ?? '', fields)
    this.ledger.posts++
    const answer = await post(await this.address(), fields)
    this.ledger.note(fields['id'] ?? '', answer)
    return answer
  }

  /**
   * Waits until the proxy itself says of every promised message that it is delivered or dead, and that nothing else is
   * on its way: a message may be stored although its visitor was never told.
   */
  async settled(timeout = 180_000): Promise<void> {
    const open = new Map(this.ledger.promised)
    const { refused } = this.desk
    const check = async () => {
      for (const [id, reference] of open) {
        if (refused.has(reference)) continue
        // One that is not there yet is asked for again in the next round; the others wait for it.
        if (!(await this.send(this.#sent.get(id) ?? fieldsOf(id))).body.includes('"delivered"'))
          return open.size
        open.delete(id)
      }
      const waiting = [...open.values()].filter((reference) => !refused.has(reference))
      return waiting.length + (await this.#onTheirWay())
    }
    await expect.poll(check, { timeout, interval: 50 }).toBe(0)
  }

  /** How many rows have not come to their end, as the proxy tells operators. */
  async #onTheirWay(): Promise<number> {
    await this.address()
    const ask = await reachProxy(this.dataDir)
    if (!ask) throw new Error('The proxy listens, and its socket does not answer.')
    let count = 0
    for (const state of ['pending', 'sending', 'unsure']) {
      const answer = await ask(new Request(`http://socket/outbox?state=${state}`))
      count += ((await answer.json()) as { rows: unknown[] }).rows.length
    }
    return count
  }

  /** Stops the proxy and checks the promise. */
  async end(rate?: number): Promise<Verdict> {
    if (!this.server.ended) expect(await this.server.stop()).toEqual({ code: 0, signal: null })
    const verdict = judge(rowsOf(this.dataDir), this.desk, this.ledger)
    expectPromiseKept(verdict, rate)
    return verdict
  }
}

/** A world with a proxy that is starting. */
export async function aWorld({ env = {}, dataDir = aDataDir(), ...desk }: WorldOptions = {}): Promise<World> {
  return new World(await aDesk(desk), dataDir, env)
}
