/**
 * What was sent with a form, as far as it may be drawn again. Only texts and lists of texts get past here: the template
 * library takes some objects for prepared HTML, and waits for what they promise.
 */
import type { Value } from '../contract/form.ts'

/** What a visitor wrote, by name; no name is inherited. */
export interface Typed {
  values: Record<string, string>
  /** For the site's own fields, by key. */
  answers: Record<string, Value>
}

/** A value as its field shows it, as the contract reads it; undefined when it is none that a field can hold. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  return value === true ? 'yes' : undefined
}

/** A text, or a list of those of its items that are texts. */
function valueOf(value: unknown): Value | undefined {
  if (!Array.isArray(value)) return textOf(value)
  return value.map(textOf).filter((text) => text !== undefined)
}

/** The entries of `sent` that `read` makes something of. */
function pick<T>(sent: unknown, read: (value: unknown) => T | undefined): Record<string, T> {
  const picked = Object.create(null) as Record<string, T> // names are the sender's: `toString` too
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return picked
  for (const [name, value] of Object.entries(sent)) {
    const found = read(value)
    if (found !== undefined) picked[name] = found
  }
  return picked
}

/** The part of a body that may be drawn. */
export const typedOf = (fields: Readonly<Record<string, unknown>>): Typed => ({
  values: pick(fields, textOf),
  answers: pick(fields['fields'], valueOf),
})
