/**
 * What keeps the opened widget at home in a page that changes around it: it comes back when something takes it out
 * (R10), stays usable above the page's modals (R39), and the page's triggers say whether the form is open (R91).
 * Loaded after the form, since most pages never need it.
 */
import { shieldCapture } from './capture-shield.ts'
import { guardFocus } from './focus-guard.ts'
import { standAbove } from './modals.ts'
import { rescueEvents } from './rescue.ts'
import { followViewport } from './viewport.ts'
import { EVENT, TRIGGERS } from '../api/names.ts'

/** How often the widget comes back within `WINDOW_MS`, in milliseconds; then the page has its way. */
const RETURNS = 3
const WINDOW_MS = 10_000

/** How the widget comes back. */
interface Ways {
  putBack: () => void
  /** Mounts the form anew, whose listeners are gone. */
  renew: () => void
  /** Whether the visitor opened the form, not a script. */
  wanted: boolean
}

function tell(expanded: boolean): void {
  for (const trigger of document.querySelectorAll(TRIGGERS)) trigger.ariaExpanded = String(expanded)
}

/** Tells the page's triggers whether the form is open, now and from now on. */
function tellTriggers(host: HTMLElement, signal: AbortSignal): void {
  host.addEventListener(EVENT + 'open', () => tell(true), { signal })
  host.addEventListener(EVENT + 'close', () => tell(false), { signal })
  tell(host.shadowRoot?.querySelector('button')?.ariaExpanded === 'true')
}

/** Handlers that are properties, as the launcher uses them, of all nodes but the form's. */
const HANDLERS = ['onclick', 'onfocus', 'onpointerenter', 'onkeydown', 'oncancel'] as const

/**
 * `document.open()` takes every listener and handler from every node of the page, ours too. What the launcher needs
 * is remembered here.
 * @returns Whether they were gone; then they are there again.
 */
function rememberHandlers(host: HTMLElement): () => boolean {
  const nodes = [...(host.shadowRoot?.querySelectorAll<HTMLElement>('button,dialog') ?? [])]
  const remembered = nodes.map((node) => HANDLERS.map((name) => [name, node[name]] as const))
  const [button] = nodes
  return () => {
    if (button?.onfocus) return false
    for (const [index, node] of nodes.entries())
      Object.assign(node, Object.fromEntries(remembered[index] ?? []))
    return true
  }
}

/**
 * Puts `host` back when it is removed. Observes the document and its root only, where next to nothing ever changes:
 * `document.open()` erases listeners of document and window, but not observers.
 */
function comeBack(host: HTMLElement, { putBack, renew }: Ways, signal: AbortSignal): void {
  const wereGone = rememberHandlers(host)
  let times: number[] = []
  const watch = new MutationObserver(() => {
    const root = document.documentElement
    if (host.isConnected || !root) return
    const now = performance.now()
    times = times.filter((time) => now - time < WINDOW_MS)
    if (times.length === RETURNS) {
      watch.disconnect()
      // oxlint-disable-next-line no-console -- the only way to tell the owner of the page
      console.warn('Support: this page keeps removing the widget, so it stays away')
      return
    }
    times.push(now)
    const erased = wereGone()
    putBack()
    watch.observe(root, { childList: true })
    // Last: this ends here, and begins anew with the new form.
    if (erased) renew()
  })
  watch.observe(document, { childList: true })
  watch.observe(document.documentElement, { childList: true })
  signal.addEventListener('abort', () => watch.disconnect())
}

/** Takes no file that falls where none is taken: the browser would leave the page to show it. */
function refuseFiles(event: DragEvent): void {
  const data = event.dataTransfer
  if (event.defaultPrevented || !data?.types.includes('Files')) return
  event.preventDefault()
  data.dropEffect = 'none'
}

/**
 * Begins; ends when `signal` is aborted.
 * @param ways Of the launcher's element. A form that the page has put somewhere is a part of the page, and goes where it goes.
 */
export function stayPresent(host: HTMLElement, ways: Ways | undefined, signal: AbortSignal): void {
  if (ways) {
    if (host.shadowRoot) followViewport(host.shadowRoot, signal)
    tellTriggers(host, signal)
    standAbove(host, ways, signal)
  }
  // After what listens in the window for us. The guard first: the shield stops what comes later.
  rescueEvents(host, signal)
  guardFocus(host, signal)
  shieldCapture(host, !!ways, signal)
  for (const type of ['dragover', 'drop'] as const) host.addEventListener(type, refuseFiles, { signal })
  if (ways) comeBack(host, ways, signal)
}
