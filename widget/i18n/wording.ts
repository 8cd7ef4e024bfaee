/** Words that a site gives: one text for everybody, or one for each language. */
import type { FormDefinition } from '../../proxy/contract.ts'

type Words = NonNullable<FormDefinition['consent']>['text']

/** The words for a language: its own, those of the language without region or script, else the first there are. */
export function worded(text: Words, locale: string): string {
  if (typeof text === 'string') return text
  return text[locale] ?? text[locale.split('-')[0] ?? ''] ?? Object.values(text)[0] ?? ''
}
