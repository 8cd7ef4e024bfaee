/**
 * Elements that visitors of a page may leave in it where only scripts are cleaned out: their names stand for
 * properties of `document` and `window` (HTML, "named access on the Window object" and "DOM tree accessors").
 */

import { STEP_MS, UNTIL } from '../patience.ts'

/** Every property of `document` and `window` that the files before the form read by name. */
export const NAMES =
  'currentScript querySelector querySelectorAll createElement documentElement activeElement head body baseURI addEventListener elementFromPoint SupportWidget SupportWidgetConfig SupportFrame requestIdleCallback navigation trustedTypes location navigator'.split(
    ' ',
  )

/** Those that the form's own files read. */
export const LATER =
  'title referrer execCommand fullscreenElement hasFocus createElementNS createTextNode'.split(' ')

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

/** Every script needs these: see "Known limits" of the threat model. */
const NEEDED =
  'querySelector querySelectorAll createElement documentElement createElementNS createTextNode'.split(' ')

/**
 * Whether a form can be drawn beside an element of that name.
 * @param idle Whether the browser has idle callbacks; without, an element can stand in their place.
 */
export const isDrawn = (name: string, idle = true): boolean =>
  !NEEDED.includes(name) && (idle || name !== 'requestIdleCallback')

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
