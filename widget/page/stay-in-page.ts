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

/** Of a form and its place, what it takes to keep it. */
interface Kept {
  host: HTMLElement
  /** Puts the host back. A form that the page has put somewhere has none: it is a part of the page, and goes where it goes. */
  place?: () => void
  /** What of the loader has put it back until now. */
  watch?: MutationObserver
  /** What the visitor opened the form by; missing when a script did. */
  from?: unknown
}

function tell(expanded: boolean): void {
  // Past the fields of a form that is a trigger: one of that name ended all that is to keep the form at home.
  for (const trigger of document.querySelectorAll(TRIGGERS))
    Element.prototype.setAttribute.call(trigger, 'aria-expanded', String(expanded))
}

/** Tells the page's triggers whether the form is open, now and from now on. */
function tellTriggers(host: HTMLElement, signal: AbortSignal): void {
  host.addEventListener(EVENT + 'open', () => tell(true), { signal })
  host.addEventListener(EVENT + 'close', () => tell(false), { signal })
  tell(!!host.shadowRoot?.querySelector('.trigger[aria-expanded=true]'))
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

/** What is open, and in no top layer any more: browsers close what a page puts elsewhere, and then nothing is seen of it. */
const HIDDEN = '.trigger[aria-expanded=true]~:not(:modal,:popover-open)'

/**
 * Puts `host` back when it is removed, or put elsewhere while it is open. Observes the document and its root only, where
 * next to nothing ever changes: `document.open()` erases listeners of document and window, but not observers.
 */
function comeBack(host: HTMLElement, putBack: () => void, renew: () => void, signal: AbortSignal): void {
  const wereGone = rememberHandlers(host)
  let times: number[] = []
  const look = () => {
    const root = document.documentElement
    if (!root || (host.isConnected && !host.shadowRoot?.querySelector(HIDDEN))) return
    const now = performance.now()
    times = times.filter((time) => now - time < WINDOW_MS)
    if (times.length === RETURNS) {
      watch.disconnect()
      // oxlint-disable-next-line no-console -- the only way to tell the owner of the page
      console.warn('Support: removed')
      return
    }
    times.push(now)
    const erased = wereGone()
    putBack()
    watch.observe(root, { childList: true })
    // Last: this ends here, and begins anew with the new form.
    if (erased) renew()
  }
  const watch = new MutationObserver(look)
  watch.observe(document, { childList: true })
  watch.observe(document.documentElement, { childList: true })
  signal.addEventListener('abort', () => watch.disconnect())
  // Taken out while this file was on its way.
  look()
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
 * @param renew Mounts the form anew, whose listeners are gone.
 */
export function stayPresent(
  { host, place, watch, from }: Kept,
  renew: () => void,
  signal: AbortSignal,
): void {
  const putBack =
    place &&
    (() => {
      place()
      // Or it would come back more often than `RETURNS` says.
      watch?.disconnect()
    })
  if (putBack) {
    if (host.shadowRoot) followViewport(host.shadowRoot, signal)
    tellTriggers(host, signal)
    standAbove(host, { putBack, wanted: !!from }, signal)
  }
  // After what listens in the window for us. The guard first: the shield stops what comes later.
  rescueEvents(host, signal)
  guardFocus(host, signal)
  shieldCapture(host, !!place, signal)
  for (const type of ['dragover', 'drop'] as const) host.addEventListener(type, refuseFiles, { signal })
  watch?.disconnect()
  if (putBack) comeBack(host, putBack, renew, signal)
}
