/**
 * The form, mounted into a place that somebody else made: the launcher's dialog, later an inline element or an
 * iframe. Loaded when the visitor shows interest. Here the model meets the page.
 */
import { effect, signal } from '@preact/signals'
import { h, render } from 'preact'
import { createClient } from './send/client.ts'
import { newId, pageAddress } from './send/page-address.ts'
import { chooseLanguage, stay, translate } from './surroundings.ts'
import { createDraftStore } from './state/draft.ts'
import type { Diagnosis } from '../page/diagnose.ts'
import { furnish } from './live-region.ts'
import { texts as en } from '../i18n/en/start.ts'
import { loadTexts, withOwnTexts, type PresentTexts } from '../i18n/texts.ts'
import { negotiate } from '../i18n/negotiate.ts'
import { TAGS } from '../i18n/tags.ts'
import { createModel } from './state/model.ts'
import { mountLater } from './deferred-panel.ts'
import { reach } from '../page/fetch.ts'
import { shield } from '../page/event-shield.ts'
import states from './view/states.css?inline'
import { addStyles } from './styles.ts'
import type { MoreTexts, OutcomeView, Ui } from './form-context.ts'
import { complete, expectPart, View } from './view/view.tsx'
import type { Surroundings, Place, Panel } from './place.ts'
import { EVENT } from '../api/names.ts'

/** A little more than what is between two pictures on a screen, in milliseconds. */
const FRAME_MS = 20

/** What the launcher tells of itself; the rest is found in its root, which costs its loader nothing. */
type Launched = Pick<Place, 'host' | 'base' | 'options' | 'known' | 'from' | 'place' | 'send'>

/** Mounts what the options say into the launcher's dialog. */
export const mountPanel = (launched: Launched): Panel => {
  const root = launched.host.shadowRoot as ShadowRoot // as: the launcher has made it
  const [region, button, dialog, title, close, view] = root.querySelectorAll<HTMLElement>(
    'section,slot,dialog,h2,.close,.view',
  ) as unknown as HTMLElement[] // as: in the order in which the launcher has built them
  const place = { ...launched, root, region, button, dialog, title, close, view } as Place // as: all are there
  return mountLater(async () => {
    if (place.options.mode === 'frame') {
      const framed = await import('../iframe/iframe-panel.ts')
      return framed.mountFrame(place)
    }
    // The dialog is painted before the form is made: two short tasks in the place of a long one (R23).
    await new Promise((resolve) => setTimeout(resolve, FRAME_MS))
    return mountForm(place)
  })
}

// oxlint-disable-next-line no-console -- the only way to tell the owner of the page
const warn = (message: string) => console.warn('Support:', message)

/** Mounts the form and loads its definition. Takes no focus. */
export function mountForm(place: Place): Panel {
  const { host, root, view, base, own: home } = place
  const life = new AbortController()
  const { signal: end } = life
  const { dress, undress } = addStyles(root)
  dress(states)
  shield(host, end)

  const { status, mounted } = furnish(view)
  const site = place.options.site
  const locale = signal('en')
  const texts = signal<PresentTexts>(en)
  const drawer = place.key ? `${site}#${place.key}` : site
  let held: string | undefined
  let hold = (id: string | undefined): void => {
    held = id
  }
  const client = createClient({
    base,
    fetch: home?.fetch ?? ((address, init) => reach(root, address, init)),
    online: () => navigator.onLine,
    now: Date.now,
    warn,
    async solve(challenge) {
      const solver = await import('../parts/challenge-solver.ts')
      return solver.solve(challenge, end)
    },
    end,
  })
  const model = createModel({
    site,
    client,
    definition: home?.definition,
    draft: createDraftStore(drawer, () => sessionStorage, Date.now),
    hold: (id) => hold(id),
    newId,
    facts: () => ({ page: home?.page() ?? pageAddress(location), locale: locale.value }),
    now: Date.now,
    emit: place.send,
    complete: (told) => complete(ui, told),
  })
  const announce = (text: string) => (status.textContent = text)
  const outcome = signal<OutcomeView | undefined>(undefined)
  const find = (id: string) => mounted.querySelector<HTMLElement>('#' + id)
  let moreTexts: MoreTexts | undefined
  let outcomeTexts: OutcomeView['texts'] | undefined
  const extend = (more: MoreTexts) => {
    moreTexts = more
    return speak()
  }
  const options = signal(place.options)
  const inside = home?.inside ?? (() => root.activeElement !== null)
  const ui: Ui = {
    model,
    texts,
    locale,
    outcome,
    end,
    effect(run) {
      const stop = effect(run)
      end.addEventListener('abort', stop)
      return stop
    },
    places: signal(0),
    root,
    own: home,
    inside,
    announce,
    now: Date.now,
    warn,
    options,
    find,
    dress,
    extend,
  }

  const { values, definition } = model
  const speak = async () => {
    const own = definition.value
    const asked = options.value
    const wish = chooseLanguage(asked.locale) || negotiate([own?.locale ?? ''], TAGS) || 'en'
    const loaded = await loadTexts(wish)
    const more = await moreTexts?.(loaded.locale)
    // Switched again while loading: the later wish holds.
    if (asked !== options.value || end.aborted) return
    locale.value = loaded.locale
    texts.value = withOwnTexts({ ...outcomeTexts, ...loaded.texts, ...more }, own?.texts?.[loaded.locale])
    translate(place, asked.label, { ...loaded, texts: texts.value })
  }
  const start = async () => {
    await model.load()
    if (definition.value) await speak()
  }

  expectPart(
    ui,
    () => values.value.message || model.phase.value.type === 'failed',
    () => import('../parts/outcome-view.tsx'),
    async (module) => {
      hold = module.joinTabs(drawer, model, end)
      hold(held)
      dress(module.css)
      outcomeTexts = module.texts
      await speak()
      outcome.value = module
    },
  )
  expectPart(
    ui,
    () => values.value.email || definition.value?.reply,
    () => import('../parts/parts.tsx'),
    (module) => module.attach(ui),
  )
  const online = () => {
    model.online()
    // Which fields there are could not be asked while there was no network.
    void start()
  }
  addEventListener('online', online, { signal: end })
  addEventListener(EVENT + 'reset', model.reset, { signal: end })
  const renew = () => {
    panel.destroy()
    Object.assign(panel, mountForm(place))
  }
  model.prefill(place.known)
  const begin = async () => {
    // First the language: a form that changes its words while one reads is worse than one a moment later.
    await speak()
    // A task of its own: with what came before it would be a long one (R23).
    await new Promise((resolve) => setTimeout(resolve))
    if (end.aborted) return
    render(<View ui={ui} />, mounted)
  }
  const ready = begin()
  // What goes over the network in a task of its own, for the same reason.
  setTimeout(() => {
    void start()
    if (place.place) void stay(host, { putBack: place.place, renew, wanted: !!place.from }, end)
  })

  const panel: Panel = {
    ready,
    shown: start,
    prefill: model.prefill,
    update(changed) {
      options.value = changed
      void speak()
    },
    destroy() {
      life.abort()
      render(null, mounted)
      view.replaceChildren()
      undress()
      // Chromium keeps a list of slots, with all that is around them, until somebody asks (R12).
      host.append('')
      root.querySelector('slot')?.assignedNodes()
      host.lastChild?.remove()
    },
  }
  return panel
}

/**
 * What the loader tells of itself to a command that it does not know itself, as the third argument; loaders in pages that
 * were opened before a deploy tell it as the second.
 */
type Around = Pick<Surroundings, 'base' | 'options'>

/** Makes a `<support-form>` what its attributes say. */
export async function inline(element: unknown, before: unknown, around = before): Promise<void> {
  const module = await import('../inline/support-form.ts')
  // Handed over: a module that both had to import would be one more file to load.
  module.syncElement(element as HTMLElement, { ...(around as Around), mountForm }) // as: the loader's own words
}

/** Why a visitor sees nothing, or cannot send: for the owner of the page. */
export async function diagnose(_: unknown, before: unknown, around = before): Promise<Diagnosis> {
  const diagnosis = await import('../page/diagnose.ts')
  const { base, options } = around as Around // as: likewise
  return diagnosis.examine(base, options.site)
}
