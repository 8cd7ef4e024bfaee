/**
 * The form, mounted into a place that somebody else made: the launcher's dialog, later an inline element or an
 * iframe. Loaded when the visitor shows interest. Here the model meets the page.
 */
import { render } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { DARK_SURFACE, LIGHT_SURFACE, readableOn } from './accent.ts'
import { createCells, type Cells } from './cells.ts'
import type { FormDefinition } from '../proxy/contract.ts'
import type { Values } from './checks.ts'
import { createClient } from './client.ts'
import { newId, pageAddress } from './context.ts'
import { createDraftStore } from './draft.ts'
import { failureTexts } from './failure.tsx'
import { Form } from './form.tsx'
import { en, type Texts } from './i18n/en.ts'
import { fill, loadTexts, withOwnTexts } from './i18n/locales.ts'
import { createModel } from './model.ts'
import { mountLater } from './framed-later.ts'
import type { Options } from './options.ts'
import { Sent } from './sent.tsx'
import { shield } from './shield.ts'
import states from './states.css?inline'
import css from './styles.css?inline'
import { joinTabs } from './tabs.ts'
import type { Ui } from './ui.ts'
import { followViewport } from './viewport.ts'

/** What a page may know of the visitor. The signature is for a later version, which checks it. */
export type Known = Partial<Values> & { signature?: string }

/** Where a form is mounted, and what it needs of there. */
export interface Place {
  /** The element in the page's own tree: events leave through it. */
  host: HTMLElement
  root: ShadowRoot | Document
  /** Carries the language of everything inside. */
  region: HTMLElement
  dialog: HTMLElement
  /** Emptied and filled with the form. */
  view: HTMLElement
  /** Address of the proxy with a trailing slash. */
  base: string
  options: Options
  known: Known
  /** What a document of the proxy knows and does itself: there the page is not the visitor's. */
  own?: { definition: FormDefinition; page: () => string; fetch: typeof fetch }
  /** Dispatches `support-…` on the host. */
  send: (type: string, detail?: Record<string, string>) => unknown
}

/** A mounted form. */
export interface Panel {
  /** Kept when everything is drawn. */
  ready: Promise<void>
  /** The form is visible again. */
  shown: () => void
  prefill: (known: Known) => void
  update: (options: Options) => void
  reset: () => void
  destroy: () => void
}

/** Marks by which session recorders leave a part of the page out (R43). They work on an element inside the root. */
const UNRECORDED = 'rr-block rr-mask ph-no-capture sentry-block fs-exclude'
const UNRECORDED_DATA = ['hj-suppress', 'clarity-mask', 'private'] as const

function View({ ui }: { ui: Ui }) {
  const phase = ui.model.phase.value
  const before = useRef(phase.type)
  // Asked before anything is drawn: with the fields goes the focus in them.
  const inside = ui.inside()
  useLayoutEffect(() => {
    if (before.current === 'sent' && phase.type === 'editing') ui.root.getElementById('message')?.focus()
    before.current = phase.type
  }, [phase.type])
  return phase.type === 'sent' ? (
    <Sent ui={ui} inside={inside} reference={phase.reference} email={phase.email} />
  ) : (
    <Form ui={ui} />
  )
}

/** One announcement for each change of phase (R53). */
function announcePhases(ui: Ui, cells: Cells): void {
  let said = ''
  cells.watch(() => {
    const phase = ui.model.phase.value
    const texts = ui.texts.value
    const words = () => {
      if (phase.type === 'sending') return texts.sending
      if (phase.type === 'sent') return fill(texts.sentStatus, { reference: phase.reference })
      if (phase.type !== 'failed') return ''
      const { title, text } = failureTexts(phase.failure, texts)
      return ui.model.backOnline.value ? texts.backOnline : `${title}. ${text}`
    }
    const next = words()
    if (next !== said) ui.announce(next)
    said = next
  })
}

/**
 * Empties `view` and puts into it the only live region, from now on there, and a wrapper that recorders leave alone.
 * Inside the dialog, because a modal silences all that is outside.
 */
function furnish(view: HTMLElement) {
  const status = document.createElement('p')
  status.role = 'status'
  status.className = 'status'
  const mounted = document.createElement('div')
  mounted.className = 'inner ' + UNRECORDED
  for (const name of UNRECORDED_DATA) mounted.setAttribute('data-' + name, '')
  mounted.setAttribute('data-dd-privacy', 'hidden')
  view.replaceChildren(status, mounted)
  return { status, mounted }
}

/** Mounts the form and loads its definition. Takes no focus. */
export function mountPanel(place: Place): Panel {
  const { own } = place
  if (place.options.mode === 'frame' && !own)
    return mountLater(async () => (await import('./framed.ts')).mountFrame(place))
  const { host, root, region, dialog, view, base } = place
  const life = new AbortController()
  const rules = new CSSStyleSheet()
  const styles = new CSSStyleSheet()
  const accent = new CSSStyleSheet()
  styles.replaceSync(css + states)
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, styles, accent, rules]
  shield(host, life.signal)
  followViewport(rules, dialog, life.signal)

  const { status, mounted } = furnish(view)
  const site = place.options.site
  const cells = createCells()
  const locale = cells.cell('en')
  const texts = cells.cell<Texts>(en)
  const tabs = joinTabs(site, () => model.taken())
  const client = createClient({
    base,
    fetch: own?.fetch ?? ((...request) => fetch(...request)),
    online: () => navigator.onLine,
    now: Date.now,
    // oxlint-disable-next-line no-console -- the only way to tell the owner of the page
    warn: (message) => console.warn('Support:', message),
  })
  const model = createModel({
    cells,
    site,
    client,
    definition: own?.definition,
    draft: createDraftStore(site, () => sessionStorage, Date.now),
    hold: tabs.hold,
    newId: () => newId(),
    facts: () => ({ page: own ? own.page() : pageAddress(location), locale: locale.value }),
    now: Date.now,
    emit: place.send,
  })
  const announce = (text: string) => (status.textContent = text)
  // In a frame the page around may have the focus, and must not lose it.
  const inside = () => root.activeElement !== null && (!own || document.hasFocus())
  const level = own ? 2 : undefined
  const ui: Ui = { model, texts, locale, root, inside, level, announce, now: Date.now }

  const speak = async () => {
    const wanted = region.lang
    const loaded = await loadTexts(wanted)
    // Switched again while loading: the later wish holds.
    if (region.lang !== wanted) return
    locale.value = wanted
    texts.value = withOwnTexts(loaded, model.definition.value?.texts?.[wanted])
  }
  const paint = ({ color }: Options) => {
    const shades = [LIGHT_SURFACE, DARK_SURFACE].map((surface) => readableOn(color, surface))
    accent.replaceSync(`.root{--accent-text:light-dark(${shades.join()})}`)
  }
  const draw = () => render(<View ui={ui} />, mounted)
  let stop: (() => void) | undefined
  const start = async () => {
    await model.load()
    if (model.definition.value?.texts) await speak()
  }

  announcePhases(ui, cells)
  paint(place.options)
  const { signal: gone } = life
  const online = () => {
    model.online()
    // Which fields there are could not be asked while there was no network.
    void start()
  }
  addEventListener('online', online, { signal: gone })
  addEventListener('pageshow', (event) => event.persisted && model.resume(), { signal: gone })
  model.prefill(place.known)
  const begin = async () => {
    // First the language: a form that changes its words while one reads is worse than one a moment later.
    await speak()
    if (gone.aborted) return
    draw()
    stop = cells.watch(draw)
    await start()
  }
  return {
    ready: begin(),
    shown: () => void start(),
    prefill: model.prefill,
    update(options) {
      paint(options)
      void speak()
    },
    reset: model.reset,
    destroy() {
      life.abort()
      stop?.()
      tabs.end()
      client.abort()
      render(null, mounted)
      view.replaceChildren()
    },
  }
}
