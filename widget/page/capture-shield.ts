/**
 * Keeps what happens in the form from listeners that hear of it before the form does, as events go down: those of the
 * document, and of the window when they came later than ours. Event-shield.ts keeps it from all that listen as they go up.
 */
import { EVENTS } from './event-shield.ts'

/**
 * What modals of scripts close by, pull the focus back by or cancel, when it is not in them (R39). Nothing in the form
 * listens to the first three but to the first, and that gets a copy which stays inside.
 */
const HIDDEN = 'pointerdown mousedown touchstart focusin'

/** What a listener does to an event that is none of its own. */
const DISARMED = {
  preventDefault() {},
  stopPropagation() {},
  stopImmediatePropagation() {},
}

const onArrival = (event: Event) => {
  for (const name in DISARMED) Reflect.deleteProperty(event, name)
}

/** Shields `host` until `signal` is aborted. */
export function shieldCapture(host: HTMLElement, signal: AbortSignal): void {
  const onWayDown = (event: Event) => {
    const [target] = event.composedPath()
    if (event.target !== host || !target) return
    const isHidden = HIDDEN.includes(event.type) || (event as Partial<KeyboardEvent>).key === 'Tab'
    if (!isHidden) {
      // Own properties, before those of the class.
      Object.assign(event, DISARMED)
      return
    }
    event.stopPropagation()
    if (event.type !== 'pointerdown') return
    const { pointerId, clientX, clientY } = event as PointerEvent // as: of that type
    target.dispatchEvent(new PointerEvent(event.type, { bubbles: true, pointerId, clientX, clientY }))
  }
  const options = { signal, capture: true, passive: true }
  for (const type of EVENTS.split(' ')) {
    addEventListener(type, onWayDown, options)
    host.addEventListener(type, onArrival, options)
  }
}
