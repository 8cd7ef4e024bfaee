/** Keeps the full-screen sheet inside what a phone's keyboard leaves free (R44). */

import { bare } from '../api/bare.ts'

/**
 * Writes `--in-top` and `--in-size` of the visible part of the page into a style sheet of `root` while a keyboard covers some
 * of it. CSS alone cannot: `dvh` does not know of keyboards.
 */
export function followViewport(root: ShadowRoot, signal: AbortSignal): void {
  const visible = window.visualViewport
  if (!visible) return
  const rules = new CSSStyleSheet()
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, rules]
  const adapt = () => {
    // Pinch zoom moves the same figures; then nothing must follow the fingers.
    const covered = visible.scale === 1 && window.innerHeight - visible.height > 60
    rules.replaceSync(covered ? `.panel{--in-top:${visible.offsetTop}px;--in-size:${visible.height}px}` : '')
    if (covered) root.activeElement?.scrollIntoView(bare({ block: 'nearest' } as const))
  }
  visible.addEventListener('resize', adapt, { signal })
  visible.addEventListener('scroll', adapt, { signal })
  // The keyboard may have been quicker than this file.
  adapt()
}
