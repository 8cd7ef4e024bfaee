/**
 * The script of the document `/embed/SITE`: puts the panel's form in the place of the one that the proxy drew, and
 * speaks with the page around. Without it, or until it is there, the proxy's form does everything.
 */
import type { PageContext } from '../form/state/part.ts'
import type { Transport } from '../form/send/client.ts'
import { findPage } from './form-end.ts'
import { readOptions } from '../api/read-options.ts'
import type { FormDefinition } from '../../proxy/contract/form.ts'
import type { Panel, PanelModule } from '../form/place.ts'
import { DRAFT, EVENT } from '../api/names.ts'

type Control = HTMLInputElement | HTMLTextAreaElement

const region = document.documentElement
const content = document.querySelector('main') ?? document.body
/** What the page has said of the visitor and of the looks, in case that was before the form was there. */
let known: PageContext = {}
let looks: Record<string, string> = {}
let panel: Panel | undefined

/** The fields that a visitor fills. */
const controls = (root: HTMLElement) => [
  ...root.querySelectorAll<Control>(
    '.field input:not([type=checkbox],[type=radio],[type=file]),.field textarea',
  ),
]

/** The address of this document said how it looks, until the page did. */
const options = () => readOptions([looks, region.dataset])

/** The same body with the token: in front, since the proxy reads nothing that comes after a file. */
function withToken(body: FormData, token: string): FormData {
  const copy = new FormData()
  copy.append('token', token)
  for (const [name, value] of body) copy.append(name, value)
  return copy
}

/**
 * Sends the document's token along, by whatever way. Tokens expire; then a new one is asked for and the same is sent
 * again, which is safe, since it has the same id.
 */
function signer(first: string): (way: Transport) => Transport {
  let token = first
  const renew = async () => {
    const answer = await fetch(location.pathname, { headers: { Accept: 'application/json' } })
    token = ((await answer.json()) as { token: string }).token // as: our own proxy's
  }
  return (way) => async (address, init, alive) => {
    const { body } = init
    if (!(body instanceof FormData)) return way(address, init, alive)
    const send = () => way(address, { ...init, body: withToken(body, token) }, alive)
    const answer = await send()
    if (answer.status !== 403 || !(await answer.clone().text()).includes('"bad_token"')) return answer
    await renew()
    return send()
  }
}

type Chosen = HTMLInputElement

/** Whether somebody chose something else than what was drawn. All the rest may have been filled by the page. */
function isChosen(from: Chosen): boolean {
  if (from.type === 'file') return !!from.files?.length
  // Of two radio buttons the later told would win, also when it is the one that was left.
  if (from.type !== 'select-one')
    return from.checked !== from.defaultChecked && (from.checked || from.type !== 'radio')
  const drawn = from.querySelector<HTMLOptionElement>('[selected]') ?? from.querySelector('option')
  return from.value !== drawn?.value
}

/** What was chosen in `old` before the form was there: topic, options, boxes, files. One brings fields for the next. */
async function choose(old: HTMLElement, next: HTMLElement): Promise<void> {
  for (const from of old.querySelectorAll<Chosen>('select,[type=radio],[type=checkbox],[type=file]')) {
    const isFile = from.type === 'file'
    const to = next.querySelector<Chosen>(isFile ? '[type=file]' : `[id="${from.id}"]`)
    const names = isFile ? (['files'] as const) : (['value', 'checked'] as const)
    if (!to || !isChosen(from)) continue
    Object.assign(to, Object.fromEntries(names.map((name) => [name, from[name]])))
    to.dispatchEvent(new Event('change', { bubbles: true }))
    await new Promise((resolve) => setTimeout(resolve))
  }
}

/** Puts `next` in the place of `old`, with what has been written meanwhile and the focus. */
function exchange(old: HTMLElement, next: HTMLElement): void {
  const before = controls(old)
  const active = before.find((control) => control === document.activeElement)
  const { selectionStart = null, selectionEnd = null } = active ?? {}
  old.replaceWith(next)
  for (const { name, value } of before) {
    const control = controls(next).find((one) => one.name === name)
    // What the page filled in is there already, and nothing is kept before the visitor writes.
    if (!control || !value || value === control.value) continue
    control.value = value
    control.dispatchEvent(new Event('input', { bubbles: true }))
  }
  const field = active && controls(next).find(({ name }) => name === active.name)
  field?.focus({ preventScroll: true })
  // E-mail fields do not tell where the caret is.
  if (selectionStart !== null) field?.setSelectionRange(selectionStart, selectionEnd)
}

/** How long the exchange waits for what comes in files of its own, in milliseconds. */
const PARTS_MS = 3000

/** Waits until all that the site adds is drawn: what came after the exchange would make the form jump. */
async function complete(
  view: HTMLElement,
  { consent, reply, topic, topics = [], fields = [], files }: FormDefinition,
): Promise<void> {
  const until = Date.now() + PARTS_MS
  const asks =
    (topic !== 'hidden' && topics.some(({ hidden }) => !hidden)) ||
    fields.some(({ type, showWhen }) => type !== 'hidden' && !showWhen)
  const places = [
    ...(consent ? ['end'] : []),
    ...(reply ? ['intro'] : []),
    ...(asks ? ['fields'] : []),
    ...(files ? ['files'] : []),
  ]
  const isMissing = () => places.some((place) => !view.querySelector(`#place-${place} *`))
  while (isMissing() && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 20))
}

/** Draws the form beside the document, and exchanges them when it is complete: nothing flashes, nothing jumps. */
async function enhance(
  form: HTMLFormElement,
  definition: FormDefinition,
  base: string,
  around: ReturnType<typeof findPage>,
): Promise<void> {
  const old = form.closest<HTMLElement>('.view')
  const title = content.querySelector('h1')
  if (!old || !title) return
  let leaving = false
  form.addEventListener('submit', () => (leaving = true))
  const module = (await import(/* @vite-ignore */ base + PANEL_PATH)) as PanelModule // as: that is what it names
  const view = old.cloneNode() as HTMLElement // as: a clone is of the same kind
  const given = new FormData(form)
  const text = (name: string) => (given.get(name) ?? '') as string // as: there is no file in it
  const sign = signer(text('token'))
  panel = module.mountForm({
    host: content,
    root: document,
    region,
    title,
    dialog: view,
    view,
    base,
    options: { ...options(), site: definition.site ?? '' },
    known,
    key: 'frame',
    send(name, detail = {}) {
      around.tell({ type: 'event', name, detail })
      return true
    },
    own: {
      definition,
      page: () => around.page() ?? text('page'),
      fetch: sign((address, init) => fetch(address, init)),
      sign,
      // The page around may have the focus, and must not lose it.
      inside: () => document.hasFocus(),
    },
  })
  await panel.ready
  await complete(view, definition)
  await choose(old, view)
  // Sent already, by the browser itself: it must not be sent twice.
  if (!leaving) exchange(old, view)
}

/** Changes the looks. The language only of a form that the panel drew: the proxy's words are in the document. */
function change(values: Record<string, string>): void {
  looks = { ...looks, ...values }
  const now = options()
  region.dataset['theme'] = now.theme
  if (looks['color']) region.style.setProperty('--in-accent', now.color)
  panel?.update(now)
}

/** Forgets what was typed, and what was kept on this device, also when the panel has not come. */
function forget(): void {
  dispatchEvent(new Event(EVENT + 'reset'))
  // Throws where storage is denied: then nothing was stored.
  for (const key in localStorage) if (key.startsWith(DRAFT)) delete localStorage[key]
}

/** Starts the document's script. `base` is the proxy's address, with a slash at its end. */
export function startDocument(base: string): void {
  const around = findPage({
    content,
    // The browser has sent the form itself, before the panel was there; the page would never hear of it.
    met() {
      const { reference } = content.querySelector<HTMLElement>('[data-reference]')?.dataset ?? {}
      if (reference) around.tell({ type: 'event', name: 'sent', detail: { reference } })
    },
    prefill(values) {
      known = { ...known, ...values }
      panel?.prefill(values)
      if (panel) return
      for (const control of controls(content)) {
        const text = values[control.name]
        if (typeof text === 'string') control.value ||= text
      }
    },
    update: change,
    reset() {
      known = {}
      for (const control of controls(content)) control.value = ''
      // A draft of before comes back with the panel, and has to go with it.
      void enhanced.then(forget).catch(String)
      // A confirmation names the visitor.
      content.querySelector<HTMLElement>('.sent a')?.click()
    },
  })
  // While it is on its way in: the form keeps keys from what is around it.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.isComposing) around.tell({ type: 'close' })
  }
  addEventListener('keydown', onKeyDown, true)
  const form = content.querySelector('form')
  const told = content.dataset['form']
  // as: the proxy's own words. Forms that came back with something wrong stay as they are.
  const enhanced =
    form && told
      ? enhance(form, JSON.parse(told) as FormDefinition, base, around).catch(() => undefined)
      : Promise.resolve()
  // Browsers give a frame of another site no autofocus, and the visitor has just pressed its button.
  if (!told && document.hasFocus()) content.querySelector<HTMLElement>('[tabindex="-1"]')?.focus()
}
