/** How nodes and style sheets are made where no policy of a page can object. */
/** An element with properties and children. Never `innerHTML`: Trusted Types would stop it (R05). */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties?: Partial<HTMLElementTagNameMap[Name]>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = Object.assign(document.createElement(name), properties)
  // What has a class can be styled by the page as `::part()`.
  element.part = element.className
  element.append(...children)
  return element
}

/** Gives `host` an open root with a sheet and a first child. */
export function attach(host: HTMLElement, styles: CSSStyleSheet, child: Node): ShadowRoot {
  const root = host.attachShadow({ mode: 'open' })
  root.adoptedStyleSheets = [styles]
  root.append(child)
  return root
}
