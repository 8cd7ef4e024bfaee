/** Words for what is wrong with a site's own field: with its label, since there may be many of a kind. */
import type { FieldRule, Value } from '../../../proxy/contract/form.ts'
import { wording } from '../../../proxy/contract/localized.ts'
import { askedNumber, endsItself, fieldWords, written } from '../../../proxy/contract/problem-words/fields.ts'
import type { FieldProblem } from '../../../proxy/contract/problems.ts'
import { counted, fill } from '../../i18n/texts.ts'
import type { Speech } from '../../form/part-view.ts'

/** The words about one field, under its label; or the site's own about its pattern. */
export function fieldProblemText(
  field: FieldRule,
  problem: FieldProblem,
  held: Value,
  { texts, locale, fallback }: Speech,
): string {
  if (problem === 'invalid' && field.error) return wording(field.error, locale, fallback)
  const { key, count = 0, value } = fieldWords(field, problem, held)
  // as: a test looks every key up
  const text = fill(counted(texts[key as 'tooShort'], count, locale), { value: written(value, locale) })
  const either = askedNumber(field, problem, held, locale)
  const labelled = (label: string, said: string) =>
    endsItself(label) ? `${label} ${said}` : fill(texts.said, { label, problem: said })
  return labelled(wording(field.label ?? field.key, locale, fallback), either ? labelled(text, either) : text)
}
