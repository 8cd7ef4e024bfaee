/**
 * Keeps what happens in the form from listeners that hear of it before the form does, as events go down: those of the
 * document, and of the window when they came later than ours. Event-shield.ts keeps it from all that listen as they go up.
 */
import { EVENTS } from './event-shield.ts'
import { copyOf, putBefore } from './inner-copy.ts'

/** What modals of scripts close by, pull the focus back by or cancel, when it is not in them (R39): they do not hear of it. */
const HIDDEN = /^(pointerdown|mousedown|touchstart|focus|focusin)$/

/** How a press ends: of no concern to the page when it has begun in the form, wherever it ends (R95). */
const ENDS = 'pointerup pointercancel mouseup touchend touchcancel'

/** How it goes on. Happens often, so nobody listens to it but while something is pressed in the form (R22). */
const MOVES = ['pointermove', 'mousemove']

/** Beside those of event-shield.ts; the last two are Firefox's own for a wheel. */
const MORE = ENDS + ' focus DOMMouseScroll MozMousePixelScroll'

/** What a listener does to an event that is none of its own. */
const ARMS = ['preventDefault', 'stopPropagation', 'stopImmediatePropagation']

const onArrival = (event: Event) => {
  for (const name of ARMS) Reflect.deleteProperty(event, name)
}

/**
 * Whether an event belongs to a press that has begun in `host`.
 * @param begin Called when one begins, with what is aborted when it ends.
 */
function followPresses(host: HTMLElement, signal: AbortSignal, begin: (held: AbortSignal) => void) {
  let isOurs = false
  let held = new AbortController()
  signal.addEventListener('abort', () => held.abort())
  return ({ type, target }: Event) => {
    if (/^pointer(down|up|cancel)$/.test(type)) held.abort()
    if (type === 'pointerdown') {
      isOurs = target === host
      held = new AbortController()
      if (isOurs) begin(held.signal)
    }
    // A touch has the target that it began at.
    return type.startsWith('touch') ? target === host : isOurs
  }
}

/** What is in the form hears of it all the same, and may cancel it; Send does, or it would move away while it is pressed. */
function tellInside(event: Event, target: EventTarget): void {
  const copy = copyOf(event)
  if (copy && !target.dispatchEvent(copy)) event.preventDefault()
}

/**
 * Shields `host` until `signal` is aborted.
 * @param isOwnPlace Whether the page's modals and menus are none of the form's business; not where it is a part of the page.
 */
export function shieldCapture(host: HTMLElement, isOwnPlace: boolean, signal: AbortSignal): void {
  const isPressed = followPresses(host, signal, (held) => {
    for (const type of MOVES) addEventListener(type, onWayDown, { signal: held, capture: true })
  })
  const onWayDown = (event: Event) => {
    const { type } = event
    const isPart = ENDS.includes(type) || MOVES.includes(type)
    const isOurs = isPressed(event)
    if (isPart ? !isOurs : event.target !== host) return
    // Others have none, but what a polluted `Object.prototype` says: with `Tab`, nothing that was written reached the form.
    const key = event instanceof KeyboardEvent && event.key
    // A modal of the page that the form is in keeps the focus inside, and closes.
    if (!isOwnPlace && (key === 'Tab' || key === 'Escape')) return
    if (isPart || (isOwnPlace && (HIDDEN.test(type) || key === 'Tab'))) {
      event.stopPropagation()
      const [target] = event.composedPath()
      if (event.target === host && target) tellInside(event, target)
    }
    for (const name of ARMS) putBefore(event, name, () => {})
  }
  for (const type of (EVENTS + ' ' + MORE).split(' ')) {
    // Scrolling would wait for what is not passive.
    const options = { signal, capture: true, passive: /touch|wheel|scroll/i.test(type) }
    addEventListener(type, onWayDown, options)
    host.addEventListener(type, onArrival, options)
    if (type.endsWith('croll')) host.addEventListener(type, (event) => event.stopPropagation(), { signal })
  }
}
