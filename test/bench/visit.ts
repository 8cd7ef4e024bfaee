/**
 * One visit of a page with the widget, under a slower processor and network, and what it cost: what a visitor waits
 * for, and what the page pays. The figures come from the browser's own trace and observers.
 */
import type { Browser, CDPSession, Page } from 'playwright-core'

/** Named as in the browser's developer tools, with their figures: milliseconds, and bytes a second. */
export const NETWORKS = {
  fast: undefined,
  'fast 4G': { latency: 165, downloadThroughput: 1_012_500, uploadThroughput: 168_750 },
  'slow 4G': { latency: 562.5, downloadThroughput: 180_000, uploadThroughput: 84_375 },
} as const

/** What is slowed down, and whether the visitor's pointer rests on the button before it is pressed. */
export interface Conditions {
  cpu: number
  network: keyof typeof NETWORKS
  hover: boolean
}

/** What a visit cost. Times in milliseconds. */
export interface Cost {
  requests: number
  bytes: number
  /** Running the loader: processor time, which counts other work of the machine least. */
  evaluation: number
  /** The longest task of the page's main thread from the press on, until everything is drawn; likewise. */
  longestTask: number
  /** Interaction to next paint: the slowest of opening, typing, sending with errors, closing. */
  inp: number
  /** Cumulative layout shift: what moves by itself, and not within half a second of an action. */
  cls: number
  /** From the press to a dialog with its close button, and to a form that can be filled. */
  panel: number
  form: number
}

interface TraceEvent {
  name: string
  /** Processor time, in microseconds. */
  tdur?: number
  tid: number
  pid: number
  ts: number
  args: { data?: { url?: string; type?: string } }
}

/** Observes from before anything else runs. Runs in the page. */
function observe(): void {
  const seen = { cls: 0, inp: 0, pressed: 0, panel: 0, form: 0 }
  Object.assign(globalThis, { seen })
  const on = (type: string, add: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) add(entry)
    }).observe({ type, buffered: true, ...(type === 'event' && { durationThreshold: 16 }) })
  on('layout-shift', (entry) => {
    const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean }
    if (!hadRecentInput) seen.cls += value
  })
  on('event', (entry) => {
    if ((entry as PerformanceEntry & { interactionId: number }).interactionId)
      seen.inp = Math.max(seen.inp, entry.duration)
  })
  const look = () => {
    const dialog = document.querySelector('support-widget')?.shadowRoot?.querySelector('dialog')
    const now = performance.now()
    if (seen.pressed && !seen.panel && dialog?.querySelector('.close')?.checkVisibility()) seen.panel = now
    if (seen.pressed && dialog?.querySelector('textarea')?.checkVisibility()) seen.form = now
    else requestAnimationFrame(look)
  }
  addEventListener(
    'click',
    (event) => {
      if (seen.pressed) return
      seen.pressed = event.timeStamp
      requestAnimationFrame(look)
    },
    true,
  )
}

async function slowDown(devtools: CDPSession, { cpu, network }: Conditions): Promise<void> {
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: cpu })
  const speed = NETWORKS[network]
  if (speed) await devtools.send('Network.emulateNetworkConditions', { offline: false, ...speed })
}

/** When the page has nothing to do. Runs in the page. A page that nobody sees may be told so never. */
const idle = () => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 2000 }))

/** Opens, types, sends with an error, and closes. */
async function use(page: Page, hover: boolean): Promise<void> {
  const launcher = page.getByRole('button', { name: 'Help', exact: true })
  await launcher.waitFor()
  if (hover) {
    await launcher.hover()
    // Asked of the page: a response that came before one listened for it is waited for in vain.
    await page.waitForFunction(() =>
      performance
        .getEntriesByType('resource')
        .some(
          (entry) =>
            entry.name.includes('/assets/panel-') && (entry as PerformanceResourceTiming).responseEnd,
        ),
    )
    // Loaded is not yet run.
    await page.evaluate(idle)
  }
  const box = await launcher.boundingBox()
  if (box) await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  await page.getByRole('textbox', { name: 'Your message' }).click()
  await page.keyboard.type('Hi')
  await page.getByRole('button', { name: 'Send message' }).click()
  await page.getByText('There is a problem').waitFor()
  await page.getByRole('button', { name: 'Close' }).click()
  await page.evaluate(idle)
}

/** Main thread's tasks and scripts, out of the browser's trace. */
function readTrace(buffer: Buffer): { evaluation: number; longestTask: number } {
  const { traceEvents } = JSON.parse(buffer.toString()) as { traceEvents: TraceEvent[] }
  const loader = traceEvents.find(
    ({ name, args }) => name === 'EvaluateScript' && args.data?.url?.includes('/support.js'),
  )
  const main = traceEvents.filter(({ pid, tid }) => pid === loader?.pid && tid === loader.tid)
  const pressed = main.find(({ name, args }) => name === 'EventDispatch' && args.data?.type === 'mousedown')
  const tasks = main.filter(({ name, ts }) => name.endsWith('RunTask') && ts >= (pressed?.ts ?? Infinity))
  const longest = Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur))
  return { evaluation: (loader?.tdur ?? 0) / 1000, longestTask: longest / 1000 }
}

/**
 * Visits the page at `address` once, in a fresh context.
 * @param settle Called when the page is loaded and nothing was pressed yet.
 */
export async function visitOnce(browser: Browser, address: string, conditions: Conditions): Promise<Cost> {
  const context = await browser.newContext({ viewport: { width: 1100, height: 760 } })
  try {
    const page = await context.newPage()
    await page.addInitScript(observe)
    const devtools = await context.newCDPSession(page)
    await devtools.send('Network.enable')
    let requests = 0
    let bytes = 0
    const ours = new Set<string>()
    devtools.on('Network.requestWillBeSent', ({ requestId, request }) => {
      if (request.url.startsWith(address)) return
      requests++
      ours.add(requestId)
    })
    devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (ours.has(requestId)) bytes += encodedDataLength
    })
    await slowDown(devtools, conditions)
    await browser.startTracing(page, { categories: ['devtools.timeline', 'toplevel'] })
    await page.goto(address, { waitUntil: 'networkidle' })
    const before = { requests, bytes }
    await use(page, conditions.hover)
    const seen = await page.evaluate(() => (globalThis as unknown as { seen: Record<string, number> }).seen) // as: set by observe
    const { pressed = 0, panel = 0, form = 0, inp = 0, cls = 0 } = seen
    const trace = readTrace(await browser.stopTracing())
    return { ...before, ...trace, inp, cls, panel: panel - pressed, form: form - pressed }
  } finally {
    await context.close()
  }
}
