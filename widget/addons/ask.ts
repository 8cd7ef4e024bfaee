/** How scripts beside the widget's own speak with it. */
import { own } from '../api/own-property.ts'

/** Calls the widget, now or as soon as it is there. */
export function ask(...given: [command: string, first?: unknown]): void {
  const before = own(window, 'SupportWidget')
  if (typeof before === 'function') return void before(...given)
  const queue: Iterable<unknown>[] = []
  // As the stub of the docs. An element of that name is no widget.
  const stub: SupportWidgetGlobal = (...later) => queue.push(later)
  stub.q = queue
  window.SupportWidget = stub
  stub(...given)
}

/** Tells the owner of the page. */
// oxlint-disable-next-line no-console -- the only way to tell the owner of the page
export const warn = (problem: unknown): void => console.warn('Support:', problem)

/** The first tag of that kind. What is called a script in SVG or MathML, which visitors may leave, is none. */
export const findTag = (selector: string): HTMLScriptElement | undefined =>
  [...document.querySelectorAll(selector)].find((tag) => tag instanceof HTMLScriptElement)

/** The tag of the script that runs, where the browser tells it, else by the name of its file. */
export const ownTag = (name: string): HTMLScriptElement | undefined =>
  (Reflect.get(Document.prototype, 'currentScript', document) as HTMLScriptElement | null) ?? // as: ours is in no SVG
  findTag(`script[src*="/${name}.js"]`)
