/** What has been chosen on the preview page: how a site shows the form, and the tag that does it. */

/** How a site shows the form. */
export interface Choice {
  site: string
  mode: 'panel' | 'inline' | 'frame'
  color: string
  position: string
  theme: string
  locale: string
  launcher: string
  label: string
}

/** What the widget does without being told. */
export const DEFAULTS: Choice = {
  site: '',
  mode: 'panel',
  color: '#17624f',
  position: 'end',
  theme: 'auto',
  locale: '',
  launcher: 'show',
  label: '',
}

type Name = keyof Choice

/** Which choices mean something in each mode, in the order in which they are written. */
const MEANT: Record<Choice['mode'], Name[]> = {
  panel: ['site', 'color', 'theme', 'locale', 'position', 'launcher', 'label'],
  inline: ['site', 'color', 'theme', 'locale'],
  frame: ['locale', 'theme', 'color'],
}

/** Whether a choice means something in its mode. */
export function isMeant(choice: Choice, name: Name): boolean {
  return name === 'mode' || MEANT[choice.mode].includes(name)
}

/** What differs from the default, by name. */
function told(choice: Choice): [Name, string][] {
  return MEANT[choice.mode]
    .map((name): [Name, string] => [name, choice[name]])
    .filter(([name, value]) => value !== DEFAULTS[name])
}

const quoted = (value: string) =>
  value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

const attributes = (pairs: [string, string][], prefix = '') =>
  pairs.map(([name, value]) => ` ${prefix}${name}="${quoted(value)}"`).join('')

/** The address of the form as a document of its own. */
export function frameAddress(choice: Choice, origin: string): string {
  const query = new URLSearchParams(told(choice)).toString()
  return `${origin}/embed/${encodeURIComponent(choice.site)}${query && '?' + query}`
}

/** What to paste into a page, so that it shows the form like this. */
export function snippet(choice: Choice, origin: string): string {
  const pairs = told(choice)
  const source = `${origin}/support.js`
  if (choice.mode === 'frame')
    return `<iframe
  src="${quoted(frameAddress(choice, origin))}"
  title="Contact us"
  loading="lazy"
  referrerpolicy="strict-origin"
  allow="clipboard-write"
  sandbox="allow-scripts allow-forms allow-same-origin allow-popups allow-popups-to-escape-sandbox"
  style="width: 100%; height: 560px; border: 0"
></iframe>
<script async src="${origin}/frame.js"></script>`
  if (choice.mode === 'inline')
    return `<style>
  support-form { display: block; min-height: 580px }
</style>
<support-form${attributes(pairs)}></support-form>
<script async src="${source}"${attributes(
      pairs.filter(([name]) => name === 'site'),
      'data-',
    )} data-launcher="hide"></script>`
  return `<script async src="${source}"${attributes(pairs, 'data-')}></script>`
}

/** The address of a stage: one state, in a page of its own. */
export function stageAddress(choice: Choice, more: Record<string, string>): string {
  const given = { ...Object.fromEntries(told(choice)), mode: choice.mode, site: choice.site, ...more }
  return '/preview/stage?' + new URLSearchParams(given).toString()
}
