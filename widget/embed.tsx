/**
 * The script of the document `/embed/SITE`: puts the panel's form in the place of the one that the proxy drew, and
 * speaks with the page around. Without it, or until it is there, the proxy's form does everything.
 */
import type { FormDefinition } from '../proxy/contract.ts'
import './embed.css'
import { findPage } from './frame.ts'
import { readOptions } from './options.ts'
import type * as PanelModule from './panel.tsx'
import type { Panel } from './panel.tsx'

/** The proxy's address: this file is in a folder of it. */
const BASE = new URL(/* @vite-ignore */ '..', import.meta.url).href

type Control = HTMLInputElement | HTMLTextAreaElement

/** The fields that a visitor fills. */
const controls = (root: HTMLElement) => [
  ...root.querySelectorAll<Control>('input:not([type="hidden"]),textarea'),
]

/**
 * A `fetch` that sends the document's token along. Tokens expire; then a new one is asked for and the same is sent
 * again, which is safe, since it has the same id.
 */
function signed(first: string): typeof fetch {
  let token = first
  const renew = async () => {
    const answer = await fetch(location.pathname, { headers: { Accept: 'application/json' } })
    token = ((await answer.json()) as { token: string }).token // as: our own proxy's
  }
  return async (input, init) => {
    const body = init?.body
    if (!(body instanceof FormData)) return fetch(input, init)
    body.set('token', token)
    const answer = await fetch(input, init)
    if (answer.status !== 403 || !(await answer.clone().text()).includes('"bad_token"')) return answer
    await renew()
    body.set('token', token)
    return fetch(input, init)
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
    if (!control || !value) continue
    control.value = value
    control.dispatchEvent(new Event('input', { bubbles: true }))
  }
  const field = active && controls(next).find(({ name }) => name === active.name)
  field?.focus({ preventScroll: true })
  // E-mail fields do not tell where the caret is.
  if (selectionStart !== null) field?.setSelectionRange(selectionStart, selectionEnd)
}

/** Draws the form beside the document, and exchanges them when it is complete: nothing flashes, nothing jumps. */
async function enhance(main: HTMLElement, form: HTMLFormElement, definition: FormDefinition): Promise<void> {
  const old = form.closest<HTMLElement>('.view')
  if (!old) return
  let leaving = false
  form.addEventListener('submit', () => (leaving = true))
  const module = (await import(/* @vite-ignore */ BASE + PANEL_PATH)) as typeof PanelModule // as: that is what it names
  const view = old.cloneNode() as HTMLElement // as: a clone is of the same kind
  const region = document.documentElement
  const given = new FormData(form)
  const text = (name: string) => (given.get(name) ?? '') as string // as: there is no file in it
  const { ready, ...panel } = module.mountPanel({
    host: main,
    root: document,
    region,
    dialog: view,
    view,
    base: BASE,
    options: readOptions((name) => [name === 'site' ? definition.site : region.dataset[name]]),
    known: waiting,
    key: 'frame',
    send(name, detail = {}) {
      around.tell({ type: 'event', name, detail })
      return true
    },
    own: {
      definition,
      page: () => around.page() ?? text('page'),
      fetch: signed(text('token')),
      // The page around may have the focus, and must not lose it.
      inside: () => document.hasFocus(),
    },
  })
  listener = panel
  await ready
  // Sent already, by the browser itself: it must not be sent twice.
  if (!leaving) exchange(old, view)
}

let listener: Pick<Panel, 'prefill'> | undefined
/** What the page knew of the visitor before the form was there. */
let waiting = {}
const content = document.querySelector('main') ?? document.body
const around = findPage({
  content,
  prefill(values) {
    waiting = { ...waiting, ...values }
    listener?.prefill(values)
  },
  reset() {
    waiting = {}
    dispatchEvent(new Event('support-reset'))
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
if (form && told) void enhance(content, form, JSON.parse(told) as FormDefinition).catch(() => undefined)
