/** A dialog, open from when it is drawn until somebody closes it. */
import { h } from 'preact'
import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

interface DialogProps {
  id: string
  title: string
  narrow?: boolean
  /** It is closed, and the focus is back where it came from. */
  onClose: () => void
  children: ComponentChildren
}

/** Closes the dialog around an element: the browser gives the focus back only when it does that. */
export function closeAround(element: Element): void {
  element.closest('dialog')?.close()
}

export function Dialog({ id, title, narrow = false, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      id={id}
      class={narrow ? 'panel narrow' : 'panel'}
      aria-labelledby={`${id}-title`}
      ref={dialog}
      onClose={onClose}
    >
      <div class="top">
        <h2 id={`${id}-title`}>{title}</h2>
        <button type="button" class="close" onClick={(event) => closeAround(event.currentTarget)}>
          Close
        </button>
      </div>
      {children}
    </dialog>
  )
}
