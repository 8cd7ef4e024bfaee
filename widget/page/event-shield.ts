/**
 * Keeps what happens in the form from the page: a page with shortcuts would take the letters that the visitor
 * types (R37), its own delegated handlers would see fields that are none of theirs (R42), one that scrolls smoothly or
 * forbids to select would cancel what the pointer does (R95), and its modals would see a press outside of them (R39).
 */

/** As one text, since a list is longer. What moves and ends a press is not among them: see capture-shield.ts. */
export const EVENTS =
  'keydown keypress keyup beforeinput input change submit copy cut paste compositionstart compositionupdate compositionend focusin focusout pointerdown mousedown touchstart touchmove click dblclick auxclick contextmenu wheel selectstart dragstart dragenter dragover dragleave drop'

const stop = (event: Event) => event.stopPropagation()

/** Shields `host` until `signal` is aborted. */
export function shieldEvents(host: HTMLElement, signal: AbortSignal): void {
  for (const type of EVENTS.split(' '))
    // Passive, or scrolling would wait for it.
    host.addEventListener(type, stop, { signal, passive: true })
  // Listeners in the capture phase cannot be kept out, but the usual ones ask whether the target is editable.
  Object.defineProperty(host, 'isContentEditable', {
    configurable: true,
    get: () => !!host.shadowRoot?.activeElement?.matches('input,textarea'),
  })
}
