/**
 * Brings what only some sites and some visitors need: loads each part when it is wanted, draws it where the form has
 * left room for it, and gives the form the part's texts. Itself loaded when the first of them is wanted.
 */
import { render, type FunctionComponent } from 'preact'
import type { Cells } from './cells.ts'
import { readTexts } from './i18n/locales.ts'
import { en, type MoreTexts } from './i18n/more/en.ts'
import type { Texts } from './i18n/en.ts'
import type { Ui } from './ui.ts'

/** What a part is given: the form, whose texts now have those of the parts. */
export interface PartUi extends Ui {
  texts: Readonly<{ value: Texts & Partial<MoreTexts> }>
}

/** A part of the form: its styles, what it draws by name of the place, and what it does once. */
export interface Part {
  css: string
  places: Record<string, FunctionComponent<{ ui: PartUi }>>
  begin?: (ui: PartUi) => void
}

/** How long to leave a file alone that did not come, in milliseconds. */
const PAUSE_MS = 5000

/** The texts of the parts in a language; none when they do not come: better no words than foreign ones. */
async function moreTexts(locale: string): Promise<Partial<MoreTexts>> {
  return locale === 'en' ? en : ((await readTexts<MoreTexts>('more/' + locale)) ?? {})
}

/** Begins: from now on each part comes when it is wanted. */
export function attach(ui: Ui, cells: Cells): void {
  const parts: Part[] = []
  const asked = new Set<() => Promise<Part>>()
  const draw = () => {
    for (const { places } of parts)
      for (const [name, View] of Object.entries(places)) {
        const place = ui.root.getElementById('place-' + name)
        if (place) render(<View ui={ui} />, place)
      }
  }
  const arrived = (part: Part) => {
    parts.push(part)
    ui.dress(part.css)
    part.begin?.(ui)
    draw()
  }
  const want = (wanted: unknown, load: () => Promise<Part>) => {
    if (!wanted || asked.has(load)) return
    asked.add(load)
    load().then(arrived, () => setTimeout(() => asked.delete(load), PAUSE_MS))
  }
  const { definition, values } = ui.model
  const look = () => {
    want(values.value.email, suggestion)
    want(definition.value?.reply, expectation)
    want(definition.value?.consent, consent)
    draw()
  }
  // After all who watch: the form must have made the places.
  cells.watch(() => queueMicrotask(look))
  void ui.extend(moreTexts).then(look)
}

const suggestion = async () => (await import('./suggestion.tsx')).suggestion
const expectation = async () => (await import('./expectation.tsx')).expectation
const consent = async () => (await import('./consent.tsx')).consent
