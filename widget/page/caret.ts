/** The caret in a field, which scripts of the page take away where page and fields have one selection: Chromium, WebKit. */

/** What is selected in a field. */
interface Selected {
  field: HTMLInputElement
  /** Fields for addresses know none. */
  range: [start: number | null, end: number | null]
}

/** Follows the caret in the fields of `root`, that of `host`. */
export function followCaret(host: HTMLElement, root: ShadowRoot) {
  let last: Selected | undefined
  const field = () => root.activeElement as HTMLInputElement | null // as: asked for what only fields have
  // What is selected in a shadow root is told as a place beside its host.
  const isInside = () => {
    const selection = getSelection()
    return !!selection?.rangeCount && selection.anchorNode === host.parentNode
  }
  return {
    /**
     * Remembers what is selected.
     * @returns Whether the caret is in the same field as before.
     */
    note(): boolean {
      const now = field()
      const isSame = !!last && now === last.field
      if (isInside() && now?.select) last = { field: now, range: [now.selectionStart, now.selectionEnd] }
      else if (!isSame) last = undefined
      return isSame
    },
    /** Whether it was in the field that has the focus, and is not. */
    isLost: () => !!last && last.field === field() && !isInside(),
    restore() {
      if (!last) return
      const { field: robbed, range } = last
      if (range[0] !== null) robbed.setSelectionRange(...range)
      // Comes back with the next letter, when nothing else is selected.
      else if (getSelection()?.rangeCount) getSelection()?.removeAllRanges()
    },
  }
}
