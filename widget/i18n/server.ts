/** Every text in every language, for the form that the proxy draws without the widget. Used by the build only. */
import { en } from './en.ts'
import { locales } from './locales.ts'
import { direction } from './negotiate.ts'
import { shellTexts } from './shell.ts'

const all: Record<string, () => Promise<typeof en>> = { en: async () => en, ...locales }

/** Each language with the direction it is written in; the texts are those of the shell and of the form. */
export const languages = Object.fromEntries(
  await Promise.all(
    Object.entries(all).map(
      async ([locale, load]) =>
        [locale, { dir: direction(locale), texts: { ...shellTexts[locale], ...(await load()) } }] as const,
    ),
  ),
)
