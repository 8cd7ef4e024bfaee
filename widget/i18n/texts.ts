/** The form's languages: English comes with the form, every other one is a file of its own, loaded when needed. */
import { bare } from '../api/bare.ts'
import { texts as en, type FormTexts } from './en/start.ts'
import type { OutcomeTexts } from './en/outcome.ts'
import { TAGS } from './tags.ts'
import type { Plural } from './plural.ts'

/** The texts that there are at a time: English ones of what came of sending come later. */
export type PresentTexts = FormTexts & Partial<OutcomeTexts>

/**
 * The folder of languages, seen from this file. Empty in the standalone file, which has nothing beside it: seen from there,
 * an address would be of wherever it was copied to. Where nothing was built, as for a tool that reads the sources, the
 * files are the sources.
 */
const FOLDER = typeof LOCALES_AT === 'undefined' ? './' : LOCALES_AT
const ENDING = typeof LOCALES_AT === 'undefined' ? '.ts' : '.js'

/**
 * The texts in a file of a language's folder, such as `de/form`; `undefined` when it is not there, or not reached.
 *
 * The address is put together here, since they are in the folder of the file that asks (build/outputs.ts): a map of
 * imports would add 0.7 kB to the panel.
 */
export async function readTexts<Kind>(path: string): Promise<Kind | undefined> {
  if (!FOLDER) return undefined
  try {
    const module: unknown = await import(/* @vite-ignore */ FOLDER + path + ENDING)
    return (module as { texts: Kind }).texts // as: every file of a tag exports them, a test asks
  } catch {
    return undefined
  }
}

/**
 * The texts of a language, and which it is: English when the wanted one is unknown or its file does not come. Never
 * throws.
 */
export async function loadTexts(locale: string): Promise<{ locale: string; texts: PresentTexts }> {
  const texts = locale !== 'en' && TAGS.includes(locale) && (await readTexts<PresentTexts>(locale + '/form'))
  return texts ? { locale, texts } : { locale: 'en', texts: en }
}

/** `texts` with those that a site replaces: only known keys, and only by words. */
export function withOwnTexts(texts: PresentTexts, own: Record<string, string> = {}): PresentTexts {
  // Some are looked for that may not be there: a polluted `Object.prototype` would have words of its own.
  const all = bare<Record<string, unknown>>({ ...en, ...texts })
  for (const [key, text] of Object.entries(own))
    if (key in all && typeof text === 'string' && text.trim()) all[key] = text
  return all as PresentTexts // as: it has all of them
}

/** A text with its `{…}` replaced. A key without a value is left as it stands. */
export function fill(text: string, values: Record<string, string>): string {
  return text.replace(
    /\{(\w+)\}/g,
    (whole, key: string) => (Object.hasOwn(values, key) ? (values[key] as string) : whole), // as: just asked
  )
}

/** The form of a text that fits the number `n`, with the number written as the language writes it. */
export function counted(forms: Plural | string, n: number, locale: string): string {
  const form =
    typeof forms === 'string' ? forms : (forms[new Intl.PluralRules(locale).select(n)] ?? forms.other)
  return fill(form, {
    // Only where it is wanted: the first of them costs a slow phone a tenth of a second.
    get n() {
      return new Intl.NumberFormat(locale).format(n)
    },
  })
}
