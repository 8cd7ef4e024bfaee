/** What `<support-form>` does once the form's module is there: attributes, properties, coming, going and moving. */
import css from './support-form.css?inline'
import { ELEMENT_OPTIONS, readOptions } from '../api/read-options.ts'
import type { Known, Panel, Surroundings } from '../form/place.ts'
import { bare } from '../api/bare.ts'
import { own } from '../api/own-property.ts'
import { EVENT, FORM_TAG } from '../api/names.ts'

interface Mounted {
  panel: Panel
  /** What it was last filled with. */
  known: Known | undefined
  end: () => void
}

const mounted = new WeakMap<HTMLElement, Mounted>()
/** What the property `context` was set to. */
const contexts = new WeakMap<HTMLElement, unknown>()

/** What the shell (loader/form-element.ts) keeps of the property `prefill`. */
const prefillOf = (element: HTMLElement) => own(element, 'known') as Known | undefined // as: the model takes only texts from it

/** Properties that mirror attributes, and those that take an object. On the shell's own class, once. */
function defineProperties(prototype: object): void {
  if (Object.getOwnPropertyDescriptor(prototype, 'site')) return
  // The shell can be given it; reading it back can wait.
  Object.defineProperty(prototype, 'prefill', {
    ...Object.getOwnPropertyDescriptor(prototype, 'prefill'),
    get(this: HTMLElement) {
      return prefillOf(this)
    },
  })
  for (const name of ELEMENT_OPTIONS) {
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
  Object.defineProperty(prototype, 'context', {
    configurable: true,
    enumerable: true,
    get(this: HTMLElement) {
      return contexts.get(this)
    },
    set(this: HTMLElement, context: unknown) {
      contexts.set(this, context)
      mounted.get(this)?.panel.prefill({ context })
    },
  })
}

/** Properties that were set before they meant anything hide those of the class: set them again (R88). */
function upgrade(element: HTMLElement): void {
  const properties = element as unknown as Record<string, unknown> // as: asked by name
  for (const name of [...ELEMENT_OPTIONS, 'prefill', 'context']) {
    if (!Object.hasOwn(element, name)) continue
    const value = properties[name]
    delete properties[name]
    properties[name] = value
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
  element.id || 'form' + [...document.querySelectorAll<HTMLElement>(FORM_TAG)].indexOf(element)

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
    const attributes = [...element.attributes].map(({ name, value }) => [name, value])
    const now = readOptions([Object.fromEntries(attributes), options])
    region.dataset['theme'] = now.theme
    region.style.setProperty('--in-accent', now.color)
    return now
  }
  const panel = around.mountForm(
    bare({
      host: element,
      root,
      region,
      dialog: region,
      view,
      base,
      options: read(),
      known: { ...prefillOf(element), context: contexts.get(element) },
      key: keyOf(element),
      send: (type, detail = {}) =>
        element.dispatchEvent(
          new CustomEvent(EVENT + type, { bubbles: true, composed: true, cancelable: true, detail }),
        ),
    }),
  )
  root.replaceChildren(region)
  // Not by attributeChangedCallback: its list would have to stand in the loader.
  const attributes = new MutationObserver(() => panel.update(read()))
  // `attributes` is said, or a polluted prototype would: with `false` this throws.
  attributes.observe(element, { attributes: true, attributeFilter: ELEMENT_OPTIONS })
  const end = () => {
    attributes.disconnect()
    panel.destroy()
    root.replaceChildren(document.createElement('slot'))
  }
  return { panel, known: prefillOf(element), end }
}

/** Makes an element what its place and its properties say. Called after it came, went or moved. */
export function syncElement(element: HTMLElement, around: Surroundings): void {
  defineProperties(Object.getPrototypeOf(element) as object) // as: an element has a prototype
  upgrade(element)
  const there = mounted.get(element)
  // Not after a move: the visitor may have emptied what was filled.
  const known = prefillOf(element)
  if (there && there.known !== known) {
    there.known = known
    there.panel.prefill(known ?? {})
  }
  if (element.isConnected && !there) {
    const made = mount(element, around)
    if (made) mounted.set(element, made)
  }
  // Only now: an element that is moved has long been connected again when this runs (R88).
  if (!element.isConnected && there) {
    mounted.delete(element)
    there.end()
  }
}
