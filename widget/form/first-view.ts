/**
 * What a visitor sees and can fill before the form's own code has come: the two fields that every form has, as the form
 * itself draws them at first. The form takes each of these elements over as it is, with what was written there and with
 * the focus.
 */
import type { Field } from '../../proxy/contract/message-fields.ts'
import { DRAFT, EVENT, LAUNCHER, MODALS, RECEIPTS } from '../api/names.ts'
import { stored } from '../api/stored.ts'
import { texts as en } from '../i18n/en/start.ts'
import { loadTexts, type PresentTexts } from '../i18n/texts.ts'
import { shieldEvents } from '../page/event-shield.ts'
import { makeLiveRegion, type FormView, type LiveRegion } from './live-region.ts'
import type { Place } from './place.ts'
import { isSendKey } from './send-key.ts'
import { chooseLanguage, translate } from './surroundings.ts'
import { EMAIL, MESSAGE } from './field-attributes.ts'
import css from './styles/form.css?inline'

/** What the launcher shows while it waits for the panel. */
const WAITS = '...'

/** How long a frame is waited for, in ms. */
const FRAME_MS = 200

type Child = Node | string

const HTML = 'http://www.w3.org/1999/xhtml'

/**
 * An element with attributes and children. By what Preact uses: a page in which that fails must not have a first view
 * that no form will ever take over.
 */
function make(tag: string, attributes: object = {}, ...children: Child[]): HTMLElement {
  const element = document.createElementNS(HTML, tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value))
  for (const child of children)
    element.append(typeof child === 'string' ? document.createTextNode(child) : child)
  return element
}

/** Where parts go that come later. */
const room = (name: string) => make('div', { id: 'place-' + name })

const field = (tag: string, name: string, attributes: object, label: string, ...more: Child[]) =>
  make(
    'div',
    { class: 'field', part: 'field' },
    make('label', { part: 'label', for: name }, label, ' '),
    make(tag, { id: name, name, part: 'input', required: '', ...attributes }),
    ...more,
  )

/** The form as view/form.tsx draws it where nothing is known of the site yet; a test compares them. */
const firstForm = ({ intro, message, email, send }: PresentTexts): HTMLElement =>
  make(
    'form',
    { class: 'form', novalidate: '' },
    make('div', { class: 'intro' }, make('slot', { name: 'intro' }, intro), room('intro')),
    field('textarea', 'message', MESSAGE, message),
    field('input', 'email', EMAIL, email, room('email')),
    room('fields'),
    room('end'),
    room('files'),
    make('slot', { name: 'captcha' }),
    make(
      'footer',
      {},
      room('progress'),
      make('button', { type: 'submit', class: 'button', part: 'button submit' }, make('span', {}, send)),
    ),
  )

/** Whether this browser keeps something of a visitor that would stand in the form, or in its place. */
const isKnown = (site: string) => stored(DRAFT + ':' + site) || stored(RECEIPTS + site)

/** Whether the page shows a modal, which may hold the focus and presses until page/modals.ts is there. */
const isBelowModal = () =>
  [...document.querySelectorAll(MODALS)].some((modal) => Element.prototype.checkVisibility.call(modal))

/** What was written waits for the form, also where the launcher says in its place that the form does not come. */
function keepFor(host: HTMLElement, view: FormView, place: LiveRegion, form: HTMLFormElement): void {
  const life = new AbortController()
  // `once` is said, for a polluted `Object.prototype` would say it: the second press would leave the page with the message.
  const always = { signal: life.signal, once: false }
  let isWanted = false
  let wasInside = false
  shieldEvents(host, life.signal)
  form.addEventListener('keydown', (event) => (isWanted ||= isSendKey(event)), always)
  form.addEventListener('focusin', () => (wasInside = true), always)
  const want = (event: Event) => {
    event.preventDefault()
    isWanted = true
  }
  form.addEventListener('submit', want, always)
  const forget = () => {
    form.reset()
    isWanted = false
  }
  host.addEventListener(EVENT + 'reset', forget, always)
  const watch = new MutationObserver(() => {
    if (view.contains(form)) return
    if (view.textContent === WAITS) view.textContent = ''
    view.append(...parts)
    if (wasInside) view.querySelector('button')?.focus()
  })
  const parts = [...view.childNodes]
  watch.observe(view, { childList: true })
  const take = (edit: (name: Field, value: string) => void) => {
    view.first = undefined
    life.abort()
    watch.disconnect()
    for (const node of [...view.childNodes].filter((one) => !parts.includes(one))) node.remove()
    for (const { id, value } of form.querySelectorAll<HTMLInputElement>('textarea,input'))
      if (value) edit(id as Field, value) // as: it has no others
    // When the form has taken it over.
    if (isWanted) queueMicrotask(() => form.requestSubmit())
  }
  view.first = { ...place, take }
}

/** Kept with the next frame; a page that nobody sees draws none. */
const nextFrame = () =>
  new Promise((resolve) => {
    requestAnimationFrame(resolve)
    setTimeout(resolve, FRAME_MS)
  })

/** Makes it in the visitor's language, with its style sheet; nothing of it is shown yet. */
async function makeFirst(locale: string) {
  const language = chooseLanguage(locale) || 'en'
  const loaded = language === 'en' ? undefined : await loadTexts(language)
  const form = firstForm(loaded?.texts ?? en) as HTMLFormElement // as: it was made one
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  return { form, sheet, loaded }
}

/** Draws it into the launcher's dialog, now or when that is opened, as long as the panel is waited for there. */
export function drawFirst(): void {
  const host = document.querySelector<HTMLElement>(LAUNCHER)
  const root = host?.shadowRoot
  const [region, button, title, close, view] =
    root?.querySelectorAll<FormView>('section,slot,h2,.close,.view') ?? []
  if (!host || !root || !region || !view) return
  let language: string | undefined
  let made: ReturnType<typeof makeFirst> | undefined
  /** Made ahead, so that with a press it is only shown: the frame of the dialog was too long with all of it (R23). */
  const ready = () => {
    const { locale = '' } = region.dataset // The options: see launcher.ts.
    const wanted = locale + document.documentElement.lang
    if (wanted !== language) made = makeFirst(locale)
    language = wanted
    return made as ReturnType<typeof makeFirst> // as: it is forgotten together with its language
  }
  const drawNow = async () => {
    const { site = '', mode, label = '' } = region.dataset
    if (view.textContent !== WAITS || mode === 'frame' || isKnown(site) || isBelowModal()) return
    const { form, sheet, loaded } = await ready()
    if (view.textContent !== WAITS) return
    made = language = undefined // Another dialog gets another form; this one goes when the form that takes it over does.
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
    // In English it says all already.
    if (loaded) translate({ region, button, title, close } as Place, label, loaded) // as: it takes these alone
    const place = makeLiveRegion(view)
    place.mounted.append(form)
    keepFor(host, view, place, form)
  }
  // Whatever is wrong, the panel draws the form. `String` is a function that does nothing.
  const draw = () => void drawNow().catch(String)
  // With the press itself it would be one long task (R23); later than with the frame of the dialog, visitors would wait for
  // two. The frame after it is free for what they press.
  host.addEventListener(EVENT + 'open', () => (view.painted = nextFrame().then(draw).then(nextFrame)))
  draw()
  // An iframe has none.
  if (region.dataset.mode !== 'frame') ready().catch(String)
  view.painted = nextFrame()
}
