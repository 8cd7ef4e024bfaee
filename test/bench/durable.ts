/**
 * The other yardstick of the benchmark: what any handler has to do that answers when a message is on disk. Hono, a body
 * that is parsed, two hashes, the proxy's own store, an answer as JSON; no limits, no checks, no headers.
 */
import { hash } from 'node:crypto'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { here } from './process.ts'

/** The built one: the sources are not among those of the benchmarks. */
const { openStore } = (await import(here('../../proxy/store/open.js'))) as {
  openStore: (options: object) => { accept: (message: object) => Promise<unknown> }
}
const DAY_MS = 86_400_000

const store = openStore({
  dataDir: process.env['DATA_DIR'] ?? '',
  exclusive: true,
  retentionMs: DAY_MS,
  dedupeMs: DAY_MS,
  spoolBytes: 1e9,
  now: Date.now,
  log: () => undefined,
})
const app = new Hono()
app.post('/api/tickets', async (c) => {
  const message = JSON.parse(await c.req.text()) as { id: string; email: string } // as: the benchmark's own
  const marks = [hash('sha256', message.id), hash('sha256', message.email)]
  await store.accept({ ...message, site: 'bench' })
  return c.json({ reference: marks[0]?.slice(0, 12), state: 'queued' }, 202)
})
serve({ fetch: app.fetch, port: Number(process.env['PORT']), hostname: '127.0.0.1' })
