/**
 * Above the modals that libraries make of scripts: they pull the focus back and cancel clicks outside of them (R39).
 * What listens while events bubble is kept out by the shield; what listens before leaves only one way, into the modal.
 */
import { EVENT, MODALS } from '../api/names.ts'

/** How the widget comes back to its own place, and whether the visitor opened the form (R50). */
interface Ways {
  putBack: () => void
  wanted: boolean
}

/** Stays usable above the page's modals until `signal` is aborted. */
export function standAbove(host: HTMLElement, { putBack, wanted }: Ways, signal: AbortSignal): void {
  const root = host.shadowRoot
  const dialog = root?.querySelector('dialog')
  const title = root?.querySelector('h2')
  if (!root || !dialog || !title) return
  let leave: (() => void) | undefined

  const theirs = () =>
    [...document.querySelectorAll(MODALS)].findLast(
      (modal) => modal.checkVisibility() && !modal.contains(host),
    )

  /** Into the modal, and out of it when it is hidden or removed: what is in it goes with it. */
  const move = (modal: Element) => {
    if (modal.moveBefore) modal.moveBefore(host, null)
    else modal.append(host)
    // Taken out, it left the top layer; in Firefox also when it was moved.
    if (!dialog.matches(':popover-open,:modal')) {
      dialog.close()
      if (dialog.popover) dialog.showPopover()
      else dialog.showModal()
    }
    const watch = new MutationObserver(() => {
      if (!host.checkVisibility()) leave?.()
    })
    watch.observe(document, { subtree: true, childList: true, attributes: true })
    leave = () => {
      watch.disconnect()
      leave = undefined
      const inside = root.activeElement as HTMLElement | null // as: what has the focus can be given it again
      putBack()
      inside?.focus()
    }
  }

  /** Brings the focus to us, by the gentlest way that works. */
  const take = (to: HTMLElement) => {
    const modal = theirs()
    if (!modal || root.activeElement) return
    // Some call it back when they are told where it went.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    to.focus()
    if (root.activeElement) return
    move(modal)
    to.focus()
  }

  const escape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.target !== host || event.isComposing) return
    // Before any listener of the document: one key must not close two things.
    event.stopImmediatePropagation()
    event.preventDefault()
    // The innermost: the form may have opened one of its own.
    const closing = root.activeElement?.closest('dialog') ?? dialog
    closing.dispatchEvent(new Event('cancel'))
  }

  addEventListener('keydown', escape, { signal, capture: true })
  host.addEventListener('focusin', () => (wanted = true), { signal })
  host.addEventListener(
    'pointerdown',
    (event) => {
      // What is pressed, since a browser forgets that when it is moved under the pointer.
      const [pressed] = event.composedPath() as Element[] // as: only elements are pressed
      take(pressed?.closest<HTMLElement>('input,textarea,button,a') ?? title)
    },
    { signal },
  )
  host.addEventListener(EVENT + 'open', () => wanted && take(title), { signal })
  host.addEventListener(
    EVENT + 'close',
    () => {
      wanted = false
      leave?.()
    },
    { signal },
  )
  signal.addEventListener('abort', () => leave?.())
  if (wanted) take(title)
}
