/** Pages that want keys, pointer, focus or selection for themselves, by what they do. For test/hosts/wilful-pages.test.ts. */
import { script } from './host-pages.ts'

/** What the page is made of, and how a visitor has to do with it. */
interface WilfulPage {
  head: string
  /** What is tried beside typing, pressing, selecting and scrolling. */
  also?: 'shortcuts' | 'clipboard'
  /** Presses are made by a finger. */
  isTouched?: true
  /** What such a page does take from the visitor: docs/difficult-pages.md says so. */
  takes?: 'selecting' | 'opening'
}

/** A field of the page that wants the focus, how it is called there, and what is still to come. */
const HELPERS = script(`pending = 0; attempts = 0
  search = () => document.querySelector('#search')
  steal = () => { attempts++; search().focus() }
  later = (run, ms = 20) => { pending++; setTimeout(() => { run(); pending-- }, ms) }
  clear = () => { attempts++; getSelection().removeAllRanges() }
  ours = (event) => event.composedPath().some(({ localName }) => /^support-/.test(localName))
  cancel = (event) => { if (ours(event)) { attempts++; event.preventDefault() } }
  on = (where, types, run, options = {}) => {
    for (const type of types.split(' ')) where.addEventListener(type, run, { passive: false, ...options })
  }
  capture = { capture: true }`)

/** A page that runs `code` before anything of ours is there. */
const early = (code: string, more: Omit<WilfulPage, 'head'> = {}): WilfulPage => ({
  head: HELPERS + script(code),
  ...more,
})

/** A page that runs `code` only when the form is open and all of ours is there. */
const late = (code: string, more?: Omit<WilfulPage, 'head'>): WilfulPage =>
  early(`whenAllIsThere = () => { ${code} }`, more)

const TOUCH: Record<string, WilfulPage> = {
  'makes fast clicks of touches': early(
    `on(document, 'touchend', (event) => { event.preventDefault(); event.target.click() }, capture)`,
    { isTouched: true },
  ),
  'cancels touchend on its body': early(`on(document, 'touchend', cancel)`, { isTouched: true }),
  'cancels touchend in the window': early(`on(window, 'touchend', cancel)`, { isTouched: true }),
  'forbids to zoom by two taps': early(
    `last = 0; on(document, 'touchend', (event) => { const now = Date.now(); if (now - last < 3000) event.preventDefault(); last = now }, capture)`,
    { isTouched: true },
  ),
  'locks all scrolling by touch': late(
    `on(document, 'touchstart touchmove touchend', (event) => { cancel(event); event.stopPropagation() }, capture)`,
    { isTouched: true },
  ),
  'hides the keyboard when a finger is lifted': early(
    `on(document, 'touchend', ({ target }) => target.matches('input,textarea') || document.activeElement.blur(), capture)`,
    { isTouched: true },
  ),
  'cancels touchend in the window before anything': early(`on(window, 'touchend', cancel, capture)`, {
    isTouched: true,
    takes: 'opening',
  }),
}

const FOCUS_BY_POINTER: Record<string, WilfulPage> = {
  'takes the focus by click': early(`document.onclick = steal`),
  'takes the focus by mouseup': early(`document.onmouseup = steal`),
  'takes the focus by a click on its way down': early(`on(document, 'click', steal, capture)`),
  'takes the focus by pointerup on its way down': early(`on(document, 'pointerup', steal, capture)`),
  'takes the focus a moment after mouseup': early(`on(document, 'mouseup', () => later(steal, 0))`),
  'takes the focus a while after a click': early(`on(document, 'click', () => later(steal), capture)`),
  'takes the focus by mousedown, like a terminal': early(`on(document, 'mousedown', steal, capture)`),
  'takes the focus from what is no field': early(
    `on(document, 'click', ({ target }) => target.matches('input,textarea') || document.activeElement.blur(), capture)`,
  ),
  'takes the focus by a click in the window before anything': early(`on(window, 'click', steal, capture)`),
  'takes the focus by mouseup in the window before anything': early(`on(window, 'mouseup', steal, capture)`),
  'takes the focus by pointerdown in the window before anything': early(
    `on(window, 'pointerdown', steal, capture)`,
  ),
}

const SELECTION: Record<string, WilfulPage> = {
  'clears the selection by mouseup': early(`on(document, 'mouseup', clear)`),
  'clears the selection by pointerup on its way down': early(`on(document, 'pointerup', clear, capture)`),
  'clears the selection whenever it changes': early(`on(document, 'selectionchange', clear)`),
  'lets nobody select': early(
    `on(document, 'selectstart', (event) => { cancel(event); clear() }, capture)
     on(document, 'mousedown mousemove', cancel, capture)`,
  ),
  'is dragged by the mouse': early(
    `on(document, 'mousemove', (event) => { if (event.buttons) { cancel(event); clear() } }, capture)`,
  ),
  'selects its own text by click': early(
    `on(document, 'click', () => { attempts++; getSelection().selectAllChildren(document.querySelector('h1')) }, capture)`,
  ),
  'clears the selection by keyup': early(`on(document, 'keyup', clear, capture)`),
}

const TRAPS: Record<string, WilfulPage> = {
  'calls back the focus by focusin': early(
    `on(document, 'focusin', ({ target }) => target === search() || steal())`,
  ),
  'calls back the focus by focus': early(
    `on(document, 'focus', ({ target }) => target === search() || steal(), capture)`,
  ),
  'holds on to the focus by blur': early(
    `on(window, 'load', () => { search().onblur = steal; search().focus() })`,
  ),
  'holds on to the focus by focusout, a moment later': early(
    `on(window, 'load', () => { search().addEventListener('focusout', () => later(steal, 0)); search().focus() })`,
  ),
  'calls back the focus after any blur': early(`on(document, 'blur', () => later(steal, 10), capture)`),
  'calls back the focus all the time, like a till with a scanner': early(
    `ticks = 0; setInterval(() => { ticks++; document.activeElement === search() || steal() }, 50)`,
  ),
  'calls back the focus in the window before anything': early(
    `on(window, 'focus focusin', ({ target }) => target === search() || target === window || steal(), capture)`,
  ),
  'searches for whatever is typed': early(
    `on(document, 'keydown', ({ key }) => { if (key.length === 1) steal() }, capture)`,
  ),
}

const WINDOW: Record<string, WilfulPage> = {
  'cancels every keydown': early(`on(window, 'keydown', cancel, capture)`, { also: 'shortcuts' }),
  'cancels every keypress': early(`on(window, 'keypress', cancel, capture)`),
  'cancels keys with Ctrl': early(
    `on(window, 'keydown', (event) => { if (event.ctrlKey) cancel(event) }, capture)`,
    { also: 'shortcuts' },
  ),
  'cancels every press of the pointer': early(`on(window, 'pointerdown mousedown', cancel, capture)`, {
    takes: 'selecting',
  }),
  'cancels every wheel': early(`on(window, 'wheel mousewheel', cancel, capture)`),
  'cancels the wheel as Firefox used to call it': early(
    `on(document, 'DOMMouseScroll MozMousePixelScroll', cancel); on(document, 'DOMMouseScroll MozMousePixelScroll', cancel, capture)`,
  ),
  'cancels every click': early(`on(window, 'click', cancel, capture)`),
  'cancels what is copied and pasted': early(`on(window, 'copy cut paste', cancel, capture)`, {
    also: 'clipboard',
  }),
  'cancels menus, selecting and dragging': early(
    `on(window, 'contextmenu selectstart dragstart', cancel, capture)`,
  ),
  'stops all that it can, on its way down': early(
    `on(document, 'keydown keyup keypress beforeinput pointerdown mousedown mouseup click wheel focusin',
       (event) => { if (ours(event)) { event.preventDefault(); event.stopImmediatePropagation() } }, capture)`,
  ),
  'stops all that it can in the window, after us': late(
    `on(window, 'keydown keyup keypress beforeinput pointerdown pointerup mousedown mouseup click wheel focusin touchend',
       (event) => { if (ours(event)) { event.preventDefault(); event.stopImmediatePropagation() } }, capture)`,
  ),
}

const EDITORS: Record<string, WilfulPage> = {
  'is edited as a whole': early(`document.designMode = 'on'`),
  'has an editable root': early(`document.documentElement.contentEditable = true`),
  'has an editable body': early(
    `on(window, 'DOMContentLoaded', () => { document.body.contentEditable = true })`,
  ),
  'makes all editable by style': {
    head: HELPERS + '<style>* { -webkit-user-modify: read-write; user-select: none }</style>',
  },
}

/** By what the page does. */
export const PAGES: Record<string, WilfulPage> = {
  'does nothing': early(''),
  ...TOUCH,
  ...FOCUS_BY_POINTER,
  ...SELECTION,
  ...TRAPS,
  ...WINDOW,
  ...EDITORS,
}
