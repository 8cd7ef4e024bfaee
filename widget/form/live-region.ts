/** What is in the place of a form before the form: the live region, and a wrapper that recorders leave alone. */

/** Marks by which session recorders leave a part of the page out (R43). They work on an element inside the root. */
const UNRECORDED = ' rr-block rr-mask ph-no-capture sentry-block fs-exclude'
const UNRECORDED_DATA = { hjSuppress: '', clarityMask: '', private: '', ddPrivacy: 'hidden' }

function makeUnrecorded(tag: string, name: string): HTMLElement {
  const element = document.createElement(tag)
  element.className = name + UNRECORDED
  Object.assign(element.dataset, UNRECORDED_DATA)
  return element
}

/**
 * Empties `view` and puts into it the only live region, from now on there, and a wrapper that recorders leave alone.
 * Inside the dialog, because a modal silences all that is outside.
 */
export function makeLiveRegion(view: HTMLElement) {
  // The status too: it says the reference.
  const status = makeUnrecorded('p', 'status')
  status.role = 'status'
  const mounted = makeUnrecorded('div', 'inner')
  view.replaceChildren(status, mounted)
  return { status, mounted }
}
