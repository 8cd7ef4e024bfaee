/**
 * Gives the focus and the caret back to who writes in the form when a script of the page takes them: pages that search for
 * whatever is typed, call the focus back whenever they lose it, or clear the selection when the mouse is lifted (R95).
 * Never against the visitor, who may press, tab or be led by assistive technology anywhere, and never against a modal.
 */
import { EVENT, MODALS } from '../api/names.ts'
import { followCaret } from './caret.ts'
import { putBefore } from './inner-copy.ts'
import { warnOnce } from './warn-once.ts'

/** How soon after the visitor has done something in the form a script must have taken the focus, in milliseconds. */
const SOON_MS = 1000

/** How often it is given back, until the visitor does something again. */
const TIMES = 3

/** What a press brings the focus to. */
const FOCUSABLE = 'input,textarea,select,button,a'

/** What has the focus by right: nobody tells us of a press in a frame, and a modal wants to be seen. */
const RIGHTFUL = `iframe,object,embed,dialog,${MODALS}`

/** What the page makes of these is its own affair: a script that moves the focus then is no thief. */
const OWN_EVENTS = ['submit', 'sent', 'error', 'close']

/** Keys that leave a field, or may. */
const isLeaving = ({ key, altKey }: KeyboardEvent) => altKey || key === 'Tab' || key === 'F6'

/** Elements of the page that took the focus: no script gives it to them again while somebody writes in the form. */
function holdThieves(isSeen: () => boolean) {
  const held = new Set<HTMLElement>()
  return {
    hold(thief: Element | null) {
      if (!(thief instanceof HTMLElement) || Object.hasOwn(thief, 'focus')) return
      // A press focuses it as ever, and what the form was opened from has the focus back when it is closed.
      putBefore(thief, 'focus', () => isSeen() || HTMLElement.prototype.focus.call(thief))
      held.add(thief)
    },
    release() {
      for (const thief of held) Reflect.deleteProperty(thief, 'focus')
      held.clear()
    },
  }
}

/** What has the focus, past elements that visitors of the page have named so: a list of them is no node. */
export const focused = (): HTMLElement | null =>
  Reflect.get(Document.prototype, 'activeElement', document) as HTMLElement | null // as: what has it can lose it

/** Whether a script has put the focus where it is, outside of `host`. */
function isStolen(host: HTMLElement): boolean {
  const place = focused()
  // In a field that the page has put into the form's slots.
  if (host.contains(place)) return false
  // Past the fields of a form that has it: one of that name ended all that is to bring the focus back.
  const rightful = place && Element.prototype.closest.call(place, RIGHTFUL)
  return !rightful || Node.prototype.contains.call(rightful, host)
}

/** Where the visitor is in the form, and whether a script may have changed that. */
function followVisitor(host: HTMLElement, root: ShadowRoot) {
  let tries = 0
  let actedAt = 0
  const visitor = {
    /** Nothing where that is not for us to say. */
    place: undefined as HTMLElement | undefined,
    /** The visitor presses something or types. */
    act(event: KeyboardEvent | PointerEvent) {
      tries = TIMES
      actedAt = performance.now()
      const [pressed] = event.composedPath() as HTMLElement[] // as: events of these types have elements
      if (!(event instanceof KeyboardEvent))
        visitor.place = pressed?.closest<HTMLElement>(FOCUSABLE) ?? undefined
      else if (isLeaving(event)) visitor.place = undefined
      else visitor.place = (root.activeElement as HTMLElement | null) ?? visitor.place // as: what has the focus can be given it again
    },
    /** Where the focus is already. */
    stay: () => {
      visitor.place = (root.activeElement as HTMLElement | null) ?? undefined // as: likewise
    },
    /** Whether to undo what a script did; not for ever. */
    mayUndo() {
      if (performance.now() - actedAt > SOON_MS || !tries) return false
      tries--
      if (!tries) warnOnce('this page keeps taking focus or selection from the form')
      return true
    },
    /** What comes now is an answer to something of ours. */
    rest() {
      tries = 0
    },
    isRobbed() {
      return !!visitor.place?.checkVisibility() && !root.activeElement && isStolen(host)
    },
  }
  return visitor
}

/** Guards focus and caret in `host` until `signal` is aborted. */
export function guardFocus(host: HTMLElement, signal: AbortSignal): void {
  const root = host.shadowRoot
  if (!root) return
  // A form inside the page has no dialog. Not by where the visitor is: with Tab that is nowhere for a moment.
  const thieves = holdThieves(() => root.querySelector('dialog')?.checkVisibility() ?? true)
  const caret = followCaret(host, root)
  const visitor = followVisitor(host, root)
  let isGiving = false

  const leave = () => {
    visitor.place = undefined
    thieves.release()
  }
  const giveBack = () => {
    if (visitor.isRobbed() && visitor.mayUndo()) {
      const thief = focused()
      isGiving = true
      visitor.place?.focus()
      isGiving = false
      thieves.hold(thief)
    }
    if (caret.isLost() && visitor.mayUndo()) caret.restore()
  }
  const onAct = (event: KeyboardEvent | PointerEvent) => {
    if (!event.isTrusted) return
    if (event.target === host) visitor.act(event)
    else leave()
  }
  const onFocus = (event: Event) => {
    // Or it would be taken at once by who calls it back when it is lost.
    if (isGiving) event.stopImmediatePropagation()
    if (event.type !== 'focusin') return
    if (event.target === host) visitor.place = event.composedPath()[0] as HTMLElement // as: only elements get it
    else if (!visitor.place) leave()
  }
  const onSelection = (event: Event) => {
    const isLost = caret.isLost()
    giveBack()
    // The page is told that it has lost the selection, and not of what becomes of it in the form.
    if (caret.note() || isLost) event.stopPropagation()
  }

  const options = { signal, capture: true }
  for (const type of ['pointerdown', 'keydown'] as const) addEventListener(type, onAct, options)
  for (const type of ['focusin', 'focusout', 'focus', 'blur']) addEventListener(type, onFocus, options)
  // Before a script of the page changes it, and in time: browsers tell of many changes at once.
  for (const type of ['pointerup', 'mouseup', 'click', 'keydown', 'input'])
    addEventListener(type, () => caret.note(), options)
  addEventListener('selectionchange', onSelection, options)
  // The page may have scrolled away with the focus, from under what is pressed: then no click comes.
  addEventListener('pointerup', ({ pointerType }) => pointerType === 'mouse' && giveBack(), options)
  // A finger has scrolled, and pressed nothing.
  addEventListener('pointercancel', visitor.stay, options)
  // Behind all listeners of the page that hear it before us, and before the browser does what is due.
  for (const type of ['click', 'keydown', 'keypress', 'keyup']) host.addEventListener(type, giveBack, options)
  // When the script is through.
  host.addEventListener('focusout', () => queueMicrotask(giveBack), { signal })
  for (const type of OWN_EVENTS) host.addEventListener(EVENT + type, () => visitor.rest(), { signal })
  host.addEventListener(EVENT + 'close', leave, { signal })
  signal.addEventListener('abort', leave)
}
