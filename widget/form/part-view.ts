/** What a part of the form that comes later is to the form that draws it. */
import type { Ui } from './form-context.ts'
import type { PresentTexts } from '../i18n/texts.ts'
import type { FieldTexts } from '../i18n/en/fields.ts'
import type { PartState } from './state/part.ts'
import type { ReadonlySignal, Signal } from '@preact/signals'
import type { FunctionComponent } from 'preact'
import type { PartTexts } from '../i18n/en/parts.ts'

/** What a part is given: the form, whose texts now have those of the parts. */
export interface PartUi extends Ui {
  texts: ReadonlySignal<PresentTexts & Partial<PartTexts & FieldTexts>>
  /** For parts that do not begin before the texts of fields are there. */
  speech: () => Speech
  /** What the message is about, once the part that asks for it is there. */
  topic: Signal<(() => string) | undefined>
}

/** What words are made of, where the form asks for more than its own fields. */
export interface Speech {
  texts: PresentTexts & FieldTexts
  locale: string
  /** The site's own locale: for labels that lack the form's. */
  fallback: string | undefined
}

/** A part of the form: its styles, what it draws by name of the place, and what it is to the model. */
export interface Part {
  css: string
  places: Record<string, FunctionComponent<{ ui: PartUi }>>
  begin?: (ui: PartUi) => PartState
}
