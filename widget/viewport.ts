/** Keeps the full-screen sheet inside what a phone's keyboard leaves free (R44). */

/**
 * Writes `--top` and `--size` of the visible part of the page into `rules` while a keyboard covers some of it.
 * CSS alone cannot: `dvh` does not know of keyboards.
 */
export function followViewport(rules: CSSStyleSheet, dialog: HTMLElement, signal: AbortSignal): void {
  const visible = window.visualViewport
  if (!visible) return
  const adapt = () => {
    // Pinch zoom moves the same figures; then nothing must follow the fingers.
    const covered = visible.scale === 1 && window.innerHeight - visible.height > 60
    rules.replaceSync(covered ? `.panel{--top:${visible.offsetTop}px;--size:${visible.height}px}` : '')
    const field = covered && (dialog.getRootNode() as ShadowRoot).activeElement // as: a dialog in our root
    if (field) field.scrollIntoView({ block: 'nearest' })
  }
  visible.addEventListener('resize', adapt, { signal })
  visible.addEventListener('scroll', adapt, { signal })
}
