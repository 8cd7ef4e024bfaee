/** Where a form is mounted, what it is told, and what can be done with it then. */
import type { FormView } from './live-region.ts'
import type { Values } from './state/validation.ts'
import type { PageContext } from './state/part.ts'
import type { FormDefinition } from '../../proxy/contract/form.ts'
import type { Transport } from './send/client.ts'
import type { Options } from '../api/options.ts'
import type { Command } from '../api/command.ts'

/** What a page may know of the visitor, and how it proves that: see `introduce`. */
export type Known = Partial<Values> & PageContext & { signature?: string; token?: string }

/** What is otherwise in a document of the proxy (see iframe/document.ts), and in a form within the form. */
interface Own {
  definition: FormDefinition
  /** Address of the page around it. */
  page?: () => string
  fetch?: Transport
  /** What `fetch` does beside sending, for another way to send. */
  sign?: (way: Transport) => Transport
  /** Whether the visitor is in the form, so that the focus may be moved within it. */
  inside?: () => boolean
  /** Of a form within the form: what else it sends, and who says to screen readers what it has to say. */
  facts?: Record<string, string>
  announce?: (text: string) => void
}

/** Where a form is mounted, and what it needs of there. */
export interface Place {
  /** The element in the page's own tree: events leave through it. */
  host: HTMLElement
  root: ShadowRoot | Document
  /** Carries the language of everything inside, and its direction. */
  region: HTMLElement
  /** What the launcher could only say in English: its button, and head and close button of the dialog. */
  button?: HTMLElement
  title?: HTMLElement
  close?: HTMLElement
  dialog: HTMLElement
  /** Emptied and filled with the form. */
  view: FormView
  /** Address of the proxy with a trailing slash. */
  base: string
  options: Options
  known: Known
  /** Tells the drafts of several forms in one page apart; empty for the launcher's. */
  key?: string
  /** What the visitor opened the form by; missing when a script did. */
  from?: unknown
  /** Puts the host back into the page; missing where the page has put it there itself. */
  place?: () => void
  /** What puts it back until stay-in-page.ts does; missing in pages that were opened before a deploy. */
  watch?: MutationObserver
  /** What a document of the proxy knows and does itself, since there the page is not the visitor's; so does a form within the form. */
  own?: Own
  /** Dispatches `support-…` on the host. `false`: the page has prevented what the event announces. */
  send: (type: string, detail?: Record<string, string>) => boolean
}

/** A mounted form. */
export interface Panel {
  /** Kept when everything is drawn. */
  ready: Promise<void>
  /** The form is visible again. */
  shown: () => unknown
  prefill: (known: Known) => void
  update: (options: Options) => void
  destroy: () => void
}

/** What an element needs of the loader and of the form's module. */
export interface Surroundings {
  base: string
  /** The script tag's options: what the element's attributes leave open. */
  options: Options
  mountForm: (place: Place) => Panel
}

/** What the form's module exports: `panel.ts`. */
export interface PanelModule {
  mountPanel: (
    launched: Pick<Place, 'host' | 'base' | 'options' | 'known' | 'from' | 'place' | 'watch' | 'send'>,
  ) => Panel
  mountForm: (place: Place) => Panel
  /** The commands of the global that few pages ask for. */
  commands: Readonly<Record<string, Command>>
}
