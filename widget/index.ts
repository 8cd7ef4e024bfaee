/**
 * For pages that install the widget from npm and bundle it. Importing it does nothing, so that it can be imported on a
 * server; `startSupport()` does what the script tag does. The form comes from the proxy here too: so it fits the
 * proxy's version, and has all its languages.
 */
import { install } from './loader/commands.ts'
import { createImporter } from './loader/load-panel.ts'
import type { Options } from './api/options.ts'
import { own } from './api/own-property.ts'
import { readOptions } from './api/read-options.ts'

/** The options of the script tag, and `src`: the proxy's address. */
type StartOptions = Partial<Options> & { src: string }

/** Installs `SupportWidget`, `<support-form>` and the launcher. A second call, or a script tag as well, does nothing. */
export function startSupport(given: StartOptions): void {
  if (typeof document === 'undefined') return
  // A copy: see loader/commands.ts. as: likewise
  if (own({ ...(own(window, 'SupportWidget') as object) }, 'version')) return
  // By the page's own address: see readTag. as: the types ask for it, and of a polluted prototype it must not be
  const base = new URL(own(given, 'src') as string, location.href).href.replace(/\/?$/, '/')
  const options = readOptions([given])
  install(options, base, createImporter(base, undefined))
}
