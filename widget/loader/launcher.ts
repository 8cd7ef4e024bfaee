/**
 * The button in the corner and the dialog it opens: when the form is imported, how the dialog is shown, where
 * the focus goes. Works before, while and when the form cannot be loaded.
 */
import { RTL } from '../i18n/negotiate.ts'
import type { Load } from './load-panel.ts'
import type { Options } from '../api/options.ts'
import { readOptions } from '../api/read-options.ts'
import { own } from '../api/own-property.ts'
import { attach, make } from './dom.ts'
import type { Known, Place, Panel } from '../form/place.ts'
import type { Command } from '../api/command.ts'
import { EVENT, TRIGGERS, WIDGET_TAG } from '../api/names.ts'

/** What may be on the way of an event, asked for what not all of it has. */
type Trigger = Partial<HTMLAnchorElement>

/**
 * Makes the launcher and what pages can do with it: the commands of the global. `init` puts it into the page.
 * @param base The proxy's address, with a trailing slash.
 */
// oxlint-disable-next-line max-lines-per-function -- a function of its own for the link weighs more than the loader has room for
export function createLauncher(
  options: Options,
  base: string,
  load: Load,
  styles: CSSStyleSheet,
): Record<string, Command> {
  let known: Known = {}
  let opener: HTMLAnchorElement | undefined
  let panel: Panel | undefined
  let open = false

  const send: Place['send'] = (type, detail = {}) =>
    host.dispatchEvent(new CustomEvent(EVENT + type, { cancelable: true, detail, bubbles: true }))

  const mount = async (from?: unknown) => {
    if (panel) return panel.shown()
    view.textContent = '...'
    const module = await load()
    if (panel || !host.isConnected) return
    panel = module?.mountPanel({ base, from, host, known, options, place, send, watch })
    if (panel) return
    // oxlint-disable-next-line unicorn/consistent-function-scoping -- it captures `mount`
    const onclick = () => {
      // The button goes away, and the focus would go with it.
      title.focus()
      void mount(title)
    }
    const retry = make('button', { className: 'button', onclick }, 'Loading failed. Try again')
    view.replaceChildren(
      retry,
      // No other `href` runs or leads anywhere before it is a link's: visitors may leave one, in Chromium in a formula, too.
      // The attribute: as properties, links of a drawing have objects. as: it has one, just asked
      opener?.matches('a:any-link')
        ? make('a', { href: opener.getAttribute('href') as string }, opener.getAttribute('href') as string)
        : '',
    )
    if (root.activeElement) retry.focus() // Says what happened to those who do not see it.
  }

  /** Top layer by popover; a real modal on phones, and where a modal of the page made all else inert. */
  const raise = () => {
    // A full-screen sheet up to the width that stands in launcher.css.
    const modal = matchMedia('(width<=480px)').matches || document.querySelector('dialog:modal')
    // Still open for itself when the page took it out and it came back.
    dialog.close()
    dialog.popover = modal ? null : 'manual'
    // A dialog takes the focus when it is shown, also when a script of the page did that: not while it is inert.
    dialog.inert = true
    if (modal) dialog.showModal()
    else dialog.showPopover()
    // Chromium takes any dialog in the top layer for a modal one, and tells screen readers so.
    dialog.ariaModal = modal ? null : 'false'
    dialog.inert = false
  }

  /** @param from What the visitor pressed; without it a script opened the dialog, and the focus stays. */
  const show = (from?: unknown) => {
    if (open) return
    // Past a list of elements, or a frame's window, of that name. as: asked for an address only where it is one
    opener = (from || Reflect.get(Document.prototype, 'activeElement', document)) as HTMLAnchorElement
    raise()
    void mount(from) // Before the page is laid out for the focus: it asks for files, and its dots would need a second layout.
    if (from) title.focus()
    // Only now: modals of the page must not see where the focus went, either.
    open = true
    // Hides the button, so only now: earlier it would throw the focus to the body.
    button.ariaExpanded = open as never // as: it takes words, and makes one of it
    send('open')
  }

  const hide = () => {
    if (!open) return
    const inside = root.activeElement
    open = false
    button.ariaExpanded = open as never // as: likewise
    dialog.close()
    dialog.popover = null
    if (inside) {
      button.focus() // Stays there when the opener is gone or takes no focus.
      opener?.focus()
    }
    send('close')
  }

  const leave = (event: Event) => {
    // The page's own Escape handlers must not close something of theirs as well (R51).
    event.stopPropagation()
    event.preventDefault()
    hide()
  }

  const label = make('slot', { name: 'trigger' }, 'Help')
  const button = make(
    'button',
    {
      className: 'trigger button',
      // A finger enters too, before it clicks.
      onpointerenter: load,
      ariaExpanded: 'false',
      ariaHasPopup: 'dialog',
      onfocus: load,
    },
    label,
  )
  const title = make('h2', { tabIndex: -1, id: 'title' }, 'How can we help?')
  const view = make('div', { className: 'view' })
  const dialog = make(
    'dialog',
    {
      className: 'panel',
      // Braces: a handler that returns false cancels the key.
      onkeydown(event) {
        if (event.key === 'Escape' && !event.isComposing) leave(event)
      },
      oncancel: leave, // The back gesture of Android.
    },
    make('header', {}, title, make('button', { className: 'close', onclick: hide, ariaLabel: 'Close' }, '×')),
    view,
  )
  // Until the form is there, everything is in English, and said to be (R58).
  const region = make('section', { className: 'root', lang: 'en' }, button, dialog)
  for (const part of [dialog, region]) part.setAttribute('aria-labelledby', 'title')
  const host = make(WIDGET_TAG)
  const root = attach(host, styles, region)

  /** Hides the button where the page does not want it. */
  const settle = () => {
    button.hidden = options.launcher === 'hide' || !location.pathname.match(options.paths)
  }

  /** The same, and while it lies over what has the focus (WCAG 2.2, 2.4.11). */
  const settleLater = () =>
    // Not before the browser has scrolled to the focus; nor must the page pay for one more layout.
    requestAnimationFrame(() => {
      settle()
      const focused: Element = Reflect.get(Document.prototype, 'activeElement', document) ?? host // Likewise.
      const box = focused.getBoundingClientRect()
      if (!root.activeElement)
        button.hidden ||= root.contains(root.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2))
    })

  const onEvent = (event: Event) => {
    settleLater() // A click may take the focus from where it was, without giving it to anything.
    // While nothing is open, the host is the button, whose press would close modals, or be cancelled by them (R39).
    const trigger = (event.composedPath().slice(0, -2) as Trigger[]).find(
      (node) => (node === host ? !open : node.matches?.(TRIGGERS)), // Of the window, a visitor's element may be called so.
    )
    if (trigger === host) event.stopPropagation()
    if (event.type !== 'click' || !trigger) return // That place is the page's own: not by `hash`, which buttons may inherit.
    if ((trigger as Element).matches('[href="#support"]') && document.querySelector('#support')) return // as: it has been asked already
    event.preventDefault()
    show(trigger)
  }

  // Forms in iframes of the page's own have a helper: for those that are there, and for others when one speaks.
  const help = () => {
    // as: those of SVG and MathML, which visitors may leave, have what a polluted prototype says, of any type.
    for (const frame of document.querySelectorAll('iframe') as Iterable<Partial<HTMLIFrameElement>>)
      if (frame.src?.includes?.(base + 'embed')) import(/* @vite-ignore */ base + 'frame.js').catch(String) // Does nothing: the frame has a height of its own.
  }

  const heed = (method: 'addEventListener' | 'removeEventListener') => {
    // On their way down, before any listener of the document: frameworks stop the clicks of links, others cancel touches.
    window[method]('click', onEvent, true)
    window[method]('focusin', onEvent, true)
    window[method]('pointerdown', onEvent, true)
    window[method]('touchend', onEvent, true)
    window[method]('message', help)
    // Last: where browsers have none, a form that a visitor named so, with a field `addEventListener`, ends it here.
    window.navigation?.[method]('currententrychange', settleLater)
  }

  // Pages clear up, or draw all anew: it comes back, not for ever (R10). Until stay-in-page.ts is there, which does more.
  let returns = 4
  const watch = new MutationObserver(() => {
    if (host.isConnected) return
    if (--returns > 0) place()
    // oxlint-disable-next-line no-console -- the only way to tell the owner of the page
    else if (!returns) console.warn('Support:', 'removed')
  })

  const place = () => {
    // Under <html>, not <body>: survives pages that replace or hide their body (R09).
    document.documentElement.append(host)
    watch.observe(document.documentElement, { childList: true })
    // document.open() removes listeners; one that is still there is not added twice.
    help()
    heed('addEventListener')
    if (open) raise()
  }

  const update = (changes: unknown) => {
    options = readOptions([changes, options])
    if (!panel) {
      // Only to know on which side the button is; the form chooses among the languages that it has.
      const locale = options.locale || document.documentElement.lang || navigator.language
      region.dir = RTL.test(locale) ? 'rtl' : 'ltr'
      if (options.label) {
        label.lang = locale
        label.textContent = options.label
      }
    }
    // What the style sheets ask for: theme and position.
    Object.assign(region.dataset, options)
    region.style.setProperty('--in-accent', options.color)
    settle()
    panel?.update(options)
    // What else is in it are options, which no form is filled with.
    if (own(changes, 'context')) prefill(changes)
  }

  const prefill = (values: unknown) => {
    known = { ...known, ...(values as Known) } // as: of anything else, nothing comes that means something
    panel?.prefill(known)
  }

  return {
    init(changes) {
      update(changes) // First: what visitors leave in a page may stop the other half way (see `heed`).
      if (!host.isConnected) place()
    },
    close: hide,
    update,
    identify: prefill,
    open: show,
    toggle: () => (open ? hide() : show()),
    locale: (locale) => update({ locale }),
    prefill,
    /** Forgets the visitor: draft, receipts, known values. Throws where storage is denied: then nothing was stored either. */
    reset() {
      known = {}
      send('reset')
      for (const store of [sessionStorage, localStorage])
        // oxlint-disable-next-line unicorn/prefer-string-starts-ends-with -- as DRAFT, for 20 bytes; `delete` leaves what a prototype has
        for (const key in store) if (/^support-draft/.test(key)) store.removeItem(key)
    },
    /** Leaves no node, listener, timer or request behind. */
    destroy() {
      hide()
      heed('removeEventListener')
      panel = panel?.destroy() as undefined // as: it tells nothing
      host.remove()
      watch.disconnect() // Last: it also forgets what it has just seen.
    },
  }
}
