/** What is in the place of a form before the form: the live region, and a wrapper that recorders leave alone. */

/** Marks by which session recorders leave a part of the page out (R43). They work on an element inside the root. */
const UNRECORDED = 'rr-block rr-mask ph-no-capture sentry-block fs-exclude'
const UNRECORDED_DATA = ['hj-suppress', 'clarity-mask', 'private'] as const

/**
 * Empties `view` and puts into it the only live region, from now on there, and a wrapper that recorders leave alone.
 * Inside the dialog, because a modal silences all that is outside.
 */
export function furnish(view: HTMLElement) {
  const status = document.createElement('p')
  status.role = 'status'
  const mounted = document.createElement('div')
  // The status too: it says the reference.
  for (const [element, name] of [
    [status, 'status '],
    [mounted, 'inner '],
  ] as const) {
    element.className = name + UNRECORDED
    for (const data of UNRECORDED_DATA) element.setAttribute('data-' + data, '')
    element.setAttribute('data-dd-privacy', 'hidden')
  }
  view.replaceChildren(status, mounted)
  return { status, mounted }
}
