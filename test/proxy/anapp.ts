/** The app on a real database, spoken to as a browser would. */
import { createApp } from '../../proxy/app.ts'
import { loadConfig } from '../../proxy/config.ts'
import type { Problem } from '../../proxy/contract.ts'
import { createLog } from '../../proxy/log.ts'
import { Outbox } from '../../proxy/outbox.ts'
import { aClock, aDatabase, CHANNEL, ORIGIN } from './builders.ts'

/** Two sites, one of which requires every standard field. */
export const SITES = {
  sites: {
    shop: { channel: CHANNEL, origins: [ORIGIN] },
    strict: { channel: CHANNEL, origins: [ORIGIN], name: 'required', subject: 'required' },
  },
}

/** The app on a real database, and functions that speak to it as a browser would. */
export function anApp(options: { sites?: object; outbox?: Pick<Outbox, 'accept'> } = {}) {
  const { sites } = loadConfig({ THERE_THERE_TOKEN: 't', SITES_FILE: 'x' }, () =>
    JSON.stringify(options.sites ?? SITES),
  )
  const outbox = new Outbox(aDatabase(), { now: aClock().now, retentionMs: 1e9, dedupeMs: 1e10 })
  const lines: string[] = []
  let woken = 0
  const app = createApp({
    sites,
    outbox: options.outbox ?? outbox,
    wake: () => woken++,
    readiness: () => ({ status: 'ready', why: [], attention: [] }),
    log: createLog((line) => lines.push(line)),
  })
  const post = (body: BodyInit, headers: Record<string, string> = {}) =>
    app.request('/api/tickets', { method: 'POST', body, headers: { Origin: ORIGIN, ...headers } })
  const postJson = (body: unknown, headers = {}) =>
    post(JSON.stringify(body), { 'Content-Type': 'application/json', ...headers })
  const postForm = (fields: Record<string, string>) => {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    return post(form)
  }
  return { app, outbox, lines, woken: () => woken, post, postJson, postForm }
}

/** An error answer, with its status. */
export async function problemOf(response: Response): Promise<Problem & { status: number }> {
  return { ...((await response.json()) as Problem), status: response.status }
}

/** The submission that the outbox holds. */
export const stored = (outbox: Outbox) => outbox.due(true)?.submission
