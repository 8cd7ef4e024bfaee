/**
 * Keeps what happens in the form from the page: a page with shortcuts would take the letters that the visitor
 * types (R37), and its own delegated handlers would see fields that are none of theirs (R42).
 */
import { MODALS } from '../api/names.ts'

/** As one text, since a list is longer. */
const EVENTS =
  'keydown keypress keyup beforeinput input change submit copy cut paste compositionstart compositionupdate compositionend focusin focusout'

/** What a key does in a field, as an editing command. */
const COMMANDS: Record<string, string> = {
  Backspace: 'delete',
  Delete: 'forwardDelete',
  Enter: 'insertLineBreak',
}

/** Does what a key would have done, when a page has cancelled every key before it reached us (R37). */
function rescue(event: KeyboardEvent, field: Element | null | undefined): void {
  const { key, ctrlKey, metaKey, altKey } = event
  if (!event.defaultPrevented || event.isComposing || ctrlKey || metaKey || altKey) return
  if (!field?.matches(key === 'Enter' ? 'textarea' : 'input,textarea')) return
  // Deprecated, and the only way that keeps undo and selection.
  if (key.length === 1) document.execCommand('insertText', false, key)
  else if (COMMANDS[key]) document.execCommand(COMMANDS[key])
}

/** By these, modals of the page see clicks outside of them, and keep everything outside from scrolling (R39). */
const POINTING = 'pointerdown mousedown touchstart click wheel touchmove'

const onPoint = (event: Event) => {
  if (document.querySelector(MODALS)) event.stopPropagation()
}

/** Shields `host` until `signal` is aborted. */
export function shieldEvents(host: HTMLElement, signal: AbortSignal): void {
  for (const type of EVENTS.split(' '))
    host.addEventListener(type, (event) => event.stopPropagation(), { signal })
  for (const type of POINTING.split(' ')) host.addEventListener(type, onPoint, { signal, passive: true })
  host.addEventListener('keydown', (event) => rescue(event, host.shadowRoot?.activeElement), { signal })
  // Listeners in the capture phase cannot be kept out, but the usual ones ask whether the target is editable.
  Object.defineProperty(host, 'isContentEditable', {
    configurable: true,
    get: () => !!host.shadowRoot?.activeElement?.matches('input,textarea'),
  })
}
