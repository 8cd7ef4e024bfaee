/**
 * Keeps what happens in the form from the page: a page with shortcuts would take the letters that the visitor
 * types (R37), its own delegated handlers would see fields that are none of theirs (R42), one that scrolls smoothly or
 * forbids to select would cancel what the pointer does (R95), and its modals would see a press outside of them (R39).
 */

/** As one text, since a list is longer. What ends a movement is not among them: it may have begun in the page. */
export const EVENTS =
  'keydown keypress keyup beforeinput input change submit copy cut paste compositionstart compositionupdate compositionend focusin focusout pointerdown mousedown touchstart touchmove click dblclick auxclick contextmenu wheel selectstart dragstart dragenter dragover dragleave drop'

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

/** Shields `host` until `signal` is aborted. */
export function shieldEvents(host: HTMLElement, signal: AbortSignal): void {
  for (const type of EVENTS.split(' '))
    // Passive, or scrolling would wait for it.
    host.addEventListener(type, (event) => event.stopPropagation(), { signal, passive: true })
  host.addEventListener('keydown', (event) => rescue(event, host.shadowRoot?.activeElement), { signal })
  // Listeners in the capture phase cannot be kept out, but the usual ones ask whether the target is editable.
  Object.defineProperty(host, 'isContentEditable', {
    configurable: true,
    get: () => !!host.shadowRoot?.activeElement?.matches('input,textarea'),
  })
}
