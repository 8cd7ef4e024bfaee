/**
 * The button in the corner and the dialog it opens: when the form is imported, how the dialog is shown, where
 * the focus goes. Works before, while and when the form cannot be loaded.
 */
import { inkOn } from './accent.ts'
import { draftKey } from './draft-key.ts'
import { direction, negotiate } from './i18n/negotiate.ts'
import { TAGS } from './i18n/tags.ts'
import { readOptions, type Options } from './options.ts'
import type * as PanelModule from './panel.tsx'
import type { Known, Panel, Place } from './panel.tsx'
import { createShell, make, sheet } from './shell.ts'

/** How long the form's file may take before the visitor is told that it does not come, in milliseconds. */
const LOAD_TIMEOUT_MS = 10_000

/** Full-screen sheet up to this width; the same figure stands in launcher.css. */
const SMALL = '(max-width:480px)'

/** What pages can do with the widget: commands of the global, see commands.ts. */
export interface Launcher {
  open: () => void
  close: () => void
  toggle: () => void
  /** Fills fields that the visitor has left empty. */
  prefill: (values: unknown) => void
  /** Changes some of the options. */
  update: (changes: unknown) => void
  /** Forgets the visitor: draft, known values, reference. */
  reset: () => void
  /** Leaves no node, listener, timer or request behind. */
  destroy: () => void
}

type Module = typeof PanelModule

/** Imports the form's module. A second try asks for another address: browsers remember failed modules. */
function importPanel(base: string, attempt: number): Promise<Module> {
  const address = new URL(PANEL_PATH, base)
  if (attempt) address.search = String(attempt)
  return new Promise((resolve, reject) => {
    const timer = setTimeout(reject, LOAD_TIMEOUT_MS)
    const module = import(/* @vite-ignore */ address.href) as Promise<Module> // as: that is what PANEL_PATH names
    module.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

/** Puts the launcher into the page. */
export function createLauncher(options: Options, base: string): Launcher {
  const life = new AbortController()
  const { signal } = life
  const accent = sheet('')
  const shell = createShell(accent)
  const { host, region, button, dialog, title, view } = shell
  let known: Known = {}
  let opener: HTMLElement | undefined
  let attempt = 0
  let loading: Promise<Module> | undefined
  let panel: Panel | undefined

  const listen = <Name extends keyof HTMLElementEventMap>(
    target: EventTarget,
    type: Name,
    listener: (event: HTMLElementEventMap[Name]) => void,
  ) => target.addEventListener(type, listener as EventListener, { signal }) // as: by Name

  const isOpen = () => button.ariaExpanded === 'true'

  const send: Place['send'] = (type, detail = {}) =>
    host.dispatchEvent(new CustomEvent('support-' + type, { bubbles: true, composed: true, detail }))

  const load = (): Promise<Module | undefined> =>
    (loading ??= importPanel(base, attempt)).catch(() => {
      attempt++
      return (loading = undefined)
    })

  const mount = async () => {
    if (panel) return panel.shown()
    view.textContent = '…'
    const module = (await load()) ?? (await load())
    if (panel || signal.aborted) return
    if (module) {
      panel = module.mountPanel({ ...shell, base, options, known, send })
      return
    }
    const retry = make('button', { className: 'button', lang: 'en' }, 'The form did not load. Try again')
    listen(retry, 'click', () => {
      // The button goes away, and the focus would go with it.
      title.focus()
      void mount()
    })
    view.replaceChildren(retry)
    // Says what happened to those who do not see it.
    if (shell.root.activeElement) retry.focus()
  }

  /** Top layer by popover; a real modal on phones, and where a modal of the page made all else inert. */
  const show = () => {
    const modal = matchMedia(SMALL).matches || document.querySelector('dialog:modal')
    // A dialog takes the focus when it is shown, also when a script of the page did that: not while it is inert.
    dialog.inert = true
    dialog.popover = modal ? null : 'manual'
    if (modal) dialog.showModal()
    else dialog.showPopover()
    dialog.inert = false
  }

  /** @param from What the visitor pressed; without it a script opened the dialog, and the focus stays. */
  const open = (from?: HTMLElement) => {
    if (isOpen()) return
    opener = from ?? (document.activeElement as HTMLElement) // as: what has the focus can be given it again
    show()
    if (from) title.focus()
    // Hides the button, so only now: earlier it would throw the focus to the body.
    button.ariaExpanded = 'true'
    void mount()
    send('open')
  }

  const close = () => {
    if (!isOpen()) return
    const inside = shell.root.activeElement
    button.ariaExpanded = 'false'
    dialog.close()
    dialog.popover = null
    if (inside) {
      // Stays there when the opener is gone or takes no focus.
      button.focus()
      opener?.focus()
    }
    send('close')
  }

  const update = (changes: unknown) => {
    const given = Object(changes) as Record<string, unknown> // as: Object() makes any value indexable
    options = readOptions((name) => [given[name], options[name]])
    const wanted = [options.locale, document.documentElement.lang, ...navigator.languages]
    const locale = negotiate(wanted, TAGS) ?? ''
    region.lang = locale
    region.dir = direction(locale)
    // English, and said to be, until the form brings its language and takes over (R58).
    if (!panel) {
      button.lang = options.label ? locale : 'en'
      button.textContent = options.label || 'Help'
    }
    region.dataset['theme'] = options.theme
    region.dataset['position'] = options.position
    button.hidden = options.launcher === 'hide'
    accent.replaceSync(`.root{--accent:${options.color};--on-accent:${inkOn(options.color)}}`)
    panel?.update(options)
  }

  listen(button, 'click', () => open(button))
  // A finger enters too, before it clicks.
  listen(button, 'pointerenter', load)
  listen(button, 'focus', load)
  listen(shell.close, 'click', close)
  listen(dialog, 'keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing) return
    // The page's own Escape handlers must not close something of theirs as well (R51).
    event.stopPropagation()
    event.preventDefault()
    close()
  })
  // The back gesture of Android.
  listen(dialog, 'cancel', (event) => {
    event.preventDefault()
    close()
  })
  listen(document, 'click', (event) => {
    const trigger = (event.target as Element).closest<HTMLElement>('[data-support-open]') // as: clicks hit elements
    if (!trigger) return
    event.preventDefault()
    open(trigger)
  })
  // Under <html>, not <body>: survives pages that replace or hide their body (R09).
  document.documentElement.append(host)

  return {
    open: () => open(),
    close,
    toggle: () => (isOpen() ? close() : open()),
    prefill(values) {
      known = { ...known, ...Object(values) }
      panel?.prefill(known)
    },
    update,
    reset() {
      known = {}
      if (panel) panel.reset()
      // Throws where storage is denied, and then nothing was stored either.
      else sessionStorage.removeItem(draftKey(options.site))
    },
    destroy() {
      life.abort()
      panel?.destroy()
      host.remove()
    },
  }
}
