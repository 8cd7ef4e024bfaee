/** The script `/console.js`: what pages include whose forms may tell of the console. */
import { fillConsoleField } from './addons/console-field.ts'
import { keepConsole } from './addons/console-lines.ts'

try {
  // Tag managers hide the tag of what runs. as: null where there is none
  const script = (Reflect.get(Document.prototype, 'currentScript', document) ??
    document.querySelector('script[src*="/console.js"]')) as HTMLScriptElement | null
  const { field: name = 'console', site: own } = script?.dataset ?? {}
  const form = new URL('api/form', script?.src)
  const ask = async () => {
    const tag = document.querySelector<HTMLScriptElement>(
      'script[data-support-site],script[src*="/support.js"]',
    )
    const { site = /[?&]site=([^&]+)/.exec(tag?.src ?? '')?.[1], supportSite = site } = tag?.dataset ?? {}
    const chosen = own ?? supportSite
    if (chosen) form.searchParams.set('site', chosen)
    const response = await fetch(form, { credentials: 'omit' })
    if (!response.ok) throw response.status
    return response.json()
  }
  fillConsoleField({ lines: keepConsole(), name, form: ask })
} catch (error) {
  // Ours must never stop the scripts that come after it.
  // oxlint-disable-next-line no-console -- the only way to tell the owner of the page
  console.warn('Support:', error)
}
