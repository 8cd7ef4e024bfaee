/** Words of a site in the language of whoever reads them. */
import type { Text } from './form.ts'
import { own } from './own-property.ts'

/** The words for a locale: its own, its language's, the site's, else the first there are. */
export function wording(text: Text, ...locales: readonly (string | undefined)[]): string {
  if (typeof text === 'string') return text
  for (const locale of locales) {
    const found = locale && (own(text, locale) ?? own(text, locale.split('-')[0] ?? ''))
    if (found) return found
  }
  return Object.values(text)[0] ?? ''
}

/** A text with its `[words]` apart, which are a link where there is one. Without any, all of it comes before. */
export function linked(text: string): { before: string; marked: string | undefined; after: string } {
  const [, before = text, marked, after = ''] = /^([^[]*)\[([^\]]+)\](.*)$/su.exec(text) ?? []
  return { before, marked, after }
}

/** A text with the values in the place of their names in braces; a name without a value stays. */
export const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole)
