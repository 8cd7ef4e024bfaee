/** What the npm package offers: the starter, the global, the element, its events. */
import type { FormOptions, FrameOptions, ScriptOptions } from './options.js'

/** Options of the script tag; see docs/embed.md. */
export interface SupportOptions extends ScriptOptions {
  /** The proxy's address. */
  src: string
}

/** What a page may know of the visitor. */
export interface SupportKnown {
  email?: string
  name?: string
  subject?: string
  message?: string
  /** Proof of who that is; see docs/identity.md. */
  signature?: string
  token?: string
  topic?: string
  /** The site's own fields, by their prefill key. */
  [field: string]: string | number | boolean | readonly string[] | undefined
}

/** What `/frame.js` installs: speaks with a form in an iframe of the page's own. */
export interface SupportFrame {
  (frame: HTMLIFrameElement, command: 'prefill' | 'identify', values: SupportKnown): void
  (frame: HTMLIFrameElement, command: 'update', values: FrameOptions & { context?: SupportContext }): void
  (frame: HTMLIFrameElement, command: 'reset'): void
}

/** What a page adds for agents: names and short values. */
export type SupportContext = Readonly<Record<string, string | number | boolean>>

/** Does what the script tag does. Importing alone does nothing. */
export function startSupport(options: SupportOptions): void

/** `<support-form>`: a form inside the page. */
export interface SupportFormElement extends HTMLElement, Record<keyof FormOptions, string> {
  /** Fills fields that the visitor has left empty. */
  prefill: SupportKnown | undefined
  /** What agents should know of the visitor: at most 20 short values. */
  context: SupportContext | undefined
}

/** Attributes of `<support-form>`, as templates write them. */
export interface SupportFormAttributes extends FormOptions {
  prefill?: SupportKnown
  context?: SupportContext
}

/** The widget's events. They bubble to `window`. */
export interface SupportEvents {
  'support-open': CustomEvent<Record<string, never>>
  'support-close': CustomEvent<Record<string, never>>
  /** Can be prevented: then nothing is sent. */
  'support-submit': CustomEvent<Record<string, never>>
  'support-sent': CustomEvent<{ reference: string }>
  'support-error': CustomEvent<{ reason: string }>
  /** The form was opened, and there is an answer that the visitor has not seen. */
  'support-unread': CustomEvent<{ reference: string }>
  /** An answer came while the visitor looked. */
  'support-reply': CustomEvent<{ reference: string }>
}

/** What `SupportWidget('diagnose')` answers. */
export interface SupportDiagnosis {
  shown: boolean
  reasons: { code: string; message: string }[]
}

declare global {
  interface HTMLElementTagNameMap {
    'support-form': SupportFormElement
  }
  interface HTMLElementEventMap extends SupportEvents {}
  interface WindowEventMap extends SupportEvents {}
}
