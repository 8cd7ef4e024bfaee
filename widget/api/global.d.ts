/** What the loader adds to, and expects of, the page's `window`. */

/** What the form's module exports; in full: load-panel.ts. */
interface SupportWidgetModule {
  commands: unknown
  mountPanel: unknown
}

/** The one global: a queue until the loader has run, the widget's commands afterwards. */
interface SupportWidgetGlobal {
  (command: string, first?: unknown, second?: unknown): unknown
  version?: string
  /** Commands that the stub of the page collected before the loader ran. */
  q?: Iterable<unknown>[]
  /** The form's module, for loaders that could not `import()` it: see load-panel.ts. */
  module?: SupportWidgetModule
}

interface Window {
  /** Of `/frame.js`, for pages with an iframe of their own: `prefill`, `reset` or `ask` it. */
  SupportFrame?: (frame: unknown, command: string, values?: unknown) => unknown
  SupportWidget?: SupportWidgetGlobal
  /** Options for pages whose tag manager drops `data-*`; `src` when even the tag cannot be found. */
  SupportWidgetConfig?: Record<string, string>
  /** Chromium's, and newer than this TypeScript. */
  trustedTypes?: {
    createPolicy(
      name: string,
      rules: { createScriptURL: (url: string) => string },
    ): { createScriptURL: (url: string) => object }
  }
}

interface Document {
  /** Chromium's: whether the page is only made ready in case somebody goes there. */
  readonly prerendering?: boolean
}

interface HTMLElementTagNameMap {
  'support-widget': HTMLElement
}
