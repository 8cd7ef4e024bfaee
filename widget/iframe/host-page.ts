/**
 * `/frame.js`: for pages that embed `/embed/SITE` in an iframe of their own. Gives it the height of its content, passes
 * its events on to the iframe element, and tells it who the visitor is. A classic script; works for frames that come
 * later, too. `/support.js` imports it when there is such a frame.
 */
import { hostFrames, type Frames } from './messages.ts'
import { own } from '../api/own.ts'
import { findScript } from '../loader/script-tag.ts'

const all = () => [...document.querySelectorAll('iframe')]

/** The proxy's address: of this script's tag, else of that of the widget, which may lie in the folder of a version. */
function findBase(): URL | undefined {
  const address = findScript('script[src*="/frame.js"]')?.src ?? findScript()?.src
  if (!address) return undefined
  const base = new URL('.', address)
  base.pathname = base.pathname.replace(/\d+\.\d+\.\d+\/$/, '')
  return base
}

/** Installs `SupportFrame` and asks the iframes that are there already; does nothing the second time. */
export function startHostPage(): void {
  const base = findBase()
  // Twice it would tell everything twice.
  if (!base || own(window, 'SupportFrame')) return
  const frames = hostFrames({
    origin: base.origin,
    frameOf: (window) => all().find(({ contentWindow }) => contentWindow === window),
  })
  window.SupportFrame = (frame, command, values) => {
    const run = Object.hasOwn(frames, command) ? frames[command as keyof Frames] : undefined // as: just asked
    // oxlint-disable-next-line no-console -- the only way to tell the owner of the page
    if (!run || !(frame instanceof HTMLIFrameElement)) return console.warn('Support:', command, frame)
    return run(frame, values)
  }
  for (const frame of all()) if (frame.src.startsWith(`${base.href}embed`)) frames.ask(frame)
}
