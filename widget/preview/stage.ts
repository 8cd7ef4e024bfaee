/**
 * One state of the widget, alone in a page: what the preview shows in its frames and `npm run shots` takes pictures of.
 * All of it is told by the address. Nothing that is written here is ever sent.
 */
import { CONVERSATION_PATH, type ShownConversation } from '../../proxy/contract/conversation/conversation.ts'
import { SEND_TIMEOUT_MS } from '../../proxy/contract/limits.ts'
import { FORM_TAG, WIDGET_TAG } from '../api/names.ts'
import { DEFAULTS, stylesOf } from './choice.ts'
import { SHOWCASE, STATES, type State } from './states.ts'

const query = new URLSearchParams(location.search)
const given = (name: string) => query.get(name) ?? ''
const state: State = STATES[given('state')] ?? { label: '' }

/** The answer of a proxy that is not there. */
async function answered(): Promise<Response> {
  const { answer = 'wait' } = state
  if (answer === 'wait') return new Promise(() => undefined)
  if (answer === 'cut' || answer === 'offline') throw new TypeError('Not in the preview')
  return Response.json(answer.body, {
    status: answer.status,
    ...(answer.headers && { headers: answer.headers }),
  })
}

/** What becomes of a message that was never sent: it is received, and nothing more happens. */
function conversation(): ShownConversation {
  const now = new Date().toISOString()
  const message = { key: 'own', at: now, text: state.write?.message ?? '', files: [] }
  return {
    state: 'received',
    messages: [{ ...message, from: 'visitor', state: 'delivered' }],
    isProven: false,
    mayFollowUp: true,
    version: '1',
    asOf: now,
    next: 60,
  }
}

/** The example, which may ask for consent. */
function showcase() {
  const mode = given('consent') ? 'required' : 'notice'
  return { ...SHOWCASE, consent: { ...SHOWCASE.consent, mode } }
}

let known: () => void = () => undefined
/** Kept when the form has been told what it looks like: that ends some states. */
const formKnown = new Promise<void>((resolve) => (known = resolve))

/** Answers in place of the proxy. What the form looks like is asked for real, unless it is the showcase. */
function playProxy(): void {
  const native = window.fetch
  // oxlint-disable-next-line typescript/unbound-method -- only ever called on something
  const text = Function.prototype.toString
  const played: typeof fetch = async (input, init) => {
    const path = new Request(input).url.split('?')[0] ?? ''
    if (path.endsWith('/api/tickets')) return answered()
    if (path.endsWith(CONVERSATION_PATH)) return Response.json(conversation())
    if (!path.endsWith('/api/form')) return native(input, init)
    const answer = given('site') === SHOWCASE.site ? Response.json(showcase()) : await native(input, init)
    setTimeout(known)
    return answer
  }
  window.fetch = played
  // The form goes past what a page puts over fetch: this one must pass for the browser's own.
  Object.assign(Function.prototype, {
    toString(this: unknown) {
      return text.call(this === played ? native : this)
    },
  })
  if (state.answer === 'offline') Object.defineProperty(navigator, 'onLine', { value: false })
}

/** The frames of the gallery share the storage of their tab, and would write into each other's drafts. */
function forget(): void {
  Object.defineProperty(window, 'sessionStorage', { value: undefined })
}

/** Sending goes on for ever here. */
function waitForEver(): void {
  const later = window.setTimeout
  const patient = (run: TimerHandler, ms?: number, ...rest: unknown[]) =>
    ms === SEND_TIMEOUT_MS ? 0 : later(run, ms, ...rest)
  window.setTimeout = patient as typeof setTimeout // as: it is used in this form only
}

/** In the gallery no frame may take the focus, nor scroll the page that it is in. */
function keepStill(): void {
  HTMLElement.prototype.focus = () => undefined
  Element.prototype.scrollIntoView = function (this: Element) {
    const view = this.closest('.view')
    if (view) view.scrollTop += this.getBoundingClientRect().top - view.getBoundingClientRect().top - 12
  }
}

/** The widget's options in the address, by the names of its attributes. */
const OPTIONS = ['locale', 'theme', 'color', 'position', 'label', 'launcher'] as const

function addWidget(): HTMLElement {
  const script = document.createElement('script')
  script.src = '/support.js'
  script.async = true
  script.dataset['site'] = given('site')
  const mode = given('mode')
  for (const name of OPTIONS) if (given(name) && given(name) !== 'icon') script.dataset[name] = given(name)
  if (mode !== 'inline') {
    document.head.append(script)
    return document.documentElement
  }
  script.dataset['launcher'] = 'hide'
  const form = document.createElement(FORM_TAG)
  document.querySelector('main')?.append(form)
  document.head.append(script)
  return form
}

const moment = () => new Promise((resolve) => setTimeout(resolve, 16))

/** Waits until there is such an element in one of the widget's roots. */
async function appeared(selector: string): Promise<HTMLElement> {
  for (;;) {
    for (const host of document.querySelectorAll(`${WIDGET_TAG}, ${FORM_TAG}`)) {
      const found = host.shadowRoot?.querySelector<HTMLElement>(selector)
      if (found?.checkVisibility()) return found
    }
    await moment()
  }
}

async function type(name: string, text: string | undefined): Promise<void> {
  if (text === undefined) return
  const field = (await appeared('#' + name)) as HTMLInputElement // as: the form's fields have values
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
}

/** Whether the state is one in which something is wrong. */
const isWrong = ({ answer, send: empty }: State) =>
  empty || answer === 'cut' || answer === 'offline' || (typeof answer === 'object' && answer.status >= 400)

async function send(): Promise<void> {
  const button = await appeared('[type=submit]')
  button.click()
  if (!isWrong(state)) return
  const form = button.closest('.inner')
  // A form that hears only now what it looks like forgets that it was refused.
  for (let still = 0; still < 10; still++) {
    await moment()
    if (form?.querySelector('.notice') || form?.querySelector('[aria-disabled]')) continue
    form?.querySelector<HTMLElement>('[type=submit]')?.click()
    still = 0
  }
}

/** Brings the form into its state, as a visitor would. */
async function play(): Promise<void> {
  await appeared(given('mode') === 'inline' ? '#message' : '.trigger')
  if (state.closed) return
  if (given('mode') !== 'inline') void window.SupportWidget?.('open')
  await appeared('#message')
  await formKnown
  if (given('site') === SHOWCASE.site) await appeared('.expected')
  await type('message', state.write?.message)
  await type('email', state.write?.email)
  if (state.leave) {
    const email = await appeared('#email')
    // The part that looks at it comes later, and listens from then on.
    for (let tries = 0; tries < 200 && !email.parentElement?.querySelector('button'); tries++) {
      email.dispatchEvent(new FocusEvent('blur'))
      await moment()
    }
  }
  if (state.send || state.answer) await send()
}

/** The colours of the page around, as a site would set them. */
const theme = given('theme')
if (theme === 'light' || theme === 'dark') document.documentElement.style.colorScheme = theme
const styles = new CSSStyleSheet()
// Of a few known words; whatever else stands there does nothing.
styles.replaceSync(stylesOf({ ...DEFAULTS, ...Object.fromEntries(query) }))
document.adoptedStyleSheets = [styles]
playProxy()
forget()
if (state.answer === 'wait') waitForEver()
if (given('still')) keepStill()
addWidget()
await play()
document.documentElement.dataset['ready'] = 'true'
