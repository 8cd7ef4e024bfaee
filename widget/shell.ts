/** The nodes that exist before the form does: host, shadow root, launcher button and the empty dialog. */
import css from './launcher.css?inline'

/** An element with properties and children. Never `innerHTML`: Trusted Types would stop it (R05). */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = Object.assign(document.createElement(name), properties)
  element.append(...children)
  return element
}

/** A style sheet of its own document: a `<style>` element would need a nonce (R05). */
export function sheet(text: string): CSSStyleSheet {
  const made = new CSSStyleSheet()
  made.replaceSync(text)
  return made
}

/**
 * Builds the nodes, in the order of reading, outside of the page: `host` for the page, `region` with language and
 * theme of all inside, `view` for the form. Their words are English and marked so: no other language fits into 3 kB.
 */
export function createShell(accent: CSSStyleSheet) {
  const button = make('button', {
    type: 'button',
    className: 'launcher button',
    ariaHasPopup: 'dialog',
    ariaExpanded: 'false',
  })
  const title = make('h2', { id: 'title', tabIndex: -1, lang: 'en' }, 'How can we help?')
  const close = make('button', { type: 'button', className: 'close', ariaLabel: 'Close', lang: 'en' }, '×')
  const view = make('div', { className: 'view' })
  const dialog = make('dialog', { className: 'panel' }, make('header', {}, title, close), view)
  dialog.setAttribute('aria-labelledby', 'title')
  const region = make('section', { className: 'root' }, button, dialog)
  region.setAttribute('aria-labelledby', 'title')
  const host = document.createElement('support-widget')
  const root = host.attachShadow({ mode: 'open' })
  root.adoptedStyleSheets = [sheet(css), accent]
  root.append(region)
  return { host, root, region, button, dialog, title, close, view }
}
