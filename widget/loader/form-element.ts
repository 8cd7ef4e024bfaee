/**
 * The thin shell of `<support-form>`: defined by the loader, so that frameworks which render early find an element
 * that knows its properties; all that it does comes with the form's module (inline/support-form.ts).
 */
import { attach, make } from './dom.ts'
import { FORM_TAG } from '../api/names.ts'

/**
 * Defines the element.
 * @param sheet Reserves the height before the form is there (R24).
 * @param sync Called whenever something about an element has changed: it came, went, moved.
 */
export function defineElement(sheet: CSSStyleSheet, sync: (element: HTMLElement) => unknown): void {
  class SupportForm extends HTMLElement {
    declare known: unknown
    constructor() {
      super()
      // What the page has put inside (a link, a plain form) shows until the form is there, and when it never comes.
      attach(this, sheet, make('slot'))
    }
    connectedCallback() {
      sync(this)
    }
    disconnectedCallback() {
      sync(this)
    }
    // Frameworks that find no setter here make an attribute "[object Object]" of it.
    set prefill(known: unknown) {
      this.known = known
      sync(this)
    }
  }
  // Throws where the page has an element of that name: told in the console, and all else works (R04).
  customElements.define(FORM_TAG, SupportForm)
}
