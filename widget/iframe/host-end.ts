/** The page's end of the messages with forms in its iframes. */
import { bare } from '../api/bare.ts'
import { EVENT } from '../api/names.ts'
import { FRAME_OPTIONS } from '../api/read-options.ts'
import type { PageContext } from '../form/state/part.ts'
import { knownOf, readFromForm, send, textsOf } from './messages.ts'
import type { FromPage, MessageTexts } from './messages.ts'

/** What a page needs to speak with its forms. */
interface PageEnd {
  /** Origin of the proxy. */
  origin: string
  /** The frame of a window, if it is one that may hold a form. */
  frameOf: (window: unknown) => HTMLIFrameElement | undefined
  /** The visitor pressed Escape in the form. */
  closed: (() => void) | undefined
  /** Ends it. */
  signal: AbortSignal | undefined
}

/** The page's end of all its frames: height, events, and what the page knows of the visitor. */
export interface Frames {
  /** Asks a frame that may have been there before this script. */
  ask: (frame: HTMLIFrameElement) => void
  /** Fills fields that the visitor has not filled, and tells agents by `context`; now and whenever it is loaded again. */
  prefill: (frame: HTMLIFrameElement, values: unknown) => void
  /** The same, with a proof of who that is. */
  identify: (frame: HTMLIFrameElement, values: unknown) => void
  /** Changes language, theme, colour, topic or `context`; what was typed stays. */
  update: (frame: HTMLIFrameElement, values: unknown) => void
  /** Forgets the visitor. */
  reset: (frame: HTMLIFrameElement) => void
}

/** Makes a frame as high as its content. */
function fit(frame: HTMLIFrameElement, height: number): void {
  const { boxSizing } = getComputedStyle(frame)
  const border = boxSizing === 'border-box' ? frame.offsetHeight - frame.clientHeight : 0
  frame.style.height = `${height + border}px`
}

/** Listens to the frames of this page. */
export function hostFrames({ origin, frameOf, closed, signal }: PageEnd): Frames {
  const known = new WeakMap<HTMLIFrameElement, PageContext>()
  const changed = new WeakMap<HTMLIFrameElement, MessageTexts>()
  const ready = new WeakSet<HTMLIFrameElement>()
  const tell = (frame: HTMLIFrameElement, message: FromPage, to = origin) => {
    if (frame.contentWindow) send(frame.contentWindow, message, to)
  }
  const greet = (frame: HTMLIFrameElement) => {
    ready.add(frame)
    tell(frame, { type: 'hello', page: location.origin + location.pathname })
    tell(frame, { type: 'update', values: changed.get(frame) ?? {} })
    tell(frame, { type: 'prefill', values: known.get(frame) ?? {} })
  }
  const listener = (event: MessageEvent<unknown>) => {
    const frame = event.origin === origin && event.source ? frameOf(event.source) : undefined
    const message = frame && readFromForm(event.data)
    if (!message) return
    if (message.type === 'ready') greet(frame)
    else if (message.type === 'height') fit(frame, message.height)
    else if (message.type === 'close') closed?.()
    else if (message.type === 'event') {
      const { name, detail } = message
      frame.dispatchEvent(new CustomEvent(EVENT + name, { bubbles: true, composed: true, detail }))
    }
  }
  addEventListener('message', listener, signal && { signal })
  // Told now, and again whenever the frame is loaded anew.
  const prefill = (frame: HTMLIFrameElement, given: unknown) => {
    const values = knownOf(given)
    known.set(frame, { ...known.get(frame), ...values })
    if (ready.has(frame)) tell(frame, { type: 'prefill', values })
  }
  return {
    // To whoever is there, since it may not be loaded yet, and there is nothing in it.
    ask: (frame) => tell(frame, { type: 'ask' }, '*'),
    prefill,
    identify: prefill,
    update(frame, given) {
      const values = textsOf(given, FRAME_OPTIONS)
      changed.set(frame, { ...changed.get(frame), ...values })
      if (ready.has(frame)) tell(frame, { type: 'update', values })
      const { context } = bare(given as PageContext) // as: likewise
      if (context) prefill(frame, { context })
    },
    reset(frame) {
      known.delete(frame)
      if (ready.has(frame)) tell(frame, { type: 'reset' })
    },
  }
}
