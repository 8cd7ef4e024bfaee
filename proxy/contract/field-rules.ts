/**
 * The rules of a site's own fields: which are shown, what a value counts as, and what is wrong with it. Plain functions
 * without dependencies, so that the widget and the proxy check with the same ones.
 */
import { FIELD_TYPES, lengthIn, plainTexts } from './field-types.ts'
import type { FieldRule, FormRules, Given, Value } from './form.ts'
import { own } from './own-property.ts'
import type { FieldProblem } from './problems.ts'

/** The longest value a field may have, in code points (characters for `email`). */
export const lengthOf = ({ type, maxLength }: FieldRule): number => maxLength ?? FIELD_TYPES[type].max

/** Whether it holds a list, not a text. */
export const holdsList = ({ type }: FieldRule): boolean => FIELD_TYPES[type].control === 'boxes'

const fitsPattern = (pattern: string, text: string) => new RegExp(`^(?:${pattern})$`, 'u').test(text)

/**
 * A text as the field's pattern takes it: as it was written, else with plain digits, hyphens and quotes, and without what
 * is unseen or stands around it. What changes least is tried first.
 */
function fitted(field: FieldRule, text: string): string {
  const { pattern } = field
  // Of a text that is far too long nothing is tried.
  if (pattern === undefined || text.length > 4 * lengthOf(field)) return text
  return [text, ...plainTexts(text)].find((one) => fitsPattern(pattern, one)) ?? text
}

/**
 * A value as it is checked and stored: cleaned; a list for `checkboxes`, else a text.
 * @param locale That of the form it was written into.
 */
export function cleanValue(field: FieldRule, value: Value | undefined, locale?: string): Value {
  const { clean, control } = FIELD_TYPES[field.type]
  if (holdsList(field))
    return (typeof value === 'string' ? [value] : (value ?? [])).map((one) => clean(one)).filter(Boolean)
  const text = typeof value === 'string' ? value : (value?.[0] ?? '')
  // The page's part of a hidden field may be missing; what the site says of it stays.
  return fitted(field, clean(control === 'none' && !text ? String(field.default ?? '') : text, locale))
}

function rangeProblem(value: number | string, { min, max }: FieldRule): FieldProblem | undefined {
  if (min !== undefined && value < min) return 'too_low'
  return max !== undefined && value > max ? 'too_high' : undefined
}

const valuesOf = ({ options = [] }: FieldRule) => options.map(({ value }) => value)

function choicesProblem(field: FieldRule, values: readonly string[]): FieldProblem | undefined {
  const { min, max } = field
  const listed = valuesOf(field)
  if (!values.every((value) => listed.includes(value))) return 'invalid'
  if (new Set(values).size < values.length) return 'duplicate'
  if (min !== undefined && values.length < Number(min)) return 'too_few'
  return max !== undefined && values.length > Number(max) ? 'too_many' : undefined
}

function textProblem(field: FieldRule, text: string): FieldProblem | undefined {
  const { type, pattern, minLength = 0 } = field
  const { fits, ranked } = FIELD_TYPES[type]
  const length = lengthIn(type, text)
  if (length > lengthOf(field)) return 'too_long'
  if (length < minLength) return 'too_short'
  if (fits?.(text, valuesOf(field)) === false) return 'invalid'
  if (ranked) return rangeProblem(ranked(text), field)
  return pattern === undefined || fitsPattern(pattern, text) ? undefined : 'invalid'
}

/** What is wrong with the value of a field that is shown, or `undefined`. */
export function problemOf(
  field: FieldRule,
  value: Value | undefined,
  locale?: string,
): FieldProblem | undefined {
  if (typeof value === 'object' && value.length > 1 && !holdsList(field)) return 'duplicate'
  const cleaned = cleanValue(field, value, locale)
  if (cleaned.length === 0) return field.required ? 'required' : undefined
  return typeof cleaned === 'string' ? textProblem(field, cleaned) : choicesProblem(field, cleaned)
}

/**
 * The fields that are shown, in order. A field that is not shown counts as empty for the fields after it, whatever it
 * holds.
 */
export function visible({ fields = [] }: FormRules, given: Given): FieldRule[] {
  const values = new Map<string, readonly string[]>([['topic', given.topic ? [given.topic] : []]])
  return fields.filter((field) => {
    const shown = Object.entries(field.showWhen ?? {}).every(([name, wanted]) =>
      values.get(name)?.some((value) => wanted.includes(value)),
    )
    const value = shown ? cleanValue(field, own(given.fields, field.key), given.locale) : []
    values.set(field.key, typeof value === 'string' ? [value] : value)
    return shown
  })
}

function topicProblem({ topic, topics }: FormRules, given: string | undefined): FieldProblem | undefined {
  if (!topics) return undefined
  if (!given) return topic === 'required' ? 'required' : undefined
  return topics.some(({ key }) => key === given) ? undefined : 'invalid'
}

function consentProblem({ consent }: FormRules, given: string | undefined): FieldProblem | undefined {
  if (consent?.mode !== 'required' || given === consent.version) return undefined
  return given ? 'outdated' : 'required'
}

/**
 * What is wrong with what a site's form asks beyond message, e-mail, name and subject, by the names they are sent
 * under: `topic`, `consent`, `fields[KEY]`. What is not shown is never wrong.
 */
export function problemsOf(form: FormRules, given: Given): Record<string, FieldProblem> {
  const problems: Record<string, FieldProblem> = {}
  const note = (name: string, problem: FieldProblem | undefined) => {
    if (problem) problems[name] = problem
  }
  note('topic', topicProblem(form, given.topic))
  for (const field of visible(form, given))
    note(`fields[${field.key}]`, problemOf(field, own(given.fields, field.key), given.locale))
  note('consent', consentProblem(form, given.consent))
  return problems
}
