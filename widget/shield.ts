/**
 * Keeps what happens in the form from the page: a page with shortcuts would take the letters that the visitor
 * types (R37), and its own delegated handlers would see fields that are none of theirs (R42).
 */

const EVENTS = [
  'keydown',
  'keypress',
  'keyup',
  'beforeinput',
  'input',
  'change',
  'submit',
  'copy',
  'cut',
  'paste',
  'compositionstart',
  'compositionupdate',
  'compositionend',
  'focusin',
  'focusout',
]

/** Shields `host` until `signal` is aborted. */
export function shield(host: HTMLElement, signal: AbortSignal): void {
  for (const type of EVENTS) host.addEventListener(type, (event) => event.stopPropagation(), { signal })
  // Listeners in the capture phase cannot be kept out, but the usual ones ask whether the target is editable.
  Object.defineProperty(host, 'isContentEditable', {
    configurable: true,
    get: () => !!host.shadowRoot?.activeElement?.matches('input,textarea'),
  })
}
