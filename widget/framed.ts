/** `data-mode="frame"`: the form in an iframe in the dialog, for pages whose handlers swallow every key (R37). */
import { hostFrames } from './frame.ts'
import type { Options } from './options.ts'
import type { Panel, Place } from './panel.tsx'

/** Address of the document that shows what the options say, in the language of `region`. */
function addressOf({ base, region }: Place, { site, theme, color }: Options): string {
  const query = new URLSearchParams({ locale: region.lang, theme, color, compact: '1' })
  return `${base}embed${site && '/' + encodeURIComponent(site)}?${query}`
}

/**
 * Puts the frame into the place, and speaks with it as with a form.
 * @param speak Says in the visitor's language what is around the frame.
 */
export function mountFrame(place: Place, speak: (label: string) => Promise<void>): Panel {
  const life = new AbortController()
  const { base, dialog, root, title, view } = place
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('iframe{display:block;border:0;inline-size:100%;block-size:30em;flex:none}')
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  const frame = document.createElement('iframe')
  frame.allow = 'clipboard-write'
  frame.referrerPolicy = 'strict-origin'
  const frames = hostFrames({
    origin: new URL(base).origin,
    frameOf: (window) => (window === frame.contentWindow ? frame : undefined),
    // What the launcher does for keys that are pressed outside of the frame.
    closed: () => dialog.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' })),
    signal: life.signal,
  })
  const show = async (options: Options) => {
    await speak(options.label)
    frame.title = title?.textContent ?? ''
    const address = addressOf(place, options)
    if (frame.src !== address) frame.src = address
  }
  addEventListener('support-reset', () => frames.reset(frame), { signal: life.signal })
  frames.prefill(frame, place.known)
  view.replaceChildren(frame)
  const ready = show(place.options)
  return {
    ready,
    shown() {},
    prefill: (known) => frames.prefill(frame, known),
    update: (options) => void show(options),
    destroy() {
      life.abort()
      frame.remove()
    },
  }
}
