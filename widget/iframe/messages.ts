/**
 * What a form in an iframe and the page around it say to each other, and both ends of it. Every message is checked by
 * window, origin, version and shape; what fits nothing is dropped without a word. Data goes to one known origin only.
 *
 * The form says `ready`; the page answers `hello` with its address; from then on the form tells its height and what
 * happens. A page whose script comes late says `ask`, and hears `ready` again.
 */

import { TAG_MAX } from '../../proxy/contract/limits.ts'
import type { Told } from '../form/state/part.ts'
import { EVENT } from '../api/names.ts'
import { FRAME_OPTIONS } from '../api/read-options.ts'

/** Changes when the meaning of a message does. */
const VERSION = 1

/** No form is higher, whatever it says (R82); in CSS pixels. */
const HEIGHT_MAX = 10_000

/** Longest text of a message: ten times the longest that a visitor may write needs no more. */
const TEXT_MAX = 100_000

/** Most values at once, more than a form has fields. */
const VALUES_MAX = 200

/** What a form may say has happened. */
const EVENTS = new Set(['submit', 'sent', 'error'])

/** What a form may say of an event: never what the visitor wrote. */
const DETAILS = ['reference', 'reason']

type Texts = Record<string, string>

/** What the form says. `ready` and `close` carry nothing. */
type FromForm =
  | { type: 'ready' }
  | { type: 'close' }
  | { type: 'height'; height: number }
  | { type: 'event'; name: string; detail: Texts }

/** What the page says. `ask` and `reset` carry nothing. */
type FromPage =
  | { type: 'ask' }
  | { type: 'reset' }
  | { type: 'hello'; page: string }
  | { type: 'prefill'; values: Told }
  | { type: 'update'; values: Texts }

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= TEXT_MAX

const isScalar = (value: unknown) => isText(value) || typeof value === 'boolean' || Number.isFinite(value)

/** What a field may be filled with. Whether that fits the field is known where the form is. */
const isAnswer = (value: unknown) => isScalar(value) || (Array.isArray(value) && value.every(isText))

/** Those values of an object that `fits` takes; nothing else of it. */
function pick<Value = unknown>(
  value: unknown,
  fits: (value: unknown, name: string) => boolean,
): Record<string, Value> {
  const given = Object(typeof value === 'object' && value) as Record<string, Value> // as: Object() makes any value indexable
  const all = Object.entries(given)
  const some = all.filter(([name, one]) => name.length <= TAG_MAX && fits(one, name)).slice(0, VALUES_MAX)
  return Object.fromEntries(some)
}

/** The texts in an object, under names that mean something. */
const textsOf = (value: unknown, names: readonly string[]): Texts =>
  pick(value, (text, name) => names.includes(name) && isText(text))

/** What a page says of a visitor: for fields, and by `context` for agents. */
function knownOf(value: unknown): Told {
  const { context } = Object(value) as Told // as: likewise
  return { ...pick(value, isAnswer), ...(context ? { context: pick(context, isScalar) } : {}) }
}

/** The parts of a message of this version. */
function partsOf(data: unknown): Record<string, unknown> {
  const parts = Object(data) as Record<string, unknown> // as: likewise
  return parts['support'] === VERSION ? parts : {}
}

/** A message of the form, or `undefined`. */
export function readFromForm(data: unknown): FromForm | undefined {
  const { type, height, name, detail } = partsOf(data)
  if (type === 'ready') return { type }
  if (type === 'close') return { type }
  if (type === 'height' && Number.isInteger(height))
    return { type, height: Math.min(Math.max(Number(height), 0), HEIGHT_MAX) }
  if (type === 'event' && typeof name === 'string' && EVENTS.has(name))
    return { type, name, detail: textsOf(detail, DETAILS) }
  return undefined
}

/** A message of the page, or `undefined`. */
export function readFromPage(data: unknown): FromPage | undefined {
  const { type, page, values } = partsOf(data)
  if (type === 'ask') return { type }
  if (type === 'reset') return { type }
  if (type === 'hello' && typeof page === 'string') return { type, page: page.slice(0, 4096) }
  if (type === 'prefill') return { type, values: knownOf(values) }
  // Which of them mean something, the table of options knows.
  if (type === 'update') return { type, values: pick(values, isText) }
  return undefined
}

const send = (to: Window, message: FromForm | FromPage, origin: string) =>
  to.postMessage({ support: VERSION, ...message }, origin)

/** What a page needs to speak with its forms. */
interface PageEnd {
  /** Origin of the proxy. */
  origin: string
  /** The frame of a window, if it is one that may hold a form. */
  frameOf: (window: unknown) => HTMLIFrameElement | undefined
  /** The visitor pressed Escape in the form. */
  closed?: () => void
  signal?: AbortSignal
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
  const known = new WeakMap<HTMLIFrameElement, Told>()
  const changed = new WeakMap<HTMLIFrameElement, Texts>()
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
  addEventListener('message', listener, signal ? { signal } : {})
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
      const { context } = Object(given) as Told // as: likewise
      if (context) prefill(frame, { context })
    },
    reset(frame) {
      known.delete(frame)
      if (ready.has(frame)) tell(frame, { type: 'reset' })
    },
  }
}

/** What a form needs to speak with the page around it. */
interface FormEnd {
  /** Its height is the form's. Never the root: that is as high as the frame. */
  content: HTMLElement
  /** The page has said who it is. Once. */
  met: () => void
  /** The page knows the visitor. */
  prefill: (values: Told) => void
  update: (values: Texts) => void
  reset: () => void
}

/** The form's end. */
interface Around {
  tell: (message: FromForm) => void
  /** Address of the page, once it has said so; its origin is the one that the browser vouches for. */
  page: () => string | undefined
}

/** Finds the page around this document; without one, everything here does nothing. */
export function findPage({ content, met, ...on }: FormEnd): Around {
  let peer: string | undefined
  let page: string | undefined
  let told = -1
  const tell = (message: FromForm) => {
    if (peer !== undefined) send(window.parent, message, peer)
  }
  const measure = () => {
    const height = Math.ceil(content.getBoundingClientRect().height)
    if (peer === undefined || height === told) return
    told = height
    tell({ type: 'height', height })
  }
  const hear = (message: FromPage, origin: string) => {
    if (message.type === 'ask') return send(window.parent, { type: 'ready' }, origin)
    if (message.type === 'hello') {
      const first = peer === undefined
      peer = origin
      page = message.page.startsWith(origin + '/') ? message.page : undefined
      told = -1
      document.documentElement.dataset['sized'] = ''
      measure()
      return first && met()
    }
    if (peer === undefined) return undefined
    if (message.type === 'prefill') return on.prefill(message.values)
    return message.type === 'update' ? on.update(message.values) : on.reset()
  }
  if (window.parent === window) return { tell, page: () => page }
  addEventListener('message', (event: MessageEvent<unknown>) => {
    // Pages without an origin could not be answered but in public.
    if (event.source !== window.parent || event.origin === 'null') return
    if (peer !== undefined && event.origin !== peer) return
    const message = readFromPage(event.data)
    if (message) hear(message, event.origin)
  })
  new ResizeObserver(measure).observe(content)
  // Nothing in it that anybody may not know; whose page it is, is not known yet.
  send(window.parent, { type: 'ready' }, '*')
  return { tell, page: () => page }
}
