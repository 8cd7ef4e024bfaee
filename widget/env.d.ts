/** What the build puts into the widget: see build/outputs.ts. */

declare module '*.css?inline' {
  const css: string
  export default css
}

/** Path of the panel's module, relative to the loader's own URL. */
declare const PANEL_PATH: string

/** Path of the first view's module, likewise. */
declare const VIEW_PATH: string

/** Whether this loader is the one whose bytes never change: see load-panel.ts. */
declare const PINNED: boolean

/** The `integrity` of the panel's module, for a pinned loader. */
declare const PANEL_INTEGRITY: string

/** Where the folders of the languages are: seen from the file that asks, or from the loader's own URL. */
declare const LOCALES_AT: string

/** The version in package.json. */
declare const PACKAGE_VERSION: string
