/** Why a visitor sees nothing, or cannot send: what `SupportWidget('diagnose')` answers to the owner of the page. */
import { bare } from '../api/bare.ts'
import { FORM_TAG, LAUNCHER, WIDGET_TAG } from '../api/names.ts'

/** One thing that is in the way: a word for programs and one for people. */
interface Reason {
  code: string
  message: string
}

/** What was found. `shown`: a visitor can open the form from a button of ours, or sees it in the page. */
export interface Diagnosis {
  shown: boolean
  reasons: Reason[]
}

/** How long the proxy may take to answer, in milliseconds. */
const PATIENCE_MS = 5000

/** What hinders a visitor from seeing the button. */
function whatHides(): Reason | undefined {
  const host = document.querySelector(LAUNCHER)
  if (!host)
    return { code: 'removed', message: 'The widget is not in the page: destroyed, or removed by the page.' }
  const button = host.shadowRoot?.querySelector('button')
  if (host.shadowRoot?.querySelector<HTMLElement>('.root')?.dataset['launcher'] === 'hide')
    return { code: 'launcher_hidden', message: 'The option `launcher` is `hide`.' }
  if (button?.hidden)
    return {
      code: 'launcher_aside',
      message: 'The option `paths` leaves out this page, or the button makes room for what has the focus.',
    }
  if (Reflect.get(Document.prototype, 'fullscreenElement', document))
    return { code: 'fullscreen', message: 'An element of the page is shown in full screen.' }
  const { left, top, width, height } = button?.getBoundingClientRect() ?? new DOMRect()
  const above = Document.prototype.elementFromPoint.call(document, left + width / 2, top + height / 2)
  if (button?.ariaExpanded === 'false' && above !== host)
    return {
      code: 'covered',
      message: `Something covers the button: <${above?.localName ?? 'nothing'}${above?.id ? ' id=' + above.id : ''}>.`,
    }
  return undefined
}

/** What a press, a wheel and a key are dispatched as, to see whether they arrive. */
const PROBES = [
  ['keydown', KeyboardEvent],
  ['mousedown', MouseEvent],
  ['wheel', WheelEvent],
] as const

/** What a listener of the page on its window, older than ours, takes from a form that is there. */
function whatIsTaken(): Reason | undefined {
  const forms = [...document.querySelectorAll(`${WIDGET_TAG},${FORM_TAG}`)]
  const root = forms.find((form) => form.shadowRoot?.querySelector('form'))?.shadowRoot
  if (!root) return undefined
  const probe = document.createElement('i')
  root.append(probe)
  const taken = PROBES.filter(([type, Kind]) => {
    let hasArrived = false
    probe.addEventListener(type, () => (hasArrived = true))
    const isLeft = probe.dispatchEvent(
      new Kind(type, bare({ bubbles: true, cancelable: true, composed: true })),
    )
    return !isLeft || !hasArrived
  })
  probe.remove()
  if (!taken.length) return undefined
  const types = taken.map(([type]) => type).join(', ')
  return {
    code: 'events_taken',
    message: `Listeners of the page on window take ${types} from the form: data-mode="frame" keeps both apart.`,
  }
}

/** Whether the browser keeps anything for this page. */
function canStore(): boolean {
  try {
    return typeof sessionStorage.length === 'number'
  } catch {
    return false
  }
}

/** What the proxy says about this page. */
async function whatProxySays(base: string, site: string): Promise<Reason | undefined> {
  try {
    // The browser, too, reads what it inherits.
    const asking = bare({ credentials: 'omit', signal: AbortSignal.timeout(PATIENCE_MS) } as const)
    const response = await fetch(base + 'api/form' + (site && '?site=' + encodeURIComponent(site)), asking)
    if (response.ok) return undefined
    const { code, message } = bare((await response.json()) as Partial<Reason>) // as: the proxy's Problem; a stranger's answer has neither
    return { code: code ?? String(response.status), message: message ?? 'The proxy refuses.' }
  } catch {
    return {
      code: 'proxy_unreachable',
      message: `${base} does not answer: down, or blocked by a filter or by connect-src.`,
    }
  }
}

/** Examines page, browser and proxy, as the loader tells of them. */
export async function examine({
  base,
  options,
}: {
  base: string
  options: { site: string }
}): Promise<Diagnosis> {
  const hidden = whatHides()
  const inline = document.querySelector(FORM_TAG)?.shadowRoot?.querySelector('form')
  const refused = await whatProxySays(base, options.site)
  const memory = canStore()
    ? undefined
    : { code: 'no_storage', message: 'The browser denies storage: a draft does not survive a reload.' }
  const reasons = [hidden, refused, whatIsTaken(), memory].filter((reason) => reason !== undefined)
  return { shown: !hidden || !!inline, reasons }
}
