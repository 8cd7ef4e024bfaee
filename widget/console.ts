/** The script `/console.js`: what pages include whose forms may tell of the console. */
import { findTag, ownTag, warn } from './addons/ask.ts'
import { bare } from './api/bare.ts'
import { fillConsoleField } from './addons/console-field.ts'
import { keepConsole } from './addons/console-lines.ts'

try {
  const script = ownTag('console') as HTMLScriptElement // as: without a tag this throws, and the owner is told
  const { field: name = 'console', site: own } = bare(script.dataset)
  // By the page's own address: see readTag. as: it was found by that
  const form = new URL('api/form', new URL(script.getAttribute('src') as string, location.href))
  const ask = async () => {
    const tag = findTag('script[data-support-site],script[src*="/support.js"]')
    const { site, supportSite = site } = bare(tag?.dataset)
    const chosen = own ?? supportSite ?? new URL(tag?.src ?? form).searchParams.get('site')
    if (chosen) form.searchParams.set('site', chosen)
    const response = await fetch(form, bare({ credentials: 'omit' } as const))
    if (!response.ok) throw form
    return response.json()
  }
  fillConsoleField(keepConsole(), name, ask)
} catch (error) {
  // Ours must never stop the scripts that come after it.
  warn(error)
}
