/** Which words there are for a problem of a site's own field, or of the topic. */
import { cleanValue, lengthOf } from '../field-rules.ts'
import type { FieldRule, FieldType, Value } from '../form.ts'
import type { FieldProblem } from '../problems.ts'
import { codePoints } from '../text.ts'
import type { ProblemWords } from './form.ts'

/** Types of which something is chosen, not written. */
const CHOSEN = new Set<FieldType>(['select', 'radio', 'checkboxes', 'date'])

/** Types with words of their own for what is none of their values. */
const INVALID = new Set<FieldType>(['email', 'url', 'tel', 'number', 'date'])

/** The words for a problem of `field`, which holds `value`. */
export function fieldWords(field: FieldRule, problem: FieldProblem, value: Value): ProblemWords {
  const { type, min = 0, max = 0, minLength = 0 } = field
  const day = type === 'date'
  switch (problem) {
    case 'required':
      if (type === 'checkbox') return { key: 'tick' }
      return { key: CHOSEN.has(type) ? 'choose' : 'fillIn' }
    case 'invalid':
      return { key: INVALID.has(type) ? `${type}_invalid` : 'notValid' }
    case 'too_short':
      return { key: 'tooShort', count: minLength }
    case 'too_long': {
      const over = codePoints(String(cleanValue(field, value))) - lengthOf(field)
      return over > 0 ? { key: 'tooLong', count: over } : { key: 'notValid' }
    }
    case 'too_low':
      return { key: day ? 'notBefore' : 'atLeast', value: min }
    case 'too_high':
      return { key: day ? 'notAfter' : 'atMost', value: max }
    case 'too_few':
      return { key: 'chooseMore', count: Number(min) }
    case 'too_many':
      return { key: 'chooseFewer', count: Number(max) }
    default:
      return { key: 'notValid' }
  }
}

/** A limit as the language writes it: a number, or a day; empty when there is none. */
export function written(limit: number | string | undefined, locale: string): string {
  if (limit === undefined) return ''
  return typeof limit === 'number'
    ? new Intl.NumberFormat(locale).format(limit)
    : new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(limit))
}

/** Whether a label ends as a sentence does: then no colon comes after it. */
export const endsItself = (label: string): boolean => /[?!.…？！。؟:：]$/u.test(label)
