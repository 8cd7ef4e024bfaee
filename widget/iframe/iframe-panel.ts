/** `data-mode="frame"`: the form in an iframe in the dialog, for pages whose handlers swallow every key (R37). */
import { chooseLanguage, stayInPage, translate } from '../form/surroundings.ts'
import { bare } from '../api/bare.ts'
import { hostFrames } from './host-end.ts'
import { loadTexts } from '../i18n/texts.ts'
import type { Options } from '../api/options.ts'
import { addStyles } from '../form/styles/add-styles.ts'
import { shieldEvents } from '../page/event-shield.ts'
import type { Place, Panel } from '../form/place.ts'
import { EVENT } from '../api/names.ts'

/** With the 4 pixels around the compact form, its text stands below the title's. */
const FRAME =
  'iframe{display:block;flex:none;border:0;margin:0 20px 20px;inline-size:calc(100% - 40px);block-size:30em}'

/** Address of the form that looks as the options say. */
function addressOf(base: string, { site, theme, color }: Options, locale: string): string {
  const query = new URLSearchParams({ locale, theme, color, compact: '1' })
  return `${base}embed${site && '/' + encodeURIComponent(site)}?${query}`
}

/** Puts the frame into the place, and speaks with it as with a form. */
export function mountFrame(place: Place): Panel {
  const life = new AbortController()
  const { signal } = life
  const { host, base, dialog, root, region, title, view } = place
  const { dress, undress } = addStyles(root)
  dress(FRAME)
  shieldEvents(host, signal)
  const frame = document.createElement('iframe')
  frame.allow = 'clipboard-write; display-capture'
  frame.referrerPolicy = 'strict-origin'
  const frames = hostFrames({
    origin: new URL(base).origin,
    frameOf: (window) => (window === frame.contentWindow ? frame : undefined),
    // What the launcher does for keys that are pressed outside of the frame.
    closed: () => dialog.dispatchEvent(new KeyboardEvent('keydown', bare({ key: 'Escape' }))),
    signal,
  })
  let shown: string | undefined
  const show = async (options: Options) => {
    const language = await loadTexts(chooseLanguage(options.locale))
    if (signal.aborted) return
    translate(place, options.label, language)
    frame.title = title?.textContent ?? ''
    frames.update(frame, { ...options, locale: region.lang })
    if (options.site === shown) return
    shown = options.site
    frame.src = addressOf(base, options, region.lang)
  }
  const renew = () => {
    panel.destroy()
    Object.assign(panel, mountFrame(place))
  }
  void stayInPage(place, renew, signal)
  addEventListener(EVENT + 'reset', () => frames.reset(frame), { signal })
  frames.prefill(frame, place.known)
  view.replaceChildren(frame)
  const panel: Panel = {
    ready: show(place.options),
    shown() {},
    prefill: (known) => frames.prefill(frame, known),
    update: (options) => void show(options),
    destroy() {
      life.abort()
      frame.remove()
      undress()
    },
  }
  return panel
}
