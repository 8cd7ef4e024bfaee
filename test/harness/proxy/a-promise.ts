/** A delivery against the sandbox over real HTTP, with one clock for both, and answers that can be tampered with. */
import { onTestFinished } from 'vitest'
import { FINE } from './fine.ts'
import { Delivery } from '../../../proxy/delivery/delivery.ts'
import { RateGate } from '../../../proxy/helpdesk/rate-gate.ts'
import { Helpdesk } from '../../../proxy/helpdesk/client.ts'
import { createLog } from '../../../proxy/log.ts'
import { createReadiness } from '../../../proxy/operator/readiness.ts'
import { referenceOf } from '../../../proxy/reference.ts'
import { startSandbox } from './sandbox-server.ts'
import { aStore } from './a-store.ts'
import { aSubmission, CHANNEL } from './builders.ts'
import type { StoredSubmission } from '../../../proxy/store/records.ts'

export const SETTLE = 120_000
export const OTHER_CHANNEL = '01HX9F3K2M4N5P6Q7R8S9T0V1X'

/** What is on its way to the helpdesk. */
export interface Sent {
  method: string
  /** Below the address of the API. */
  path: string
  body: string
}

/** Does something else with a call than to pass it on; `pass` passes it on. */
export type Tamper = (sent: Sent, pass: () => Promise<Response>) => Promise<Response>

/** A ticket as the helpdesk tells it. */
export interface Told extends Record<string, unknown> {
  ulid: string
  messages: ({ body_html: string } & Record<string, unknown>)[]
}

export const reset = (): Promise<Response> =>
  Promise.reject(
    new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ECONNRESET' }) }),
  )

export const isCreate = ({ method, path }: Sent) => method === 'POST' && path === '/tickets'
export const isOpen = ({ method, path }: Sent) => method === 'GET' && /^\/tickets\/\w+$/.test(path)
export const isSearch = ({ path }: Sent) => path.startsWith('/tickets?')

/** Tells something else of every ticket that is opened: of its HTML alone, or its text would tell the rest. */
export const opening =
  (change: (ticket: Told) => object): Tamper =>
  async (sent, pass) => {
    if (!isOpen(sent)) return pass()
    const { data } = (await (await pass()).json()) as { data: Told }
    const messages = data.messages.map((message) => ({ ...message, body_text: undefined }))
    return Response.json({ data: change({ ...data, messages }) })
  }

/** Rewrites the first message of every ticket that is opened, as a helpdesk might do. */
export const rewriting = (rewrite: (html: string) => object): Tamper =>
  opening(({ messages: [first, ...more], ...ticket }) => ({
    ...ticket,
    messages: [{ ...first, ...rewrite(first!.body_html) }, ...more],
  }))

/** `aheadMs`: by how much the proxy's own clock is ahead of its store's. */
export async function aPromised({ rate = 10_000, aheadMs = 0 } = {}) {
  const desk = await startSandbox({
    channels: [
      { ulid: CHANNEL, name: 'Shop' },
      { ulid: OTHER_CHANNEL, name: 'Elsewhere' },
    ],
  })
  onTestFinished(() => desk.stop())
  const { now } = desk
  const { store, outbox, sql } = aStore({ now, retentionMs: 1e12, dedupeMs: 1e13 })
  const gate = new RateGate(store.calls, rate)
  const url = `${desk.origin}/sandbox/api`
  const lines: string[] = []
  const sent: Sent[] = []
  /** What happens to calls; a test may change it at any time. */
  const network: { tamper: Tamper } = { tamper: (_, pass) => pass() }
  const call: typeof fetch = (input, init) => {
    // as: the client calls by address, with JSON.
    const path = (input as string).slice(url.length)
    const one = { method: init?.method ?? 'GET', path, body: (init?.body as string | undefined) ?? '' }
    sent.push(one)
    return network.tamper(one, () => fetch(input, init))
  }
  const delivery = new Delivery({
    store,
    gate,
    helpdesk: new Helpdesk({ url, token: 'sandbox', timeoutMs: 5000, fetch: call, now, gate }),
    sites: new Map([['shop', { id: 'shop', channel: CHANNEL }]]),
    settleDelayMs: SETTLE,
    now: () => now() + aheadMs,
    random: () => 1,
    log: createLog((line) => lines.push(line)),
  })
  const readiness = createReadiness({ store, now, stuckAfterMs: 1e12, ...FINE })
  await delivery.lead()

  /** Lets time pass, in which the proxy works. */
  const live = async (ms: number, over = () => false) => {
    const end = now() + ms
    while (now() < end && !over()) {
      const wait = await delivery.step()
      desk.advance(Math.min(Math.max(1, wait), end - now()))
    }
  }
  /** Accepts a message whose first create is lost before the helpdesk has seen it, or after, and makes it unsure. */
  const unsure = async (changes: Partial<StoredSubmission> = {}, made = false) => {
    const submission = aSubmission(changes)
    await outbox.accept(submission)
    const { tamper } = network
    network.tamper = async (_, pass) => {
      if (made) await pass()
      return reset()
    }
    await delivery.step()
    network.tamper = tamper
    return { ...submission, reference: referenceOf(submission.id) }
  }
  /** The tickets that say this. */
  const tickets = async (words: string): Promise<Told[]> => {
    const { json } = await desk.api('GET', '/tickets?per_page=100&sort=created_at')
    const all: Told[] = []
    for (const { ulid } of json.data) all.push((await desk.api('GET', `/tickets/${ulid}`)).json.data)
    return all.filter(({ messages }) => messages[0]!.body_html.includes(words))
  }
  const row = (id: string) =>
    sql.get('SELECT state, ticket, why, attempts, due_at FROM submission WHERE id = ?', id)!
  /** Somebody writes to the helpdesk. */
  const mail = (body: string, changes: { email?: string; channel?: string } = {}) =>
    desk.ticket({ channel: CHANNEL, email: 'ada@example.com', ...changes, body })
  return {
    desk,
    now,
    sql,
    outbox,
    store,
    gate,
    delivery,
    network,
    sent,
    lines,
    readiness,
    live,
    unsure,
    tickets,
    row,
    mail,
  }
}
