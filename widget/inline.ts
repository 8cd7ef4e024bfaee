/** What `<support-form>` does once the form's module is there: attributes, properties, coming, going and moving. */
import css from './inline.css?inline'
import { elementOptions, readOptions, type Options } from './options.ts'
import type { Known, mountPanel, Panel } from './panel.tsx'

/** What an element needs of the loader and of the form's module. */
export interface Surroundings {
  base: string
  /** The script tag's options: what the element's attributes leave open. */
  options: Options
  mountPanel: typeof mountPanel
}

interface Mounted {
  panel: Panel
  end: () => void
}

const mounted = new WeakMap<HTMLElement, Mounted>()
const objects = new WeakMap<HTMLElement, Record<'prefill' | 'context', unknown>>()

/** What the page has told of the visitor, by property. */
function toldTo(element: HTMLElement): Known {
  const { prefill, context } = objects.get(element) ?? {}
  return { ...Object(prefill), ...Object(context && { context }) } as Known // as: the model takes only texts from it
}

/** Properties that mirror attributes, and `prefill` and `context`, which take an object. On the shell's own class, once. */
function defineProperties(prototype: object): void {
  if (Object.getOwnPropertyDescriptor(prototype, 'site')) return
  for (const name of elementOptions) {
    Object.defineProperty(prototype, name, {
      configurable: true,
      enumerable: true,
      get(this: HTMLElement) {
        return this.getAttribute(name) ?? ''
      },
      set(this: HTMLElement, value: string | null | undefined) {
        if (value === null || value === undefined) this.removeAttribute(name)
        else this.setAttribute(name, value)
      },
    })
  }
  for (const name of ['prefill', 'context'] as const)
    Object.defineProperty(prototype, name, {
      configurable: true,
      enumerable: true,
      get(this: HTMLElement) {
        return objects.get(this)?.[name]
      },
      set(this: HTMLElement, value: unknown) {
        objects.set(this, { prefill: undefined, context: undefined, ...objects.get(this), [name]: value })
        mounted.get(this)?.panel.prefill(toldTo(this))
      },
    })
}

/** Properties that were set before they meant anything hide those of the class: set them again (R88). */
function upgrade(element: HTMLElement): void {
  const own = element as unknown as Record<string, unknown> // as: asked by name
  for (const name of [...elementOptions, 'prefill', 'context']) {
    if (!Object.hasOwn(element, name)) continue
    const value = own[name]
    delete own[name]
    own[name] = value
  }
}

function make(name: string, className: string): HTMLElement {
  const made = document.createElement(name)
  made.className = className
  made.part = className
  return made
}

/** Two forms of one page must not share a draft: by `id`, else by their order in the page. */
const keyOf = (element: HTMLElement) =>
  element.id || 'form' + [...document.querySelectorAll<HTMLElement>('support-form')].indexOf(element)

function mount(element: HTMLElement, around: Surroundings): Mounted | undefined {
  const { base, options } = around
  const root = element.shadowRoot
  const [shared] = root?.adoptedStyleSheets ?? []
  if (!root || !shared) return undefined
  const frame = new CSSStyleSheet()
  const region = make('section', 'root')
  const view = make('div', 'view')
  region.append(view)
  frame.replaceSync(css)
  // The reset first, then what the launcher has in common with it.
  root.adoptedStyleSheets = [frame, shared]

  const read = () => {
    const now = readOptions((name) => [element.getAttribute(name), options[name]])
    region.dataset['theme'] = now.theme
    region.style.setProperty('--accent', now.color)
    return now
  }
  const panel = around.mountPanel({
    host: element,
    root,
    region,
    dialog: region,
    view,
    base,
    options: read(),
    known: toldTo(element),
    key: keyOf(element),
    send: (type, detail = {}) =>
      element.dispatchEvent(
        new CustomEvent('support-' + type, { bubbles: true, composed: true, cancelable: true, detail }),
      ),
  })
  root.replaceChildren(region)
  // Not by attributeChangedCallback: its list would have to stand in the loader.
  const attributes = new MutationObserver(() => panel.update(read()))
  attributes.observe(element, { attributeFilter: [...elementOptions] })
  const end = () => {
    attributes.disconnect()
    panel.destroy()
    root.replaceChildren(document.createElement('slot'))
  }
  return { panel, end }
}

/** Makes an element what its place and its properties say. Called after it came, went or moved. */
export function syncElement(element: HTMLElement, around: Surroundings): void {
  defineProperties(Object.getPrototypeOf(element) as object) // as: an element has a prototype
  upgrade(element)
  const known = mounted.get(element)
  if (element.isConnected && !known) {
    const made = mount(element, around)
    if (made) mounted.set(element, made)
  }
  // Only now: an element that is moved has long been connected again when this runs (R88).
  if (!element.isConnected && known) {
    mounted.delete(element)
    known.end()
  }
}
