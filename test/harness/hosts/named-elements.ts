/**
 * Elements that visitors of a page may leave in it where only scripts are cleaned out: their names stand for
 * properties of `document` and `window` (HTML, "named access on the Window object" and "DOM tree accessors").
 */

import type { Stand } from '../browser/fake-proxy.ts'
import { STEP_MS, UNTIL } from '../patience.ts'

/** Every property of `document` and `window` that the files before the form read by name. */
export const NAMES =
  'currentScript querySelector querySelectorAll createElement documentElement activeElement head body baseURI addEventListener elementFromPoint SupportWidget SupportWidgetConfig SupportFrame requestIdleCallback navigation trustedTypes location navigator matches'.split(
    ' ',
  )

/** Those that the form's own files read. */
export const LATER =
  'title referrer execCommand fullscreenElement hasFocus createElementNS createTextNode'.split(' ')

/** Those that are read while the form is used, and while what keeps it in the page looks around. */
export const NAMES_OF_GUARDS =
  'designMode caretPositionFromPoint visibilityState adoptedStyleSheets defaultView forms children getElementById getSelection'.split(
    ' ',
  )

/** An image, a form and a frame of that name, which point at a script of somebody else. */
export const named = (name: string, theirs: string): string =>
  `<img alt="" name="${name}" id="${name}" src="${theirs}"><form name="${name}" id="${name}"><input name="src" value="${theirs}"><input name="q" value="1"></form>`

/** What somebody else's script would do in the page. */
export const THEIRS = `window.owned = true; export const mountPanel = () => { window.owned = true }; export const commands = {}`

/** What stands before our tag: somebody's script that is called like ours, and an image in front of ours. */
export const aNamesake = (theirs: string): { head: string; body: string } => ({
  head: `<script src="${theirs}"></script>`,
  body: '<img alt="" name="currentScript">',
})

/** What our files, and those of a page, call of elements and forms: a field of that name stands before the method. */
export const METHODS =
  'addEventListener removeEventListener dispatchEvent append contains checkVisibility moveBefore ariaExpanded closest blur getAttribute setAttribute'.split(
    ' ',
  )

/** What may be left beside names: everything that is like ours, or that loads something. `THEIRS/` is another server. */
export const LEFT = [
  '<base href="THEIRS/">',
  '<svg><script href="THEIRS/support.js"></script><script data-support-site="theirs" src="THEIRS/support.js"></script></svg>',
  '<math><script src="THEIRS/support.js" data-support-site="theirs"></script></math>',
  '<math><iframe src="THEIRS/embed/demo"></iframe></math><svg><iframe></iframe></svg>',
  '<link rel="modulepreload" href="THEIRS/panel.js"><link rel="preload" as="script" href="THEIRS/support.js">',
  '<template><support-form site="theirs"></support-form></template><slot name="trigger"></slot><div slot="trigger">Theirs</div>',
  '<meta http-equiv="Content-Security-Policy" content="script-src \'none\'; connect-src \'none\'">',
  '<iframe name="SupportWidget" src="THEIRS/embed/demo"></iframe><iframe name="SupportWidgetConfig" srcdoc="&lt;a id=src href=THEIRS/&gt;"></iframe>',
  '<object name="currentScript" id="SupportWidgetConfig"></object><embed name="SupportWidgetConfig">',
  '<a id="support" name="support" href="#support">Theirs</a>',
  '<div role="dialog" aria-modal="true">Theirs</div>',
]

/** What browsers load by themselves, and run nothing of. */
export const LOADED_BY_BROWSERS = /^<(link|svg)/

/** Every script needs these: see "Known limits" of the threat model. */
const NEEDED =
  'querySelector querySelectorAll createElement documentElement createElementNS createTextNode'.split(' ')

/** Whether a form can be drawn beside an element of that name. */
export const isDrawn = (name: string): boolean => !NEEDED.includes(name)

/** Everything at once, without what browsers load by themselves: a text of markup that may be put into a page. */
export function comments(stand: Stand): string {
  stand.page('/theirs/assets/panel.js', THEIRS, { 'Content-Type': 'text/javascript' })
  const theirs = stand.page('/theirs/support.js', THEIRS, { 'Content-Type': 'text/javascript' })
  const elements = [...NAMES, ...LATER, ...NAMES_OF_GUARDS].filter(isDrawn).map((name) => named(name, theirs))
  const left = LEFT.filter((markup) => !/^<(base|link|svg)/.test(markup)).join('')
  const fields = METHODS.map((name) => `<input name="${name}" aria-label="${name}">`).join('')
  return `<support-widget></support-widget><support-form id="theirs" src="${theirs}" base="${theirs}" site="demo" prefill="Theirs" known="Theirs" context="Theirs" message="Theirs"></support-form>
${left.replaceAll('THEIRS/', new URL('/theirs/', stand.proxy).href)}${elements.join('')}
<form data-support-open>${fields}</form><form role="dialog" aria-modal="true">${fields}</form>`
}

/**
 * What runs in the page: opens the form, so that everything is asked for, and tells whether code from elsewhere has run.
 * @param drawn Whether there will be a form; else not much is waited for.
 */
export const opened = (drawn = true): string => `${UNTIL}
  const there = (what) => until(what, ${drawn ? STEP_MS : 1000}).catch((error) => { if (${drawn}) throw error })
  const host = await there(() => document.getElementsByTagName('support-widget')[0])
  const root = host?.shadowRoot
  root?.querySelector('.trigger')?.click()
  const form = root && (await there(() => root.querySelector('[type=submit]')))
  return { owned: window.owned ?? false, form: !!form }
`
