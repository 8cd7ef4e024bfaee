/** What every part of the form's view needs: the model, the language, and ways out of the form. */
import type { Cell } from './state/signals.ts'
import type { Transport } from './send/client.ts'
import type { Texts } from '../i18n/en/form.ts'
import type { FormModel } from './state/model.ts'
import type { Options } from '../api/options.ts'
import type * as SentModule from '../parts/sent.tsx'

/** Texts by key for a language; none when they do not come. */
export type MoreTexts = (locale: string) => Promise<object>

/** Handed down as a property; there is one per form. */
export interface Ui {
  model: FormModel
  texts: Readonly<Cell<Texts>>
  locale: Readonly<Cell<string>>
  /** The view of a sent message, once it is loaded. */
  sent: Readonly<Cell<typeof SentModule | undefined>>
  /** The root in which the form lives: where to look for the focus. */
  root: ShadowRoot | Document
  /** Whether the visitor is in the form, so that the focus may be moved within it. */
  inside: () => boolean
  /** Of a document of the proxy: completes what is sent by another way than its own. */
  own: { sign: (way: Transport) => Transport } | undefined
  /** Says something once to screen readers. */
  announce: (text: string) => void
  now: () => number
  /** Tells the owner of the page what is wrong with it. */
  warn: (message: string) => void
  options: Readonly<Cell<Options>>
  /** Names of the parts that have come and begun, in this copy of the widget's files or another. */
  begun?: Set<string>
  /** An element of the form by its id, also while the form is not in the page yet. */
  find: (id: string) => HTMLElement | null
  /** Adds styles to the root. */
  dress: (css: string) => void
  /** Adds texts to those of the form, in each of its languages. */
  extend: (more: MoreTexts) => Promise<void>
}
