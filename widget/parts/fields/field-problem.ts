/** Words for what is wrong with a site's own field: with its label, since there may be many of a kind. */
import type { FieldRule, FieldType, Value } from '../../../proxy/contract/form.ts'
import { cleanValue, lengthOf } from '../../../proxy/contract/field-rules.ts'
import { counted, fill } from '../../i18n/texts.ts'
import type { FieldProblem } from '../../../proxy/contract/problems.ts'
import { codePoints } from '../../../proxy/contract/text.ts'
import { wording } from '../../../proxy/contract/localized.ts'
import type { Speech } from '../../form/part-view.ts'

/** A limit as the language writes it: a number, or a day. */
function written(limit: number | string, locale: string): string {
  return typeof limit === 'number'
    ? new Intl.NumberFormat(locale).format(limit)
    : new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(limit))
}

const CHOSEN = new Set<FieldType>(['select', 'radio', 'checkboxes', 'date'])

function complaint(field: FieldRule, problem: FieldProblem, value: Value, speech: Speech): string {
  const { texts, locale } = speech
  const { type, min = 0, max = 0, minLength = 0 } = field
  const limited = (text: string, limit: number | string) => fill(text, { value: written(limit, locale) })
  const day = type === 'date'
  switch (problem) {
    case 'required':
      if (type === 'checkbox') return texts.tick
      return CHOSEN.has(type) ? texts.choose : texts.fillIn
    case 'invalid':
      if (type === 'email') return texts.email_invalid
      return `${type}_invalid` in texts ? texts[`${type}_invalid` as 'url_invalid'] : texts.notValid // as: just asked
    case 'too_short':
      return counted(texts.tooShort, minLength, locale)
    case 'too_long': {
      const over = codePoints(String(cleanValue(field, value))) - lengthOf(field)
      return over > 0 ? counted(texts.tooLong, over, locale) : texts.notValid
    }
    case 'too_low':
      return limited(day ? texts.notBefore : texts.atLeast, min)
    case 'too_high':
      return limited(day ? texts.notAfter : texts.atMost, max)
    case 'too_few':
      return counted(texts.chooseMore, Number(min), locale)
    case 'too_many':
      return counted(texts.chooseFewer, Number(max), locale)
    default:
      return texts.notValid
  }
}

/** The complaint about one field, under its label; or the site's own words about its pattern. */
export function complain(field: FieldRule, problem: FieldProblem, value: Value, speech: Speech): string {
  const { texts, locale, fallback } = speech
  if (problem === 'invalid' && field.error) return wording(field.error, locale, fallback)
  const text = complaint(field, problem, value, speech)
  const label = wording(field.label ?? field.key, locale, fallback)
  // A label that is a question needs no colon.
  return /[?!.…？！。؟:：]$/u.test(label) ? `${label} ${text}` : fill(texts.said, { label, problem: text })
}
