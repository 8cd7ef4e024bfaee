/** What is wrong with a field, in words: the same in the summary and at the field. */
import { MAX, size, type Field } from '../state/validation.ts'
import { counted, type PresentTexts } from '../../i18n/texts.ts'
import type { Ui } from '../form-context.ts'

/** Words for what is wrong with a field of any part of the form. `undefined`: nothing. */
export function problemText(ui: Ui, field: string): string | undefined {
  const problem = ui.model.problems.value[field]
  const texts = ui.texts.value
  if (!problem) return undefined
  // as: looked up, and missing for some pairs
  const own = ui.model.say(field, problem) ?? texts[`${field}_${problem}` as keyof PresentTexts]
  if (typeof own === 'string') return own
  if (problem !== 'too_long') return texts.notValid
  const name = field as Field // as: the parts have words of their own for this
  const over = size(name, ui.model.values.value[name]) - MAX[name]
  return over > 0 ? counted(texts.tooLong, over, ui.locale.value) : texts.notValid
}
