/** Words for what is wrong with a site's own field: under its label, and with it for the summary, which may list many of a kind. */
import type { FieldRule, Value } from '../../../proxy/contract/form.ts'
import { wording } from '../../../proxy/contract/localized.ts'
import { askedNumber, fieldWords, sayingOf, written } from '../../../proxy/contract/problem-words/fields.ts'
import type { FieldProblem } from '../../../proxy/contract/problems.ts'
import { counted, fill } from '../../i18n/texts.ts'
import type { Speech } from '../../form/part-view.ts'

const labelled = ({ texts }: Speech, label: string, said: string) =>
  fill(sayingOf(label, texts.said), { label, problem: said })

/** The words at the field itself: its label stands right above, and would be said twice. */
export function fieldProblemText(
  field: FieldRule,
  problem: FieldProblem,
  held: Value,
  speech: Speech,
): string {
  const { texts, locale, fallback } = speech
  if (problem === 'invalid' && field.error) return wording(field.error, locale, fallback)
  const { key, count = 0, value } = fieldWords(field, problem, held)
  // as: a test looks every key up, and those of the form come with the first letter, in English
  const words = texts[key as 'tooShort'] as typeof texts.tooShort | undefined
  const text = fill(counted(words ?? texts.notValid ?? texts.summary, count, locale), {
    value: written(value, locale),
  })
  const either = askedNumber(field, problem, held, locale)
  return either ? labelled(speech, text, either) : text
}

/** The same for the summary, with the label; the site's own words about its pattern stand alone. */
export function labelledProblemText(
  field: FieldRule,
  problem: FieldProblem,
  held: Value,
  speech: Speech,
): string {
  const text = fieldProblemText(field, problem, held, speech)
  if (problem === 'invalid' && field.error) return text
  return labelled(speech, wording(field.label ?? field.key, speech.locale, speech.fallback), text)
}
