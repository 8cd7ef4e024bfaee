/** Which words there are for a problem of a site's own field, or of the topic. */
import { cleanValue, lengthOf } from '../field-rules.ts'
import { FIELD_TYPES, lengthIn } from '../field-types.ts'
import type { FieldRule, Value } from '../form.ts'
import { eitherNumber } from '../number/written-number.ts'
import type { FieldProblem } from '../problems.ts'
import type { ProblemWords } from './form.ts'

/** The words for a problem of `field`, which holds `value`. */
export function fieldWords(field: FieldRule, problem: FieldProblem, value: Value): ProblemWords {
  const { type, min = 0, max = 0, minLength = 0 } = field
  const { required, invalid, low = 'atLeast', high = 'atMost' } = FIELD_TYPES[type]
  switch (problem) {
    case 'required':
      return { key: required }
    case 'invalid':
      return { key: invalid }
    case 'too_short':
      return { key: 'tooShort', count: minLength }
    case 'too_long': {
      const over = lengthIn(type, String(cleanValue(field, value))) - lengthOf(field)
      return over > 0 ? { key: 'tooLong', count: over } : { key: 'notValid' }
    }
    case 'too_low':
      return { key: low, value: min }
    case 'too_high':
      return { key: high, value: max }
    case 'too_few':
      return { key: 'chooseMore', count: Number(min) }
    case 'too_many':
      return { key: 'chooseFewer', count: Number(max) }
    default:
      return { key: 'notValid' }
  }
}

/** Which of two numbers a text may be, to be asked; empty where something else is wrong. */
export const askedNumber = (field: FieldRule, problem: FieldProblem, value: Value, locale: string): string =>
  field.type === 'number' && problem === 'invalid' ? eitherNumber(String(value), locale) : ''

/** A limit as the language writes it: a number, or a day; empty when there is none. */
export function written(limit: number | string | undefined, locale: string): string {
  if (limit === undefined) return ''
  return typeof limit === 'number'
    ? new Intl.NumberFormat(locale).format(limit)
    : new Intl.DateTimeFormat(locale, {
        __proto__: null, // See office-hours.ts.
        dateStyle: 'long',
        timeZone: 'UTC',
        calendar: 'gregory',
      } as Intl.DateTimeFormatOptions).format(Date.parse(limit))
}

/**
 * The text that says a problem with its label: without its colon after a label that ends as a sentence does, in any
 * script (a Greek question with `;`). In languages from right to left it isolates the label.
 */
export const sayingOf = (label: string, said: string): string =>
  /[\p{STerm}…:：;\u037e]$/u.test(label) ? said.replace(/\s?[:：]\s?/, ' ') : said
