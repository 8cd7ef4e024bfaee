/** What a key does in the form, done by us. The tables inherit nothing: a key may be called as anything. */

/** What keys do in a text, as editing commands. */
const COMMANDS = {
  __proto__: null,
  Backspace: 'delete',
  Delete: 'forwardDelete',
  Enter: 'insertLineBreak',
} as unknown as Record<string, string> // as: its type knows no `__proto__`

/** The same with Ctrl, or the command key. Nobody but the browser can paste. */
export const SHORTCUTS = {
  __proto__: null,
  a: 'selectAll',
  c: 'copy',
  x: 'cut',
  y: 'redo',
  z: 'undo',
} as unknown as Record<string, string> // as: its type knows no `__proto__`

/** Where keys move the caret. */
const MOVES = {
  __proto__: null,
  ArrowLeft: ['left', 'character'],
  ArrowRight: ['right', 'character'],
  ArrowUp: ['backward', 'line'],
  ArrowDown: ['forward', 'line'],
  Home: ['backward', 'lineboundary'],
  End: ['forward', 'lineboundary'],
} as unknown as Record<string, [direction: string, by: string]> // as: its type knows no `__proto__`

/** What is written in. */
const TEXT = 'textarea,input:not([type=checkbox],[type=radio],[type=file])'

/** Where Tab stops. */
const STOPS = 'input,textarea,select,button,a[href]'

/** Brings the focus to where Tab would, as long as that is in the form. */
function focusNext(root: ShadowRoot, isBack: boolean): void {
  const now = root.activeElement
  const stops = [...root.querySelectorAll<HTMLInputElement>(STOPS)].filter(
    (stop) => stop.tabIndex >= 0 && !stop.disabled && stop.checkVisibility() && stop !== now,
  )
  // By their places: a title that has the focus is no stop itself.
  // 4: is followed by it.
  const isBefore = (stop: Element) => !!now && !!(stop.compareDocumentPosition(now) & 4)
  const next = isBack ? stops.findLast(isBefore) : stops.find((stop) => !isBefore(stop))
  next?.focus()
}

/** Has the browser edit the text that has the focus: past an element that visitors of the page have named `execCommand`. */
export const command = (name = '', text?: string): boolean =>
  Document.prototype.execCommand.call(document, name, false, text)

function edit({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent): void {
  const isShortcut = ctrlKey || metaKey
  const [direction, by] = MOVES[key] ?? []
  const unit = isShortcut && by === 'character' ? 'word' : by
  // Deprecated, and the only way that keeps undo and selection.
  if (direction) getSelection()?.modify(shiftKey ? 'extend' : 'move', direction, unit)
  else if (isShortcut) command(SHORTCUTS[key])
  else if (key.length === 1) command('insertText', key)
  else command(COMMANDS[key])
}

/** Does in the form of `root` what `event` would have done. */
export function doKey(event: KeyboardEvent, root: ShadowRoot): void {
  const { key, type, altKey, shiftKey } = event
  const place = root.activeElement as HTMLInputElement | null // as: asked for what only fields have
  if (!place || event.isComposing || (altKey && !event.getModifierState('AltGraph'))) return
  const isWritten = place.matches(TEXT)
  if (key === 'Tab') focusNext(root, shiftKey)
  else if (isWritten && (key !== 'Enter' || place.matches('textarea'))) edit(event)
  else if (isWritten) place.form?.requestSubmit()
  // Where only `keypress` was cancelled, links have followed already, and Space will press when it is lifted.
  else if (
    key === 'Enter' ? type === 'keydown' || place.matches('button') : key === ' ' && type === 'keydown'
  )
    place.click()
}
