/** What goes with a message beside the visitor's words: facts of the page that the site lists, and what the page adds. */
import { CONTEXT_MAX, CONTEXT_VALUE_MAX, TAG_MAX } from '../../proxy/contract/limits.ts'
import type { PageContext } from '../form/state/part.ts'
import type { PageFact } from '../../proxy/contract/form.ts'
import { codePoints } from '../../proxy/contract/text.ts'
import type { Part } from '../form/part-view.ts'

/** The origin of an address; empty when it is none. */
function originOf(address: string): string {
  try {
    return new URL(address).origin
  } catch {
    return ''
  }
}

/** What a document says of itself. An image that a visitor named `title` stands in front of it, and stopped the message. */
const asked = (name: 'title' | 'referrer') => Reflect.get(Document.prototype, name, document)

/** Every fact that a site can list. */
const FACTS: Record<PageFact, () => string> = {
  title: () => (asked('title').trim().match(/./gsu) ?? []).slice(0, CONTEXT_VALUE_MAX).join(''),
  viewport: () => [innerWidth, innerHeight].join('x'),
  timeZone: () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
  // Where somebody came from, not what they read there.
  referrer: () => originOf(asked('referrer')),
}

/** Those facts that are listed, as fields of a form. */
export function pageFacts(listed: readonly PageFact[] = []): Record<string, string> {
  return Object.fromEntries(listed.map((name) => [`facts[${name}]`, FACTS[name]?.() ?? '']))
}

/**
 * What a page has told by `context`, as fields of a form: texts, numbers and booleans under short names, at most 20.
 * `warn` is told of everything that is left out.
 */
export function pageContext(context: unknown, warn: (what: string) => void): Record<string, string> {
  const fields: [string, string][] = []
  const told = typeof context === 'object' ? context : undefined
  for (const [name, value] of Object.entries(told ?? {}) as [string, unknown][]) {
    const text = typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value).trim()
    if (!/^[^[\]]+$/.test(name) || codePoints(name) > TAG_MAX)
      warn(`context: "${name}" is no name. Take 1 to ${TAG_MAX} characters, no brackets.`)
    else if (!['string', 'number', 'boolean'].includes(typeof value))
      warn(`context: "${name}" is neither a text nor a number nor a boolean.`)
    else if (codePoints(text) > CONTEXT_VALUE_MAX)
      warn(`context: "${name}" has more than ${CONTEXT_VALUE_MAX} characters.`)
    else if (fields.length === CONTEXT_MAX) warn(`context: "${name}" is one more than ${CONTEXT_MAX}.`)
    else if (text) fields.push([`context[${name}]`, text])
  }
  return Object.fromEntries(fields)
}

/** The part: nothing to see, and nothing to wait for. */
export const pageContextPart: Part = {
  css: '',
  places: {},
  begin(ui) {
    const wanted = ({ context }: PageContext) =>
      ui.model.definition.value?.context === false ? {} : pageContext(context, ui.warn)
    return {
      // As soon as it is told, not only when somebody sends.
      prefill: wanted,
      restore: (_, told) => void wanted(told),
      facts: (told) => ({ ...pageFacts(ui.model.definition.value?.facts), ...wanted(told) }),
    }
  },
}
