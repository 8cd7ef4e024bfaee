/**
 * Brings what only some sites and some visitors need: loads each part when it is wanted, draws it where the form has
 * left room for it, and gives the form the part's texts. Itself loaded when the first of them is wanted.
 */
import { signal } from '@preact/signals'
import { Component, Fragment, render } from 'preact'
import { h } from '../form/view/own-props.ts'
import { bare } from '../api/bare.ts'
import { joinParts, type PageContext } from '../form/state/part.ts'
import type { FieldTexts } from '../i18n/en/fields.ts'
import { readTexts, type PresentTexts } from '../i18n/texts.ts'
import { en, type PartTexts } from '../i18n/en/parts.ts'
import type { TextLoader, Ui } from '../form/form-context.ts'
import type { FormDefinition } from '../../proxy/contract/form.ts'
import type { Part, PartUi, Speech } from '../form/part-view.ts'

type Load = () => Promise<Part>

const suggestion: Load = async () => (await import('./email/suggestion.tsx')).suggestion
const expectation: Load = async () => (await import('./reply-time.tsx')).expectation
const help: Load = async () => (await import('./help.tsx')).help
const articles: Load = async () => (await import('./articles/articles.tsx')).articles
const keeping: Load = async () => (await import('./keep/keep.tsx')).keeping
const pageContext: Load = async () => (await import('./page-context.ts')).pageContextPart

/** Parts without which a message must not be sent, in the order of the form, and when they are asked for. */
const ASKED: [name: string, (asked: FormDefinition) => unknown, Load][] = [
  [
    'fields',
    ({ topics, fields }) => topics ?? fields,
    async () => (await import('./fields/fields.tsx')).fields,
  ],
  ['consent', ({ consent }) => consent, async () => (await import('./consent-field.tsx')).consent],
  ['files', ({ files }) => files, async () => (await import('./files/files.tsx')).files],
]

/** How long to leave a file alone that did not come, in milliseconds. */
const PAUSE_MS = 5000

/** The texts of small parts in a language; none when they do not come: better no words than foreign ones. */
async function moreTexts(locale: string): Promise<Partial<PartTexts>> {
  return locale === 'en' ? en : ((await readTexts<PartTexts>(locale + '/parts')) ?? {})
}

/** The texts of fields and files, in English when those of the language do not come: an error must have words. */
async function fieldTexts(ui: Ui, locale: string): Promise<Partial<FieldTexts & PresentTexts>> {
  const own = locale === 'en' ? undefined : await readTexts<FieldTexts>(locale + '/fields')
  const { texts } = own ? { texts: own } : await import('../i18n/en/fields.ts').catch(() => ({ texts: {} }))
  const { files, texts: sites } = bare(ui.model.definition.value)
  // "Please shorten it" is no advice for files.
  const words = sites?.[locale]?.['filesTooLarge'] ?? (texts as Partial<FieldTexts>).filesTooLarge // as: all or nothing
  return { ...texts, ...(files && words && { too_large: words }) }
}

/** Adds words to those that there are: what another copy of this file has drawn must not lose its own. */
function addTexts(ui: Ui, more: TextLoader): Promise<void> {
  const before = ui.added
  ui.added = async (locale) => ({ ...(await before?.(locale)), ...(await more(locale)) })
  return ui.extend(ui.added)
}

/**
 * Keeps what breaks while a part is drawn inside it, and draws nothing there. Otherwise it would take along what draws
 * the rest of the form, and with it the button.
 */
class ErrorBoundary extends Component<{ View: Part['places'][string]; ui: PartUi }, { broken?: boolean }> {
  // All that Preact asks of classes is said, or a polluted prototype would. No function for state from properties: Preact
  // would copy the state for it, and a copy inherits. as: each of them may be missing
  static override getDerivedStateFromProps = undefined as never
  override componentWillMount = undefined as never
  override componentDidMount = undefined as never
  override componentWillReceiveProps = undefined as never
  override componentDidUpdate = undefined as never
  override getSnapshotBeforeUpdate = undefined as never
  static override getDerivedStateFromError = () => ({ broken: true })
  override state: { broken?: boolean } = bare()
  override componentDidCatch(error: unknown) {
    this.props.ui.warn(`A part of the form could not be drawn: ${String(error)}`)
  }
  override render() {
    const { View, ui } = this.props
    return this.state.broken ? null : <View ui={ui} />
  }
}

/** The parts of one form that this copy of the file has brought. */
interface Stage {
  begin: (part: Part) => void
  draw: () => void
}

const stages = new WeakMap<Ui, Stage>()

function stageOf(ui: Ui): Stage {
  const known = stages.get(ui)
  if (known) return known
  const parts: Part[] = []
  const warned = new Set<string>()
  ui.begun ??= new Set()
  const own: PartUi = {
    ...ui,
    // What is looked at with every letter is said once.
    warn(message) {
      if (!warned.has(message)) ui.warn(message)
      warned.add(message)
    },
    topic: signal(undefined),
    speech: () => ({
      texts: ui.texts.value as Speech['texts'], // as: `complete` has made sure
      locale: ui.locale.value,
      fallback: ui.model.definition.value?.locale,
    }),
  }
  const drawn = new Map<string, Element>()
  // Each part draws itself again when something that it has read has changed; here is only where. With another copy of
  // the library the parts hear of nothing: then what they have read is what the effect below has read. An object of its
  // own each time: a component that knows some signal is not drawn for the same properties.
  const drawAll = () => {
    for (const name of new Set(parts.flatMap(({ places }) => Object.keys(places)))) {
      const place = ui.find('place-' + name)
      const before = drawn.get(name)
      // What was drawn there may still have something to say later.
      if (before && before !== place) render(null, before)
      drawn.delete(name)
      if (!place) continue
      drawn.set(name, place)
      // In the order in which the parts came: what is there already stays where it is.
      const views = parts.map(
        ({ places }) => places[name] && <ErrorBoundary View={places[name]} ui={{ ...own }} />,
      )
      render(<Fragment>{views}</Fragment>, place)
    }
  }
  const draw = () => void (ui.places.value = ui.places.peek() + 1)
  const begin = (given: Part) => {
    // Nor has it another place: a polluted `Object.prototype` would name an element to be drawn there.
    const part = bare({ ...given, places: bare(given.places) })
    parts.push(part)
    ui.dress(part.css)
    const state = part.begin?.(own)
    if (state) ui.model.add(bare(state), joinParts)
  }
  const stage = { begin, draw }
  stages.set(ui, stage)
  ui.effect(() => {
    void ui.places.value
    drawAll()
  })
  void addTexts(ui, moreTexts)
  return stage
}

/** Begins: from now on each part that is a comfort comes when it is wanted. */
export function attach(ui: Ui): void {
  const { begin, draw } = stageOf(ui)
  const asked = new Set<Load>()
  const bring = async (load: Load) => {
    if (asked.has(load)) return
    asked.add(load)
    try {
      const part = await load()
      // A form that has ended meanwhile must not store or hear anything.
      if (ui.end.aborted) return
      begin(part)
      draw()
    } catch {
      setTimeout(() => asked.delete(load), PAUSE_MS)
    }
  }
  const { definition, values } = ui.model
  const look = () => {
    if (values.value.email) void bring(suggestion)
    // Before it is wanted: when there is no network, it cannot come.
    if (values.value.email || ui.draft.isKept()) void bring(keeping)
    const { reply, topics, help: links } = bare(definition.value)
    if (links) void bring(help)
    if (definition.value?.articles) void bring(articles)
    if (reply ?? topics?.some((topic) => topic.reply)) void bring(expectation)
  }
  ui.effect(look)
}

/**
 * Brings all parts that the site's form asks for, at once, so that the form changes once. `false`: one of them did not
 * come, and none has begun.
 */
export async function complete(ui: Ui, told: PageContext): Promise<boolean> {
  const { begin, draw } = stageOf(ui)
  const asked = ui.model.definition.value
  const begun = (ui.begun ??= new Set())
  const missing = ASKED.filter(([name, asks]) => asked && asks(asked) && !begun.has(name))
  const once = (name: string, part: Part) => {
    if (!begun.has(name)) begin(part)
    begun.add(name)
  }
  // What the page adds is nobody's question: it holds up nothing, and stops nothing when it does not come.
  if ((asked?.facts ?? told['context']) && !begun.has('about'))
    pageContext().then(
      (part) => once('about', part),
      () => undefined,
    )
  const hasTexts = () => 'choose' in ui.texts.value
  try {
    const [parts] = await Promise.all([
      Promise.all(missing.map(([, , load]) => load())),
      missing.length > 0 && !hasTexts() && addTexts(ui, (locale) => fieldTexts(ui, locale)),
    ])
    if (missing.length > 0 && !hasTexts()) return false
    missing.forEach(([name], at) => parts[at] && once(name, parts[at]))
    draw()
    return true
  } catch {
    return false
  }
}
