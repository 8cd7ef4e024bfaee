/**
 * `/frame.js`: for pages that embed `/embed/SITE` in an iframe of their own. Gives it the height of its content, passes
 * its events on to the iframe element, and tells it who the visitor is. A classic script; works for frames that come
 * later, too.
 */
import { hostFrames, type Frames } from './frame.ts'

const all = () => [...document.querySelectorAll('iframe')]

function start(): void {
  const script = document.currentScript as HTMLScriptElement | null // as: no SVG script runs this file
  const address = script?.src ?? document.querySelector<HTMLScriptElement>('script[src*="/frame.js"]')?.src
  // Throws when there is neither.
  const base = new URL('.', address ?? '')
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

try {
  start()
} catch (error) {
  // Ours must never stop the scripts that come after it.
  // oxlint-disable-next-line no-console -- the only way to tell the owner of the page
  console.warn('Support:', error)
}
