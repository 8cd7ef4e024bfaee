/** The nodes that exist before the form does: host, shadow root, launcher button and the empty dialog. */
import css from './launcher.css?inline'

/** The nodes that launcher.ts gives life to. */
export interface Shell {
  host: HTMLElement
  root: ShadowRoot
  /** Carries language, direction and theme of everything inside. */
  region: HTMLElement
  button: HTMLButtonElement
  label: HTMLElement
  dialog: HTMLDialogElement
  title: HTMLElement
  close: HTMLButtonElement
  /** The only live region: announcements of the form go here. */
  status: HTMLElement
  /** Where the form is mounted, or what is said until it is there. */
  view: HTMLElement
}

type Child = Node | string

/** An element with attributes and children. Never `innerHTML`: Trusted Types would stop it (R05). */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string>,
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  for (const key in attributes) element.setAttribute(key, attributes[key] ?? '')
  element.append(...children)
  return element
}

const SVG = 'http://www.w3.org/2000/svg'

/** A line drawing of one path on a 24 × 24 grid, hidden from assistive technology. */
function icon(d: string): SVGElement {
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS(SVG, 'path')
  path.setAttribute('d', d)
  svg.append(path)
  return svg
}

/** A style sheet of its own document: a `<style>` element would need a nonce (R05). */
export function sheet(text: string): CSSStyleSheet {
  const made = new CSSStyleSheet()
  made.replaceSync(text)
  return made
}

/** Builds the nodes, in the order of reading, without texts and outside of the page. */
export function createShell(accent: CSSStyleSheet): Shell {
  const label = make('span', { class: 'label' })
  const button = make(
    'button',
    { type: 'button', class: 'launcher', 'aria-haspopup': 'dialog', 'aria-expanded': 'false' },
    icon('M5 5h14v11h-6l-4 4v-4H5zM9 9.5h6M9 12.5h3'),
    label,
  )
  const title = make('h2', { id: 'title', tabindex: '-1' })
  const close = make('button', { type: 'button', class: 'close' }, icon('M6 6l12 12M18 6L6 18'))
  const status = make('p', { role: 'status', class: 'status' })
  const view = make('div', { class: 'view' })
  const dialog = make(
    'dialog',
    { class: 'panel', popover: 'manual', 'aria-labelledby': 'title' },
    make('header', {}, title, close),
    status,
    view,
  )
  const region = make('section', { class: 'root' }, button, dialog)
  const host = document.createElement('support-widget')
  const root = host.attachShadow({ mode: 'open' })
  root.adoptedStyleSheets = [sheet(css), accent]
  root.append(region)
  return { host, root, region, button, label, dialog, title, close, status, view }
}
