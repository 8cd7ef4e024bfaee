/** The words of one file of the conversation, in the form's language and with those that the site replaces. */
import { signal, type ReadonlySignal } from '@preact/signals'
import type { Ui } from '../form/form-context.ts'
import { readTexts, withOwnTexts, type PresentTexts } from '../i18n/texts.ts'

/**
 * `below` with the words of the file `name` over them, kept so when the language changes: in English until the other
 * language's file has come. `inEnglish` are those words as the code brings them.
 */
export function wordsOver<Below extends PresentTexts, Words extends object>(
  ui: Ui,
  below: ReadonlySignal<Below>,
  name: string,
  inEnglish: Words,
): ReadonlySignal<Below & Words> {
  const words = signal<Below & Words>({ ...below.value, ...inEnglish })
  ui.effect(() => {
    const locale = ui.locale.value
    const others = below.value
    const own = ui.model.definition.value?.texts?.[locale]
    const bring = async () => {
      const loaded = locale !== 'en' && (await readTexts<Words>(locale + '/' + name))
      if (ui.locale.value === locale)
        words.value = withOwnTexts({ ...others, ...inEnglish, ...loaded }, own) as Below & Words // as: it has all of both
    }
    void bring()
  })
  return words
}
