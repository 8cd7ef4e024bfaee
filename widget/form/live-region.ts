/** What is in the place of a form before the form: the live region, and a wrapper that recorders leave alone. */
import type { Field } from '../../proxy/contract/message-fields.ts'
import { bare } from '../api/bare.ts'
import { own } from '../api/own-property.ts'
import { texts } from '../i18n/en/start.ts'

/** Marks by which session recorders leave a part of the page out (R43). They work on an element inside the root. */
const UNRECORDED = ' rr-block rr-mask ph-no-capture sentry-block fs-exclude'
/** After `data-`; all but the last ask only whether they are there. */
const UNRECORDED_DATA = 'hj-suppress clarity-mask private dd-privacy'

function makeUnrecorded(tag: string, name: string): HTMLElement {
  const element = document.createElement(tag)
  element.className = name + UNRECORDED
  // Not by `dataset`, whose first use costs a page more than a millisecond.
  for (const mark of UNRECORDED_DATA.split(' ')) element.setAttribute('data-' + mark, 'hidden')
  return element
}

/** What stands in the place of a form. */
export interface LiveRegion {
  /** Says things to screen readers. */
  status: HTMLElement
  /** What the form is drawn into. */
  mounted: HTMLElement
  /** Says for all to see that no message can be taken: the form could not be drawn. */
  fail: () => void
  /** Where a first view is drawn there: hands on what was written meanwhile, and ends. */
  take?: ((edit: (field: Field, value: string) => void) => void) | undefined
}

/** Where a form is, and its first view for as long as that waits for the form: see first-view.ts. */
export interface FormView extends HTMLElement {
  first?: LiveRegion | undefined
  /** Kept when the form's own work may begin: sooner, it would hold up the frame that shows the first view. */
  painted?: Promise<unknown>
}

/**
 * Empties `view` and puts into it the only live region, from now on there, and a wrapper that recorders leave alone;
 * those of a first view stay. Inside the dialog, because a modal silences all that is outside.
 */
export function makeLiveRegion(view: FormView): LiveRegion {
  const first = own(view, 'first') as LiveRegion | undefined // as: see first-view.ts
  if (first) return first
  // The status too: it says the reference.
  const status = makeUnrecorded('p', 'status')
  status.role = 'status'
  const mounted = makeUnrecorded('div', 'inner')
  const fail = () => {
    status.className = ''
    status.textContent = texts.unavailable
  }
  // What breaks while it is drawn may leave a form that nobody listens to: the browser would send it itself, and leave the
  // page with the message in the address. A property, since a polluted `Object.prototype` may say what a listener is.
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- as just said
  mounted.onsubmit = (event) => {
    if (event.defaultPrevented) return
    event.preventDefault()
    fail()
  }
  view.replaceChildren(status, mounted)
  return bare({ status, mounted, fail })
}
