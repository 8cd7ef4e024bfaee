/**
 * `/frame.js`: for pages that embed `/embed/SITE` in an iframe of their own. Gives it the height of its content, passes
 * its events on to the iframe element, and tells it who the visitor is. A classic script; works for frames that come
 * later, too. `/support.js` imports it when there is such a frame.
 */
import { hostFrames, type Frames } from './host-end.ts'
import { own } from '../api/own-property.ts'
import { findScript } from '../loader/script-tag.ts'

/** What is called so in SVG or MathML is no frame, and has no address. */
const all = () => [...document.querySelectorAll('iframe')].filter((one) => one instanceof HTMLIFrameElement)

const OURS = 'script[src*="/frame.js"]'

/** The proxy's address of a script, which may lie in the folder of a version. */
function baseOf(tag: HTMLScriptElement): URL {
  // By the page's own address: see readTag. as: it has one, just asked
  const base = new URL('.', new URL(tag.getAttribute('src') as string, location.href))
  base.pathname = base.pathname.replace(/\d+\.\d+\.\d+\/$/, '')
  return base
}

/** A frame's address counted from the page's own: a `<base>` that a visitor leaves after it makes `src` another one. */
function inFull(frame: HTMLIFrameElement): string {
  try {
    return new URL(frame.getAttribute('src') ?? '', location.href).href
  } catch {
    return '' // Another frame, or a page that has no address of its own.
  }
}

/** Whether a frame has a form of ours; a base may also be the page's. */
const isOf = (frame: HTMLIFrameElement, base: URL) =>
  [frame.src, inFull(frame)].some((address) => address.startsWith(`${base.href}embed/`))

/**
 * The proxy's address: of this script's tag where the browser tells which that is, else of that of the widget, which may
 * have asked for it. Others call a file like this one, too, and their frames like ours: only where neither is there, or
 * has a frame in the page, theirs are looked at.
 */
function findBase(): URL | undefined {
  const told = Reflect.get(Document.prototype, 'currentScript', document) as unknown
  if (told instanceof HTMLScriptElement && told.matches(OURS)) return baseOf(told)
  const tags = [findScript(), ...document.querySelectorAll(OURS)]
  // What is called a script in SVG or MathML has no address, but what a polluted prototype says.
  const bases = tags.flatMap((tag) => (tag instanceof HTMLScriptElement && tag.src ? [baseOf(tag)] : []))
  return bases.find((base) => all().some((frame) => isOf(frame, base))) ?? bases[0]
}

/** Installs `SupportFrame` and asks the iframes that are there already; does nothing the second time. */
export function startHostPage(): void {
  const base = findBase()
  // Twice it would tell everything twice.
  if (!base || own(window, 'SupportFrame')) return
  const frames = hostFrames({
    origin: base.origin,
    frameOf: (window) => all().find(({ contentWindow }) => contentWindow === window),
    // Said, or a polluted prototype would.
    closed: undefined,
    signal: undefined,
  })
  window.SupportFrame = (frame, command, values) => {
    const run = Object.hasOwn(frames, command) ? frames[command as keyof Frames] : undefined // as: just asked
    // oxlint-disable-next-line no-console -- the only way to tell the owner of the page
    if (!run || !(frame instanceof HTMLIFrameElement)) return console.warn('Support:', command, frame)
    return run(frame, values)
  }
  for (const frame of all()) if (isOf(frame, base)) frames.ask(frame)
}
