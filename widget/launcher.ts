/**
 * The button in the corner and the dialog it opens: when the form is imported, how the dialog is shown, where
 * the focus goes. Works before, while and when the form cannot be loaded.
 */
import { accentRule } from './accent.ts'
import { direction, negotiate } from './i18n/negotiate.ts'
import { shellTexts } from './i18n/shell.ts'
import type { Options } from './options.ts'
import type { Known, Panel } from './panel.tsx'
import { createShell, make, sheet } from './shell.ts'

/** How long the form's file may take before the visitor is told that it does not come, in milliseconds. */
const LOAD_TIMEOUT_MS = 12_000

/** Full-screen sheet up to this width; the same figure stands in launcher.css. */
const SMALL = '(max-width:480px)'

/** What pages can do with the widget; see commands.ts. */
export interface Launcher {
  open(): void
  close(): void
  toggle(): void
  prefill(known: Known): void
  update(options: Options): void
  reset(): void
  /** Leaves no node, listener, timer or request behind. */
  destroy(): void
}

type Module = typeof import('./panel.tsx')

/** Imports the form's module. A second try asks for another address: browsers remember failed modules. */
function importPanel(base: string, attempt: number): Promise<Module> {
  const address = new URL(PANEL_PATH, base)
  if (attempt) address.search = String(attempt)
  return Promise.race([
    import(/* @vite-ignore */ address.href) as Promise<Module>, // as: that is what PANEL_PATH names
    new Promise<never>((_, reject) => setTimeout(reject, LOAD_TIMEOUT_MS)),
  ])
}

/** The innermost focused element, through shadow roots. */
function focused(): Element | null {
  let element = document.activeElement
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
  return element
}

/**
 * Puts the launcher into the page.
 * @param emit Tells the listeners of `SupportWidget('on')`; the DOM event is dispatched here.
 */
export function createLauncher(
  initial: Options,
  base: string,
  emit: (type: string, detail: unknown) => void,
): Launcher {
  const accent = sheet('')
  const shell = createShell(accent)
  const { host, region, button, label, dialog, title, view } = shell
  const life = new AbortController()
  const { signal } = life
  const small = matchMedia(SMALL)
  let options = initial
  let known: Known = {}
  let texts = shellTexts.en
  let isOpen = false
  let opener: Element | null = null
  let attempt = 0
  let loading: Promise<Module> | undefined
  let panel: Panel | undefined

  const send = (type: string, detail: Record<string, string> = {}) => {
    const data = { site: options.site, ...detail }
    host.dispatchEvent(new CustomEvent('support-' + type, { bubbles: true, composed: true, detail: data }))
    emit(type, data)
  }

  const load = () => {
    loading ??= importPanel(base, attempt)
    // Handled where it is awaited; without this a failed prefetch is the page's `unhandledrejection`.
    loading.catch(() => {})
    return loading
  }

  const mount = async () => {
    if (panel) return panel.shown()
    view.replaceChildren(make('p', { class: 'wait' }, texts.loading))
    let module: Module | undefined
    for (let tries = 2; tries && !module; tries--) {
      module = await load().catch(() => {
        attempt++
        loading = undefined
        return undefined
      })
    }
    if (panel || signal.aborted) return
    if (!module) return fail()
    const { root, status } = shell
    panel = module.mountPanel({ host, root, region, dialog, status, view, base, options, known, send })
  }

  const fail = () => {
    const retry = make('button', { type: 'button', class: 'button' }, texts.retry)
    retry.onclick = () => {
      title.focus()
      void mount()
    }
    view.replaceChildren(make('p', {}, texts.failed), retry)
    shell.status.textContent = texts.failed
  }

  /** Top layer by popover; a real modal on phones, and where a modal of the page made all else inert. */
  const show = () => {
    if (small.matches || document.querySelector('dialog:modal') || !('popover' in dialog)) {
      dialog.removeAttribute('popover')
      dialog.showModal()
      return
    }
    dialog.setAttribute('popover', 'manual')
    // Without `inert`, showPopover() on a dialog takes the focus, also when a script of the page opened it.
    dialog.inert = true
    dialog.showPopover()
    dialog.inert = false
  }

  const hide = () => {
    if (dialog.open) dialog.close()
    else if (dialog.matches(':popover-open')) dialog.hidePopover()
  }

  const open = (from?: Element | null) => {
    if (isOpen) return
    isOpen = true
    opener = focused()
    button.ariaExpanded = 'true'
    host.dataset['state'] = 'open'
    show()
    if (from) {
      opener = from
      title.focus()
    }
    void mount()
    send('open')
  }

  const close = () => {
    if (!isOpen) return
    isOpen = false
    const hadFocus = host.shadowRoot?.activeElement
    button.ariaExpanded = 'false'
    delete host.dataset['state']
    hide()
    if (hadFocus) (opener instanceof HTMLElement && opener.isConnected ? opener : button).focus()
    send('close')
  }

  const speak = () => {
    const page = [options.locale, document.documentElement.lang, ...navigator.languages]
    const locale = negotiate(page, Object.keys(shellTexts)) ?? 'en'
    texts = shellTexts[locale] ?? texts
    region.lang = locale
    region.dir = direction(locale)
    region.ariaLabel = label.textContent = options.label || texts.launcher
    title.textContent = texts.title
    shell.close.ariaLabel = texts.close
  }

  const update = (changed: Options) => {
    options = changed
    accent.replaceSync(accentRule(options.color))
    region.dataset['theme'] = options.theme
    region.dataset['position'] = options.position
    button.hidden = options.launcher === 'hide'
    speak()
    panel?.update(options)
  }

  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.isComposing) return
    // The page's own Escape handlers must not close something of theirs as well (R51).
    event.stopPropagation()
    event.preventDefault()
    close()
  }

  const onTrigger = (event: MouseEvent) => {
    const trigger = event.target instanceof Element && event.target.closest('[data-support-open]')
    if (!trigger || event.defaultPrevented) return
    event.preventDefault()
    open(trigger)
  }

  button.addEventListener('click', () => open(button), { signal })
  for (const intent of ['pointerenter', 'touchstart', 'focus']) {
    button.addEventListener(intent, () => void load(), { signal, passive: true })
  }
  shell.close.addEventListener('click', close, { signal })
  dialog.addEventListener('keydown', onKey, { signal })
  // Back gesture of Android and the Escape of a modal arrive here.
  dialog.addEventListener(
    'cancel',
    (event) => {
      event.preventDefault()
      close()
    },
    { signal },
  )
  document.addEventListener('click', onTrigger, { signal })
  small.addEventListener(
    'change',
    () => {
      if (!isOpen) return
      const focus = host.shadowRoot?.activeElement
      hide()
      show()
      if (focus instanceof HTMLElement) focus.focus()
    },
    { signal },
  )
  update(options)
  // Under <html>, not <body>: survives pages that replace or hide their body (R09).
  document.documentElement.append(host)

  return {
    open: () => open(),
    close,
    toggle: () => (isOpen ? close() : open()),
    prefill(values) {
      known = values
      panel?.prefill(values)
    },
    update,
    reset() {
      known = {}
      panel?.reset()
    },
    destroy() {
      life.abort()
      hide()
      panel?.destroy()
      host.remove()
    },
  }
}
