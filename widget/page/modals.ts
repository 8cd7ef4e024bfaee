/**
 * Above the page's modals (R38, R39), which pull the focus back, or make inert what is not in them. What those of scripts
 * listen to is kept from them where it can be, by the two shields; all else leaves one way, into the modal.
 */
import { EVENT, MODALS } from '../api/names.ts'
import { focused } from './focus-guard.ts'

/** How the widget comes back to its own place, and whether the visitor opened the form (R50). */
interface Ways {
  putBack: () => void
  wanted: boolean
}

/** A modal of the page that is shown, and that we are not in. Asked past its fields: it may be a form with one of that name. */
const modalAround = (host: HTMLElement) =>
  [...document.querySelectorAll(MODALS)].findLast(
    (modal) =>
      Element.prototype.checkVisibility.call(modal) &&
      // 8: contains it.
      !(host.compareDocumentPosition(modal) & 8),
  )

/** The ways into a modal and out again. */
function moves(host: HTMLElement, root: ShadowRoot, dialog: HTMLDialogElement, putBack: () => void) {
  let watch: MutationObserver | undefined

  /** Out of a modal that is hidden or removed: what is in it goes with it. */
  const leave = () => {
    if (!watch) return
    watch.disconnect()
    watch = undefined
    const inside = root.activeElement as HTMLElement | null // as: what has the focus can be given it again
    putBack()
    inside?.focus()
  }

  const move = (modal: Element) => {
    watch?.disconnect()
    // Past its fields, likewise. as: missing in some browsers
    const { append, moveBefore } = Element.prototype as Partial<Element> & Pick<Element, 'append'>
    if (moveBefore) moveBefore.call(modal, host, null)
    else append.call(modal, host)
    // Taken out, it left the top layer (in Firefox also when it was moved); else another dialog came above it.
    dialog.close()
    if (dialog.popover) {
      dialog.hidePopover()
      dialog.showPopover()
    } else dialog.showModal()
    watch = new MutationObserver(() => {
      if (!host.checkVisibility()) leave()
    })
    watch.observe(document, { subtree: true, childList: true, attributes: true })
  }
  return { move, leave }
}

/** One key must not close two things. */
function closeByEscape(host: HTMLElement, root: ShadowRoot, dialog: HTMLElement, signal: AbortSignal): void {
  const escape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.target !== host || event.isComposing) return
    // Before any listener of the document.
    event.stopImmediatePropagation()
    event.preventDefault()
    // The innermost: the form may have opened one of its own.
    const closing = root.activeElement?.closest('dialog') ?? dialog
    closing.dispatchEvent(new Event('cancel'))
  }
  addEventListener('keydown', escape, { signal, capture: true })
}

/** Stays usable above the page's modals until `signal` is aborted. */
export function standAbove(host: HTMLElement, { putBack, wanted }: Ways, signal: AbortSignal): void {
  const root = host.shadowRoot
  const dialog = root?.querySelector('dialog')
  const title = root?.querySelector('h2')
  if (!root || !dialog || !title) return
  const { move, leave } = moves(host, root, dialog, putBack)

  /**
   * Brings the focus to us, by the gentlest way that works.
   * @param isPressed Not to be moved before it is clicked: a browser forgets then what was pressed.
   */
  const take = (to: HTMLElement, isPressed = false) => {
    const modal = modalAround(host)
    if (!modal || root.activeElement) return
    // Some call it back when they are told where it went.
    const before = focused()
    // Of its class: a form that has the focus may have a field of that name. as: what has the focus can lose it
    if (before) (Object.getPrototypeOf(before) as HTMLElement).blur.call(before)
    to.focus()
    if (root.activeElement || isPressed) return
    move(modal)
    to.focus()
  }
  const onPress = (event: Event) => {
    const [pressed] = event.composedPath() as Element[] // as: only elements are pressed
    if (event.target !== host) return
    take(pressed?.closest<HTMLElement>('input,textarea,select,button,a') ?? title, event.type !== 'click')
  }

  closeByEscape(host, root, dialog, signal)
  // In the window, before the page: what is heard further down, the shield decides.
  addEventListener('pointerdown', onPress, { signal, capture: true })
  host.addEventListener('click', onPress, { signal, capture: true })
  addEventListener('focusin', ({ target }) => (wanted ||= target === host), { signal, capture: true })
  host.addEventListener(EVENT + 'open', () => wanted && take(title), { signal })
  host.addEventListener(
    EVENT + 'close',
    () => {
      wanted = false
      leave()
    },
    { signal },
  )
  signal.addEventListener('abort', leave)

  // The page shows a native modal, which makes all else inert, us too. On a phone, where there is room for one, we go.
  const shown = new MutationObserver((changes) => {
    const modal = (changes.map(({ target }) => target) as Element[]) // as: only elements have attributes
      .findLast(
        (element) => Element.prototype.matches.call(element, 'dialog:modal') && !element.contains(host),
      )
    if (modal && dialog.matches(':popover-open')) move(modal)
    else if (modal && dialog.open) dialog.dispatchEvent(new Event('cancel'))
  })
  // `attributes` is said, or a polluted prototype would: with `false` this throws, and nothing keeps the form at home.
  shown.observe(document, { subtree: true, attributes: true, attributeFilter: ['open'] })
  signal.addEventListener('abort', () => shown.disconnect())
  if (wanted) take(title)
}
