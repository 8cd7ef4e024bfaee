/**
 * The rules of a site's own fields: which are shown, what a value counts as, and what is wrong with it. Plain functions
 * without dependencies, so that the widget and the proxy check with the same ones.
 */
import type { FieldRule, FieldType, FormRules, Given, Value } from './form.ts'
import { EMAIL_MAX, MESSAGE_MAX, PAGE_MAX, SUBJECT_MAX } from './limits.ts'
import type { FieldProblem } from './problems.ts'
import { codePoints, cleanLine, cleanText, isEmail } from './text.ts'
import { own } from './own-property.ts'

/** A web address as people write it: the scheme may be missing. Loops over one class each: linear. */
const URL_LIKE = /^(https?:\/\/)?[^\s/?#@\\]+\.[^\s/?#@.\\]+([/?#]\S*)?$/iu
const TEL = /^\+?[\p{Nd}\s()./*#x-]+$/iu
const NUMBER = /^-?(\d{1,15}(\.\d{0,9})?|\.\d{1,9})$/

function isDate(value: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(value + 'T00:00:00Z') : NaN
  // February 30 is taken for March 2.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value)
}

/** The longest value a field may have, in code points (characters for `email`). */
export function lengthOf({ type, maxLength }: FieldRule): number {
  if (type === 'email') return EMAIL_MAX
  if (type === 'url') return PAGE_MAX
  if (type === 'tel') return 40
  return maxLength ?? (type === 'textarea' ? MESSAGE_MAX : SUBJECT_MAX)
}

/** A number as JavaScript writes it: people write it with the digits and the comma of their language. */
export function plainNumber(text: string): string {
  const digits = text
    .trim()
    .replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) % 16))
    .replace('\u066B', ',')
  return /^-?\d*,\d+$/.test(digits) ? digits.replace(',', '.') : digits.replace(/^\u2212/, '-')
}

/** A value as it is checked and stored: cleaned; a list for `checkboxes`, else a text. */
export function cleanValue(field: FieldRule, value: Value | undefined): Value {
  if (field.type === 'checkboxes')
    return (typeof value === 'string' ? [value] : (value ?? [])).map(cleanLine).filter(Boolean)
  const text = typeof value === 'string' ? value : (value?.[0] ?? '')
  if (field.type === 'textarea') return cleanText(text)
  // The page's part of a hidden field may be missing; what the site says of it stays.
  if (field.type === 'hidden' && !text) return cleanLine(String(field.default ?? ''))
  if (field.type === 'number') return plainNumber(cleanLine(text))
  return field.type === 'email' ? text.trim() : cleanLine(text)
}

function rangeProblem(value: number | string, { min, max }: FieldRule): FieldProblem | undefined {
  if (min !== undefined && value < min) return 'too_low'
  return max !== undefined && value > max ? 'too_high' : undefined
}

function isListed(text: string, { options = [] }: FieldRule): boolean {
  return options.some(({ value }) => value === text)
}

function choicesProblem(field: FieldRule, values: readonly string[]): FieldProblem | undefined {
  const { min, max } = field
  if (!values.every((value) => isListed(value, field))) return 'invalid'
  if (new Set(values).size < values.length) return 'duplicate'
  if (min !== undefined && values.length < Number(min)) return 'too_few'
  return max !== undefined && values.length > Number(max) ? 'too_many' : undefined
}

/** Whether a text is what its type says; types that are missing take any. */
const FITS: Partial<Record<FieldType, (text: string, field: FieldRule) => boolean>> = {
  email: isEmail,
  url: (text) => URL_LIKE.test(text),
  tel: (text) => TEL.test(text) && text.replace(/\P{Nd}/gu, '').length > 2,
  number: (text) => NUMBER.test(text),
  date: isDate,
  checkbox: (text) => text === 'yes',
  select: isListed,
  radio: isListed,
}

function textProblem(field: FieldRule, text: string): FieldProblem | undefined {
  const { type, pattern, minLength = 0 } = field
  const length = type === 'email' ? text.length : codePoints(text)
  if (length > lengthOf(field)) return 'too_long'
  if (length < minLength) return 'too_short'
  if (FITS[type]?.(text, field) === false) return 'invalid'
  if (type === 'number') return rangeProblem(Number(text), field)
  if (type === 'date') return rangeProblem(text, field)
  return pattern === undefined || new RegExp(`^(?:${pattern})$`, 'u').test(text) ? undefined : 'invalid'
}

/** What is wrong with the value of a field that is shown, or `undefined`. */
export function problemOf(field: FieldRule, value: Value | undefined): FieldProblem | undefined {
  if (typeof value === 'object' && value.length > 1 && field.type !== 'checkboxes') return 'duplicate'
  const cleaned = cleanValue(field, value)
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
    const value = shown ? cleanValue(field, own(given.fields, field.key)) : []
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
    note(`fields[${field.key}]`, problemOf(field, own(given.fields, field.key)))
  note('consent', consentProblem(form, given.consent))
  return problems
}
