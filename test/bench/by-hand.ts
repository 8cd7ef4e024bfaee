/**
 * The least that opens such a form: a dialog with three fields, written by hand into one short script, without
 * anything that makes it safe, translated or sent. What a browser takes for that, no widget can do in less: it tells
 * how fast the machine is that the other figures come from.
 */
import { serve, shopWith } from './shop.ts'
import type { VisitedWidget } from './widgets.ts'

/** The script. Its selectors are those of `BY_HAND`. */
const SCRIPT = `{
  const host = document.body.appendChild(document.createElement('by-hand'))
  const root = host.attachShadow({ mode: 'open' })
  root.innerHTML = \`<style>
      button { font: inherit; padding: .5em 1em } dialog { width: 22rem; border-radius: 12px }
      label, textarea, input { display: block; width: 100%; font: inherit }
      .open { position: fixed; right: 1rem; bottom: 1rem }
    </style><button class="open">Contact</button>\`
  root.querySelector('.open').onclick = () => {
    const dialog = root.appendChild(document.createElement('dialog'))
    dialog.innerHTML = \`<button class="close">Close</button><h2>Contact us</h2><form novalidate>
        <label>Your message<textarea rows="5"></textarea></label>
        <label>Your name<input name="name"></label><label>Your email<input name="email" type="email"></label>
        <button type="submit">Send</button></form>\`
    dialog.querySelector('.close').onclick = () => dialog.close()
    dialog.querySelector('form').onsubmit = (event) => {
      event.preventDefault()
      const notice = dialog.insertBefore(document.createElement('p'), event.target)
      notice.className = 'notice'
      notice.textContent = 'Enter your email'
    }
    dialog.showModal()
  }
}`

/** How it is used. */
export const BY_HAND: VisitedWidget = {
  host: 'by-hand',
  script: '/by-hand.js',
  launcher: '.open',
  dialog: '.close',
  field: 'textarea',
  send: '[type=submit]',
  wrong: '.notice',
  close: '.close',
}

/** The address of a page that has it, as others have a widget. */
export async function pageByHand(): Promise<string> {
  const origin = await serve(
    new Map([
      [BY_HAND.script, SCRIPT],
      ['/', shopWith(BY_HAND.script)],
    ]),
  )
  return `${origin}/`
}
