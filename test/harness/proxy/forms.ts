/** Builders of forms: generated definitions, and values that people and attackers put into their fields. */
import * as fc from 'fast-check'
import { FIELD_TYPES, type FieldType } from '../../../proxy/contract/field-types.ts'
import type { FieldRule, FormRules, Value } from '../../../proxy/contract/form.ts'

/** Texts with what people and attackers put into fields. */
const nasty = fc.string({
  unit: fc.constantFrom(
    'a',
    'B',
    '7',
    ' ',
    '\n',
    '\r\n',
    '\0',
    '\u202E',
    '👩‍🚀',
    'e\u0301',
    '\uFEFF',
    '<',
    '@',
    '.',
    '-',
  ),
  maxLength: 24,
})

const LIKELY: Record<string, fc.Arbitrary<string>> = {
  email: fc.oneof(fc.emailAddress(), nasty),
  url: fc.oneof(
    fc.webUrl(),
    fc.constantFrom('example.com', 'http://', 'a.b/c', 'javascript:alert(1)'),
    nasty,
  ),
  tel: fc.oneof(fc.constantFrom('+32 9 123', '12', '٠١٢٣', '(0)9/12.34-5', '+'), nasty),
  number: fc.oneof(
    fc.integer({ min: -30, max: 30 }).map(String),
    fc.constantFrom('1.5', '.5', '1e3', '-', '--1', '0x1'),
  ),
  date: fc.oneof(
    fc.constantFrom('2026-02-28', '2026-02-30', '2026-13-01', '26-1-1', '2025-12-31', '2027-01-01'),
    nasty,
  ),
  checkbox: fc.constantFrom('yes', 'no', 'on', ''),
}

const choices = ['a', 'b', 'c'].map((value) => ({ value, label: value }))

/** A field of any type, with any of its limits; conditions name `topic` or a field before it. */
function aField(key: string, earlier: string[]): fc.Arbitrary<FieldRule> {
  const type = fc.constantFrom(...(Object.keys(FIELD_TYPES) as FieldType[])) // as: the table's own names
  const showWhen = fc.option(
    fc
      .record({
        name: fc.constantFrom('topic', ...earlier),
        values: fc.subarray(['a', 'b', 'yes', '7', 'one'], { minLength: 1 }),
      })
      .map(({ name, values }) => ({ [name]: values })),
    { nil: undefined },
  )
  return fc
    .record({
      key: fc.constant(key),
      type,
      required: fc.boolean(),
      showWhen,
      low: fc.nat(2),
      high: fc.integer({ min: 2, max: 20 }),
      pattern: fc.boolean(),
    })
    .map(fieldOf)
}

interface Chance {
  key: string
  type: FieldRule['type']
  required: boolean
  showWhen: FieldRule['showWhen']
  low: number
  high: number
  pattern: boolean
}

/** A field with those limits that its type can have. */
function fieldOf({ key, type, required, showWhen, low, high, pattern }: Chance): FieldRule {
  return {
    key,
    type,
    ...(type !== 'hidden' && { label: key, ...(required && { required }) }),
    ...(showWhen && { showWhen }),
    ...((type === 'text' || type === 'textarea') && { minLength: low, maxLength: high }),
    ...(type === 'text' && pattern && { pattern: '[A-Za-z]{1,3}[\\d.-]*' }),
    ...(type === 'number' && { min: low - 1, max: high }),
    ...(type === 'date' && { min: '2026-01-01', max: '2026-12-31' }),
    ...(type === 'checkboxes' && { min: Math.min(low, 3), max: Math.min(high, 3) }),
    ...(['select', 'radio', 'checkboxes'].includes(type) && { options: choices }),
    ...(type === 'hidden' && low > 0 && { default: 'a' }),
  }
}

/** A form of up to six fields, with topics and a consent text where chance will have them. */
const aForm: fc.Arbitrary<FormRules> = fc
  .record({
    count: fc.nat(6),
    topic: fc.option(fc.constantFrom('hidden' as const, 'optional' as const, 'required' as const), {
      nil: undefined,
    }),
    consent: fc.option(fc.constantFrom('notice' as const, 'required' as const), { nil: undefined }),
  })
  .chain(({ count, topic, consent }) => {
    const keys = Array.from({ length: count }, (_, at) => `f${at}`)
    return fc.record({
      fields: fc.tuple(...keys.map((key, at) => aField(key, keys.slice(0, at)))),
      ...(topic && {
        topic: fc.constant(topic),
        topics: fc.constant(['a', 'b', 'one'].map((key) => ({ key, label: key }))),
      }),
      ...(consent && { consent: fc.constant({ mode: consent, text: 'Agreed', version: 'v2' }) }),
    })
  })

/** A value for a field: likely to fit, or not. */
function aValue({ type }: FieldRule): fc.Arbitrary<Value> {
  const option = fc.constantFrom('a', 'b', 'c', 'd', '')
  if (type === 'checkboxes') return fc.array(option, { maxLength: 4 })
  if (type === 'select' || type === 'radio') return option
  return fc.oneof(LIKELY[type] ?? nasty, fc.constant(''), fc.constantFrom('a', 'b', 'ab7', 'yes', 'one'))
}

/** A form and what somebody filled in. */
export const aFilledForm = aForm.chain((form) =>
  fc.record({
    form: fc.constant(form),
    topic: fc.option(fc.constantFrom('a', 'b', 'one', 'other'), { nil: undefined }),
    consent: fc.option(fc.constantFrom('v1', 'v2'), { nil: undefined }),
    fields: fc.record(Object.fromEntries((form.fields ?? []).map((field) => [field.key, aValue(field)]))),
  }),
)
