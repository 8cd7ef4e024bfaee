/** What every part of the form's view needs: the model, the language, and ways out of the form. */
import type { ReadonlySignal, Signal } from '@preact/signals'
import type { FormDefinition } from '../../proxy/contract/form.ts'
import type { Client } from './send/client.ts'
import type { Panel, Place } from './place.ts'
import type { PageContext } from './state/part.ts'
import type { PresentTexts } from '../i18n/texts.ts'
import type { OutcomeTexts } from '../i18n/en/outcome.ts'
import type { DraftStore } from './state/draft.ts'
import type { FormModel } from './state/model.ts'
import type { Outcome } from './state/outcome.ts'
import type { Options } from '../api/options.ts'
import type { Texts } from '../i18n/en/form.ts'

/** Texts by key for a language; none when they do not come. */
export type TextLoader = (locale: string) => Promise<object>

/** What comes with the first letter: see outcome-view.tsx. */
export interface OutcomeView {
  /** Styles for the root it is shown in. */
  css: string
  /** Joins the other tabs that have the draft of this `drawer`, and what may follow a sent message. */
  join: (drawer: string, ui: Ui) => (id: string | undefined) => void
  /** What goes along with the first attempt beside facts of the page, and unchanged with every other one. */
  facts: (place: Place, asked: FormDefinition | undefined) => Record<string, string>
  /** The secret of this browser, by which codes count here only: the same for all messages to a site. */
  browser: (site: string) => string
  /** Its words in English: those of the other languages are in their files. */
  texts: OutcomeTexts
  /** Seconds that a visitor has to wait, of a header `Retry-After`; 0 when it says nothing. */
  wait: (header: string, now: number) => number
  /** Draws into `place` what is to be seen of `outcome`, until what it returns is called. */
  show: (place: HTMLElement, ui: Ui, outcome: Outcome) => () => void
}

/** What brings the parts that only some sites and visitors need: see parts.tsx. */
interface Parts {
  attach: (ui: Ui) => void
  complete: (ui: Ui, told: PageContext) => Promise<boolean>
}

/** Loads each of the files; rejects when it does not come. */
export interface Downloads {
  /** Counts how often the page has asked for the list of requests. */
  list: Signal<number>
  outcome: () => Promise<OutcomeView>
  /** `spare`: by the copy with a fixed name, each time by another address. */
  parts: (spare?: boolean) => Promise<Parts>
  solver: () => Promise<{ solve: (challenge: string, end: AbortSignal) => Promise<string> }>
  iframe: () => Promise<{ mountFrame: (place: Place) => Panel }>
}

/** Handed down as a property; there is one per form. */
export interface Ui {
  model: FormModel
  /** Where the draft of this form is kept. A part may wrap what it does. */
  draft: DraftStore
  texts: ReadonlySignal<PresentTexts>
  locale: ReadonlySignal<string>
  /** The view of what came of sending, once it is loaded. */
  outcome: ReadonlySignal<OutcomeView | undefined>
  /**
   * Runs `run` at once, and again when a signal of the form that it has read changes, until the form ends. What comes
   * in a file of its own must use this one: it may bring another copy of the library, which hears nothing of them.
   */
  effect: (run: () => void) => () => void
  /** Aborted when the form ends. */
  end: AbortSignal
  /** For how long the visitor is asked to wait, in seconds: counted down by what comes with the first letter. */
  secondsLeft: Signal<number>
  /** Changes when there are other places for parts than before, or other parts. */
  places: Signal<number>
  /** The root in which the form lives: where to look for the focus. */
  root: ShadowRoot | Document
  /** Whether the visitor is in the form, so that the focus may be moved within it. */
  inside: () => boolean
  /** Where the form is, and what it was told there. */
  place: Place
  client: Client
  /** What comes in files of its own, also for a form within this one. */
  downloads: Downloads
  /** Says something once to screen readers. */
  announce: (text: string) => void
  now: () => number
  /** Tells the owner of the page what is wrong with it. */
  warn: (message: string) => void
  options: ReadonlySignal<Options>
  /** The texts that parts have added, of this copy of the widget's files or another. */
  added?: TextLoader
  /** Names of the parts that have come and begun, in this copy of the widget's files or another. */
  begun?: Set<string>
  /** An element of the form by its id, also while the form is not in the page yet. */
  find: (id: string) => HTMLElement | null
  /** Adds styles to the root. */
  dress: (css: string) => void
  /** Says what texts there are beside those of the form, in each of its languages; they take the place of those said before. */
  extend: (more: TextLoader) => Promise<void>
}

/** The form, whose texts now have those of what came of sending. */
export interface OutcomeUi extends Ui {
  texts: ReadonlySignal<Texts>
}
