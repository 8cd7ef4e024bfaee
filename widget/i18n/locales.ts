/** The form's languages: English comes with the form, every other one is a file of its own, loaded when needed. */
import { en, type Plural, type Texts } from './en.ts'

/** How to load each language but English. */
export const locales: Record<string, () => Promise<Texts>> = {
  nl: async () => (await import('./nl.ts')).nl,
}

/** The texts of a language; English when it is unknown or its file does not come. Never throws. */
export async function loadTexts(locale: string): Promise<Texts> {
  const load = Object.hasOwn(locales, locale) ? locales[locale] : undefined
  return (await load?.().catch(() => undefined)) ?? en
}

/** `texts` with those that a site replaces: only known keys, and only plain texts. */
export function withOwnTexts(texts: Texts, own: Record<string, string> = {}): Texts {
  const known = Object.entries(own).filter(
    ([key, text]) => typeof text === 'string' && Object.hasOwn(en, key),
  )
  return { ...texts, ...Object.fromEntries(known) }
}

/** A text with its `{…}` replaced. A key without a value is left as it stands. */
export function fill(text: string, values: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole)
}

/** The form of a text that fits the number `n`, with the number written as the language writes it. */
export function counted(forms: Plural | string, n: number, locale: string): string {
  const form =
    typeof forms === 'string' ? forms : (forms[new Intl.PluralRules(locale).select(n)] ?? forms.other)
  return fill(form, { n: new Intl.NumberFormat(locale).format(n) })
}
