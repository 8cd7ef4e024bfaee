/**
 * Does what keys and pointer would have done in the form where a listener of the page has cancelled them before we hear of
 * them: one of the window in the capture phase that is older than ours (R37, R95).
 */
import { bare } from '../api/bare.ts'
import { copyOf, putBefore } from './inner-copy.ts'
import { command, doKey, SHORTCUTS } from './rescue-keys.ts'
import { warnOnce } from './warn-once.ts'

/** What a press brings the focus to, and the caret. */
const FIELD = 'input,textarea,select'

/** How far a finger may slide for a tap, and how much a line of a wheel is, in pixels. */
const SLIDE = 10
const LINE = 20

/** A field, when `element` is in one. */
const fieldAt = (element: Element) => element.closest<HTMLInputElement>(FIELD)

/** Focuses what is pressed, and puts the caret there where the browser can say which letter that is. */
function press(root: ShadowRoot, target: Element, { clientX, clientY }: MouseEvent): void {
  const field = fieldAt(target)
  field?.focus()
  // Past an element that visitors of the page have named so. Missing in browsers that cannot say it.
  const at = Document.prototype.caretPositionFromPoint?.call(document, clientX, clientY, {
    shadowRoots: [root],
  })
  if (at && at.offsetNode === field && field.matches('textarea'))
    field.setSelectionRange(at.offset, at.offset)
}

/** The same click inside, later: it does what the cancelled one would have, which is undone when all have heard of it. */
function click(target: Element, event: Event): void {
  const copy =
    copyOf(event) ??
    new MouseEvent('click', bare({ bubbles: true, cancelable: true, detail: 1, view: window }))
  setTimeout(() => target.dispatchEvent(copy))
}

function scroll(target: Element, { deltaY, deltaMode, ctrlKey }: WheelEvent): void {
  if (ctrlKey) return
  for (let element: Element | null = target; element; element = element.parentElement) {
    const before = element.scrollTop
    const [isScroller] = getComputedStyle(element).overflowY.match(/auto|scroll/) ?? []
    if (isScroller) element.scrollTop += deltaY * ([1, LINE][deltaMode] ?? element.clientHeight)
    if (element.scrollTop !== before) return
  }
}

/** Fills the clipboard, or takes from it, as the event says that was cancelled. */
function clip({ type, clipboardData }: ClipboardEvent, field: Element | null): void {
  const { value = '', selectionStart, selectionEnd } = (field ?? {}) as Partial<HTMLTextAreaElement> // as: asked for what only fields have
  const selected = value.slice(selectionStart ?? 0, selectionEnd ?? 0) || String(getSelection())
  const pasted = type === 'paste' && !clipboardData?.files.length && clipboardData?.getData('text/plain')
  if (type !== 'paste') clipboardData?.setData('text/plain', selected)
  if (type === 'cut') command('delete')
  if (pasted) command('insertText', pasted)
}

/** Whether a finger is lifted where it came down. */
function followTaps(): (event: TouchEvent) => boolean {
  let start: Touch | undefined
  return ({ type, changedTouches: [touch], touches }) => {
    if (type === 'touchstart') start = touches.length > 1 ? undefined : touch
    return (
      !!start && !!touch && Math.hypot(touch.clientX - start.clientX, touch.clientY - start.clientY) < SLIDE
    )
  }
}

/** Rescues what is cancelled on its way to `host` until `signal` is aborted. */
export function rescueEvents(host: HTMLElement, signal: AbortSignal): void {
  const root = host.shadowRoot
  if (!root) return
  const isTap = followTaps()
  const cancelled = new WeakSet<Event>()
  let isTouchCancelled = false

  /** At once: what the form itself has to do with it comes later, or is asked before. */
  const onWayDown = (event: Event, [target] = event.composedPath()) => {
    if (event.target !== host || !event.isTrusted || !(target instanceof Element)) return
    const { type } = event
    // The launcher's own way to open the form.
    if (type === 'click' && target.closest('.trigger')) return
    const isTouch = type.startsWith('touch')
    const isTapped = isTouch && isTap(event as TouchEvent) // as: of that type
    if (type === 'touchstart') isTouchCancelled = event.defaultPrevented
    const { ctrlKey, metaKey } = event as KeyboardEvent // as: asked where there is a key
    const key = event instanceof KeyboardEvent ? event.key : ''
    // A document that is edited as a whole takes Tab for a letter.
    if (key === 'Tab' && document.designMode === 'on') event.preventDefault()
    else if (event.defaultPrevented && (!(ctrlKey || metaKey) || !key || SHORTCUTS[key]))
      warnOnce(
        `a listener of this page on window cancels ${type} in the form; data-mode="frame" keeps both apart`,
      )
    else if (!event.defaultPrevented && !isTouchCancelled) return
    cancelled.add(event)
    // Kept from all by the shield, from the form as well.
    if (key === 'Tab') doKey(event as KeyboardEvent, root) // as: it has a key
    else if (/^(pointer|mouse)down$/.test(type) && (event as Partial<PointerEvent>).pointerType !== 'touch')
      press(root, target, event as MouseEvent) // as: of that type
    else if (type === 'wheel') scroll(target, event as WheelEvent) // as: likewise
    else if (type === 'touchend' && isTapped) {
      fieldAt(target)?.focus()
      click(target, event)
    } else if (type === 'click') {
      event.stopPropagation()
      click(target, event)
    }
  }
  /** What the form itself cancels needs nobody's help. */
  const onArrival = (event: Event) => {
    if (cancelled.has(event)) putBefore(event, 'preventDefault', () => cancelled.delete(event))
  }
  const onWayUp = (event: Event) => {
    if (!cancelled.has(event)) return
    if (event instanceof KeyboardEvent) doKey(event, root)
    else if (event instanceof ClipboardEvent) clip(event, root.activeElement)
  }

  for (const type of 'keydown keypress pointerdown mousedown touchstart touchend click wheel copy cut paste'.split(
    ' ',
  )) {
    addEventListener(type, onWayDown, {
      signal,
      capture: true,
      passive: type === 'wheel' || type === 'touchstart',
    })
    if (!/^(key|c|p)/.test(type)) continue
    // Within the host: on it, the shield takes away whatever was put before the calls of an event, this too.
    root.addEventListener(type, onArrival, { signal, capture: true })
    host.addEventListener(type, onWayUp, { signal })
  }
}
