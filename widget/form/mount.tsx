/**
 * The form, mounted into a place that somebody else made: the launcher's dialog, an element of the page, or an iframe's
 * document. Loaded when the visitor shows interest. Here the model meets the page.
 */
import { bare } from '../api/bare.ts'
import { addStyles } from './styles/add-styles.ts'
import { makeLiveRegion } from './live-region.ts'
import type { Place, Panel } from './place.ts'
import type { Downloads, TextLoader, OutcomeView, Ui } from './form-context.ts'
import { loadTexts, withOwnTexts, type PresentTexts } from '../i18n/texts.ts'
import { TAGS } from '../i18n/tags.ts'
import { View } from './view/view.tsx'
import { render } from 'preact'
import { h } from './view/own-props.ts'
import { EVENT } from '../api/names.ts'
import { complete, expectParts } from './downloads.ts'
import { createDraftStore } from './state/draft.ts'
import { createModel } from './state/model.ts'
import { newId, pageAddress } from './send/page-address.ts'
import { shieldEvents } from '../page/event-shield.ts'
import { negotiate } from '../i18n/negotiate.ts'
import { chooseLanguage, stayInPage, translate } from './surroundings.ts'
import { effect, signal } from '@preact/signals'
import { texts as en } from '../i18n/en/start.ts'
import { createClient, type ClientDeps } from './send/client.ts'
import { reach } from '../page/fetch.ts'

// oxlint-disable-next-line no-console -- the only way to tell the owner of the page
const warn = (message: string) => console.warn('Support:', message)

/** How long a message waits for a file that it can be sent without, in ms. */
const LATE = 3000

/** Mounts the form and loads its definition. Takes no focus. */
export function mountForm(place: Place, downloads: Downloads): Panel {
  const { host, root, view, base, own: home } = place
  const life = new AbortController()
  const { signal: end } = life
  const { dress, undress } = addStyles(root)
  shieldEvents(host, end)

  const live = makeLiveRegion(view)
  const { fail, mounted, status } = live
  const site = place.options.site
  const locale = signal('en')
  const texts = signal(bare<PresentTexts>(en))
  const drawer = place.key ? site + '#' + place.key : site
  let held: string | undefined
  let hold = (id: string | undefined): unknown => (held = id)
  const draft = createDraftStore(drawer, () => sessionStorage, Date.now)
  const later = () => downloads.outcome().catch(() => undefined)
  const deps: ClientDeps = {
    base,
    fetch: home?.fetch ?? ((address, init) => reach(root, address, init)),
    online: () => navigator.onLine,
    wait: async (header) => (await later())?.wait(header, Date.now()) ?? 0,
    warn,
    solve: async (challenge) => (await downloads.solver()).solve(challenge, end),
    end,
  }
  const client = createClient(deps)
  const model = createModel({
    site,
    client,
    definition: home?.definition,
    draft,
    hold: (id) => hold(id),
    newId,
    facts: async () => {
      // The receipt is made there: who was quicker than that file would see nothing of what becomes of the message.
      const made = await Promise.race([
        later(),
        new Promise<undefined>((resolve) => setTimeout(resolve, LATE)),
      ])
      return {
        page: home?.page?.() ?? pageAddress(location),
        locale: locale.value,
        ...made?.facts(place, model.definition.value),
      }
    },
    now: Date.now,
    emit: place.send,
    complete: (told) => complete(ui, told),
  })
  const announce = home?.announce ?? ((text: string) => (status.textContent = text))
  const outcome = signal<OutcomeView>()
  const find = (id: string) => mounted.querySelector<HTMLElement>('#' + id)
  let moreTexts: TextLoader | undefined
  let outcomeTexts: OutcomeView['texts'] | undefined
  const extend = (more: TextLoader) => {
    moreTexts = more
    return speak()
  }
  const options = signal(place.options)
  const inside = home?.inside ?? (() => root.activeElement !== null)
  const ui: Ui = bare({
    model,
    draft,
    texts,
    locale,
    outcome,
    end,
    effect(run) {
      const stop = effect(run)
      end.addEventListener('abort', stop)
      return stop
    },
    secondsLeft: signal(0),
    places: signal(0),
    root,
    place,
    client,
    downloads,
    announce,
    now: Date.now,
    warn,
    inside,
    options,
    find,
    dress,
    extend,
  })

  const { definition } = model
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

  expectParts(ui, async (module) => {
    hold = module.join(drawer, ui)
    hold(held)
    dress(module.css)
    outcomeTexts = module.texts
    await speak()
    outcome.value = module
  })
  const online = () => {
    model.online()
    // Which fields there are could not be asked while there was no network.
    void start()
  }
  addEventListener('online', online, { signal: end })
  addEventListener(EVENT + 'reset', model.reset, { signal: end })
  const renew = () => {
    panel.destroy()
    Object.assign(panel, mountForm(place, downloads))
  }
  model.prefill(place.known)
  const take = () => {
    live.take?.(model.edit)
    live.take = undefined
  }
  const begin = async () => {
    // First the language: a form that changes its words while one reads is worse than one a moment later.
    await speak()
    // A task of its own: with what came before it would be a long one (R23).
    await new Promise((resolve) => setTimeout(resolve))
    if (end.aborted) return
    take()
    render(<View ui={ui} />, mounted)
  }
  const ready = begin()
  // Nobody may wait for a form that does not come.
  ready.catch(fail)
  // What goes over the network in a task of its own, for the same reason.
  setTimeout(() => {
    void start()
    // A document of our own shields itself.
    if (!home) void stayInPage(place, renew, end)
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
      // What is in a first view that waits for the form would be in no draft, and stay in the page.
      take()
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
