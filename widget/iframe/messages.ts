/**
 * What a form in an iframe and the page around it say to each other. Every message is checked by version and shape, and by
 * window and origin at either end (host-end.ts, form-end.ts); what fits nothing is dropped without a word. Data goes to
 * one known origin only.
 *
 * The form says `ready`; the page answers `hello` with its address; from then on the form tells its height and what
 * happens. A page whose script comes late says `ask`, and hears `ready` again.
 */

import { bare } from '../api/bare.ts'
import { TAG_MAX } from '../../proxy/contract/limits.ts'
import type { PageContext } from '../form/state/part.ts'

/** Changes when the meaning of a message does. */
const VERSION = 1

/** No form is higher, whatever it says (R82); in CSS pixels. */
const HEIGHT_MAX = 10_000

/** Longest text of a message: ten times the longest that a visitor may write needs no more. */
const TEXT_MAX = 100_000

/** Most values at once, more than a form has fields. */
const VALUES_MAX = 200

/** What a form may say has happened. */
const EVENTS = new Set(['submit', 'sent', 'error', 'reply', 'unread'])

/** What a form may say of an event: never what the visitor wrote. */
const DETAILS = ['reference', 'reason']

/** Texts by name. */
export type MessageTexts = Record<string, string>

/** What the form says. `ready` and `close` carry nothing. */
export type FromForm =
  | { type: 'ready' }
  | { type: 'close' }
  | { type: 'height'; height: number }
  | { type: 'event'; name: string; detail: MessageTexts }

/** What the page says. `ask` and `reset` carry nothing. */
export type FromPage =
  | { type: 'ask' }
  | { type: 'reset' }
  | { type: 'hello'; page: string }
  | { type: 'prefill'; values: PageContext }
  | { type: 'update'; values: MessageTexts }

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= TEXT_MAX

const isScalar = (value: unknown) => isText(value) || typeof value === 'boolean' || Number.isFinite(value)

/** What a field may be filled with. Whether that fits the field is known where the form is. */
const isAnswer = (value: unknown) => isScalar(value) || (Array.isArray(value) && value.every(isText))

/** Those values of an object that `fits` takes; nothing else of it. */
function pick<Value = unknown>(
  value: unknown,
  fits: (value: unknown, name: string) => boolean,
): Record<string, Value> {
  const given = Object(typeof value === 'object' && value) as Record<string, Value> // as: Object() makes any value indexable
  const all = Object.entries(given)
  const some = all.filter(([name, one]) => name.length <= TAG_MAX && fits(one, name)).slice(0, VALUES_MAX)
  return Object.fromEntries(some)
}

/** The texts in an object, under names that mean something. */
export const textsOf = (value: unknown, names: readonly string[]): MessageTexts =>
  pick(value, (text, name) => names.includes(name) && isText(text))

/** What a page says of a visitor: for fields, and by `context` for agents. */
export function knownOf(value: unknown): PageContext {
  const { context } = bare(typeof value === 'object' && (value as PageContext | null)) // as: likewise
  return { ...pick(value, isAnswer), ...(context ? { context: pick(context, isScalar) } : {}) }
}

/** The parts of a message of this version. */
function partsOf(data: unknown): Record<string, unknown> {
  const parts = bare(typeof data === 'object' && (data as Record<string, unknown> | null)) // as: likewise
  return parts['support'] === VERSION ? parts : bare()
}

/** A message of the form, or `undefined`. */
export function readFromForm(data: unknown): FromForm | undefined {
  const { type, height, name, detail } = partsOf(data)
  if (type === 'ready') return { type }
  if (type === 'close') return { type }
  if (type === 'height' && Number.isInteger(height))
    return { type, height: Math.min(Math.max(Number(height), 0), HEIGHT_MAX) }
  if (type === 'event' && typeof name === 'string' && EVENTS.has(name))
    return { type, name, detail: textsOf(detail, DETAILS) }
  return undefined
}

/** A message of the page, or `undefined`. */
export function readFromPage(data: unknown): FromPage | undefined {
  const { type, page, values } = partsOf(data)
  if (type === 'ask') return { type }
  if (type === 'reset') return { type }
  if (type === 'hello' && typeof page === 'string') return { type, page: page.slice(0, 4096) }
  if (type === 'prefill') return { type, values: knownOf(values) }
  // Which of them mean something, the table of options knows.
  if (type === 'update') return { type, values: pick(values, isText) }
  return undefined
}

export const send = (to: Window, message: FromForm | FromPage, origin: string) =>
  to.postMessage({ support: VERSION, ...message }, origin)
