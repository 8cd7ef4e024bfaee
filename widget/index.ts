/**
 * For pages that install the widget from npm and bundle it. Importing it does nothing, so that it can be imported on a
 * server; `startSupport()` does what the script tag does, with the form as a chunk of the page's own bundle.
 */
import { install } from './commands.ts'
import { readOptions, type Options } from './options.ts'

/** The options of the script tag, and `src`: the proxy's address. */
export type Told = Partial<Options> & { src: string }

/** Installs `SupportWidget`, `<support-form>` and the launcher. A second call, or a script tag as well, does nothing. */
export function startSupport(told: Told): void {
  if (typeof document === 'undefined' || window.SupportWidget?.version) return
  const base = new URL(told.src, document.baseURI).href.replace(/\/?$/, '/')
  install(
    readOptions((name) => [told[name]]),
    base,
    () => import('./panel.tsx').catch(() => undefined),
  )
}
