/** What is wrong with a field, in words: the same in the summary and at the field. */
import type { Field } from '../../../proxy/contract/message-fields.ts'
import { bare } from '../../api/bare.ts'
import { formWords } from '../../../proxy/contract/problem-words/form.ts'
import { counted } from '../../i18n/texts.ts'
import type { Ui } from '../form-context.ts'

/** Words for what is wrong with a field of any part of the form. `undefined`: nothing. */
export function problemText({ model, texts, locale }: Ui, field: string): string | undefined {
  const problem = bare(model.problems.value)[field]
  const own = problem && model.say(field, problem)
  if (!problem || own) return own
  // as: what is no field of the form's own has words of its part's own
  const { key, count } = formWords(field, problem, model.values.value[field as Field], texts.value)
  const words = texts.value[key as 'tooLong'] // as: a test looks every key up
  // Those for too long a text come with the first letter, in English.
  return counted(words ?? texts.value.notValid ?? texts.value.summary, count, locale.value)
}
