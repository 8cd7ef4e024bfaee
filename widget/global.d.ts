/** What the loader adds to, and expects of, the page's `window`. */

/** The one global: a queue until the loader has run, the widget's commands afterwards. */
interface SupportWidgetGlobal {
  (command: string, first?: unknown, second?: unknown): unknown
  version?: string
  /** Commands that the stub of the page collected before the loader ran. */
  q?: ArrayLike<unknown>[]
}

interface Window {
  /** Of `/frame.js`, for pages with an iframe of their own: `prefill`, `reset` or `ask` it. */
  SupportFrame?: (frame: unknown, command: string, values?: unknown) => unknown
  SupportWidget?: SupportWidgetGlobal
  /** Options for pages whose tag manager drops `data-*`; `src` when even the tag cannot be found. */
  SupportWidgetConfig?: Record<string, string>
}
