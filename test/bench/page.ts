/**
 * What the widget costs a page and its visitors, with slower processors and networks, as a table; then the same of
 * Sentry's feedback form beside it, and the solver of challenges. `npm run bench:page -- beside` prints the second
 * table alone.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chromium, type Browser } from 'playwright-core'
import { CHROMIUM_FLAGS, chromiumPath } from '../harness/browser/chromium.ts'
import { besideSentry } from './beside.ts'
import { CLS, costTable, FORM, INP, LOADER, TASK } from './cost-table.ts'
import { solving } from './solver.ts'
import { print, start, stopAll } from './process.ts'
import { NETWORKS, visitOnce } from './visit.ts'
import type { Conditions, Cost } from './visit.ts'

const ROUNDS = Number(process.env['ROUNDS'] ?? 3)

/** Asks for the form before anybody means to open it, as docs/javascript.md has it. */
const PRELOAD = `<script>
  if (!Object.hasOwn(window, 'SupportWidget')) {
    const q = []
    window.SupportWidget = Object.assign((...call) => void q.push(call), { q })
  }
  SupportWidget('preload')
</script>`

/**
 * Pages with the widget in them, on another site than the proxy: as it is, and with the form loaded ahead.
 * @param env Of that proxy.
 */
async function ourPages(env = {}): Promise<{ lazy: string; preloaded: string }> {
  let html = ''
  const server = createServer((request, response) =>
    response
      .writeHead(200, { 'Content-Type': 'text/html' })
      .end('<!doctype html>' + (request.url === '/' ? '' : PRELOAD) + html),
  )
  await new Promise<void>((resolve) => server.listen(0, resolve))
  server.unref()
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`
  const { port } = await start({ ALLOWED_ORIGINS: origin, ...env })
  html = `<html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Shop</title>
    <h1>Shop</h1><script async src="http://127.0.0.1:${port}/support.js"></script></html>`
  return { lazy: `${origin}/`, preloaded: `${origin}/preloaded` }
}

const TABLE = costTable(
  [
    { title: 'requests', of: ({ requests }) => requests },
    { title: 'kB', of: ({ bytes }) => bytes / 1000 },
    LOADER,
    TASK,
    INP,
    CLS,
    { title: 'panel ms', of: ({ panel }) => panel },
    FORM,
  ],
  { name: 30, figure: 10 },
)

/** Prints what our own form costs. */
async function alone(browser: Browser, address: string): Promise<void> {
  print(`Median of ${ROUNDS} visits. Before the press: requests, kB, loader. From the press on: the rest.\n`)
  TABLE.head('')
  for (const network of Object.keys(NETWORKS) as Conditions['network'][])
    for (const cpu of [1, 4, 6])
      for (const hover of [true, false]) {
        const costs: Cost[] = []
        for (let round = 0; round < ROUNDS; round++)
          costs.push(await visitOnce(browser, address, { cpu, network, hover }))
        const name = `${network}, CPU ${cpu}x, ${hover ? 'mouse' : 'touch'}`
        TABLE.row(name, TABLE.medians(costs))
      }
}

const browser = await chromium.launch({ executablePath: await chromiumPath(), args: CHROMIUM_FLAGS })
try {
  const isWhole = !process.argv.includes('beside')
  const ours = await ourPages()
  if (isWhole) await alone(browser, ours.lazy)
  await besideSentry(browser, ours, ROUNDS)
  if (isWhole) await solving(browser, (await ourPages({ CHALLENGE: 'always' })).lazy, ROUNDS)
} finally {
  await browser.close()
  stopAll()
}
