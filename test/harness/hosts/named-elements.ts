/**
 * Elements that visitors of a page may leave in it where only scripts are cleaned out: their names stand for
 * properties of `document` and `window` (HTML, "named access on the Window object" and "DOM tree accessors").
 */

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

/** Fails when code from elsewhere has run. Opens the form where there is one, so that everything is asked for. */
export const OWNED = `
  for (let tries = 0; tries < 40 && !document.getElementsByTagName('support-widget')[0]; tries++) await new Promise((resolve) => setTimeout(resolve, 25))
  const host = document.getElementsByTagName('support-widget')[0]
  const root = host?.shadowRoot
  root?.querySelector('.trigger')?.click()
  for (let tries = 0; root && tries < 200 && !root.querySelector('[type=submit]') && !root.querySelector('.view .button'); tries++) await new Promise((resolve) => setTimeout(resolve, 25))
  return { owned: window.owned ?? false, form: !!root?.querySelector('[type=submit]') }
`
