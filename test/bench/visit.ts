/**
 * One visit of a page with the widget, under a slower processor and network, and what it cost: what a visitor waits
 * for, and what the page pays. The figures come from the browser's own trace and observers.
 */
import type { Browser, CDPSession, Locator, Page } from 'playwright-core'
import { SUPPORT, type VisitedWidget } from './widgets.ts'

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
  /** Before the press. */
  requests: number
  bytes: number
  /** All that had come when the form could be filled, what came before the press with it. */
  bytesToForm: number
  /** Running the loader: processor time, which counts other work of the machine least. */
  evaluation: number
  /** The longest task of the page's main thread from the press on, until everything is drawn; likewise. */
  longestTask: number
  /** Interaction to next paint: the slowest of opening, typing, sending with errors, closing. */
  inp: number
  /** Cumulative layout shift: what moves by itself, and not within half a second of an action. */
  cls: number
  /** From the press to a dialog with its close button, and to a form whose first field takes the focus. */
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

/** What the page tells of a visit, in its own milliseconds. */
interface Seen {
  cls: number
  inp: number
  pressed: number
  panel: number
  form: number
  /** Kept when the form can be filled, and its first field has the focus. */
  usable: Promise<void>
}

/** Observes from before anything else runs. Runs in the page. */
function observe({ host, dialog, field }: VisitedWidget): void {
  let resolve = () => {}
  const usable = new Promise<void>((then) => (resolve = then))
  const seen: Seen = { cls: 0, inp: 0, pressed: 0, panel: 0, form: 0, usable }
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
    const root = document.querySelector(host)?.shadowRoot
    const now = performance.now()
    if (!seen.panel && root?.querySelector(dialog)?.checkVisibility()) seen.panel = now
    const first = root?.querySelector<HTMLElement>(field)
    first?.focus()
    if (!first || root?.activeElement !== first) return void requestAnimationFrame(look)
    seen.form = now
    resolve()
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

/** What the page has seen so far. Runs in the page. */
const told = () => (globalThis as unknown as { seen: Seen }).seen // as: set by observe

async function slowDown(devtools: CDPSession, { cpu, network }: Conditions): Promise<void> {
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: cpu })
  const speed = NETWORKS[network]
  if (speed) await devtools.send('Network.emulateNetworkConditions', { offline: false, ...speed })
}

/** When the page has nothing to do. Runs in the page. A page that nobody sees may be told so never. */
const idle = () => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 2000 }))

/** How long people hold a button down. At once, the browser makes one task of what are two for them. */
const HELD_MS = 80

/** Presses by place: `click` of the test tool listens in the page to see whether it hits, which is counted, too. */
async function press(page: Page, part: Locator): Promise<void> {
  const box = await part.boundingBox()
  if (!box) throw new Error(`There is no ${String(part)} to press.`)
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2, { delay: HELD_MS })
}

/**
 * Opens, types, sends with an error, and closes. Looks for as little as it can while the form opens: what it runs in
 * the page is slowed down and counted like the widget itself.
 */
async function use(page: Page, widget: VisitedWidget, hover: boolean): Promise<void> {
  const part = (selector: string) => page.locator(`${widget.host} ${selector}`)
  const launcher = part(widget.launcher)
  if (hover) {
    await launcher.hover()
    // Asked of the page: a response that came before one listened for it is waited for in vain.
    await page.waitForFunction(() =>
      performance
        .getEntriesByType('resource')
        .some(
          (entry) =>
            /assets\/\w+\/panel\.js/.test(entry.name) && (entry as PerformanceResourceTiming).responseEnd,
        ),
    )
    // Loaded is not yet run.
    await page.evaluate(idle)
  }
  await press(page, launcher)
  await page.evaluate(() => (globalThis as unknown as { seen: Seen }).seen.usable) // as: set by observe
  await page.keyboard.type('Hi')
  const typed = await part(widget.field).inputValue()
  if (typed !== 'Hi') throw new Error(`The first field took ${JSON.stringify(typed)} and not what was typed.`)
  await press(page, part(widget.send))
  await part(widget.wrong).waitFor()
  await press(page, part(widget.close))
  await page.evaluate(idle)
}

/** Main thread's tasks and scripts, out of the browser's trace. */
function readTrace(buffer: Buffer, script: string): { evaluation: number; longestTask: number } {
  const { traceEvents } = JSON.parse(buffer.toString()) as { traceEvents: TraceEvent[] }
  const loader = traceEvents.find(
    ({ name, args }) => name === 'EvaluateScript' && args.data?.url?.includes(script),
  )
  const main = traceEvents.filter(({ pid, tid }) => pid === loader?.pid && tid === loader.tid)
  const pressed = main.find(({ name, args }) => name === 'EventDispatch' && args.data?.type === 'mousedown')
  const tasks = main.filter(({ name, ts }) => name.endsWith('RunTask') && ts >= (pressed?.ts ?? Infinity))
  const longest = Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur))
  return { evaluation: (loader?.tdur ?? 0) / 1000, longestTask: longest / 1000 }
}

/** Counts the requests of a page but that of the document at `address`. */
async function watchNetwork(devtools: CDPSession, address: string) {
  await devtools.send('Network.enable')
  /** By id: what has to be added to the network's seconds to have those of the clock. */
  const asked = new Map<string, number>()
  const came: { bytes: number; at: number }[] = []
  devtools.on('Network.requestWillBeSent', ({ requestId, request, timestamp, wallTime }) => {
    if (request.url !== address && !request.url.startsWith('data:'))
      asked.set(requestId, wallTime - timestamp)
  })
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength, timestamp }) => {
    const shift = asked.get(requestId)
    if (shift !== undefined) came.push({ bytes: encodedDataLength, at: (timestamp + shift) * 1000 })
  })
  return {
    requests: () => asked.size,
    /** Bytes that had come by a time of the clock, in milliseconds. */
    bytes: (by = Infinity) => came.reduce((sum, { bytes, at }) => (at <= by ? sum + bytes : sum), 0),
  }
}

/**
 * Visits the page at `address` once, in a fresh context.
 * @param widget How what is in the page is used.
 */
export async function visitOnce(
  browser: Browser,
  address: string,
  conditions: Conditions,
  widget = SUPPORT,
): Promise<Cost> {
  const context = await browser.newContext({ viewport: { width: 1100, height: 760 } })
  try {
    const page = await context.newPage()
    await page.addInitScript(observe, widget)
    const devtools = await context.newCDPSession(page)
    const network = await watchNetwork(devtools, address)
    await slowDown(devtools, conditions)
    await browser.startTracing(page, { categories: ['devtools.timeline', 'toplevel'] })
    await page.goto(address, { waitUntil: 'networkidle' })
    await page.locator(`${widget.host} ${widget.launcher}`).waitFor()
    const before = { requests: network.requests(), bytes: network.bytes() }
    await use(page, widget, conditions.hover)
    const { pressed, panel, form, inp, cls } = await page.evaluate(told)
    const bytesToForm = network.bytes(await page.evaluate((at) => performance.timeOrigin + at, form))
    const trace = readTrace(await browser.stopTracing(), widget.script)
    return { ...before, bytesToForm, ...trace, inp, cls, panel: panel - pressed, form: form - pressed }
  } finally {
    await context.close()
  }
}
