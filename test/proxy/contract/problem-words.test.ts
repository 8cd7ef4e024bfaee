import { describe, expect, it, test } from 'vitest'
import { FIELD_TYPES, type FieldType } from '../../../proxy/contract/field-types.ts'
import type { FieldRule } from '../../../proxy/contract/form.ts'
import { MESSAGE_MAX } from '../../../proxy/contract/limits.ts'
import { fieldWords, sayingOf, written } from '../../../proxy/contract/problem-words/fields.ts'
import { fileWords, sizeText } from '../../../proxy/contract/problem-words/files.ts'
import { formWords } from '../../../proxy/contract/problem-words/form.ts'
import { FIELD_PROBLEMS } from '../../../proxy/contract/problems.ts'
import { texts as fields } from '../../../widget/i18n/en/fields.ts'
import { en as form } from '../../../widget/i18n/en/form.ts'
import { en as parts } from '../../../widget/i18n/en/parts.ts'

const TEXTS = { ...form, ...fields, ...parts }
const TYPES = Object.keys(FIELD_TYPES) as FieldType[] // as: the table's own names
const aField = (more: Partial<FieldRule>): FieldRule => ({ key: 'own', type: 'text', ...more })

it('names a text that there is, whatever is wrong with what', () => {
  for (const problem of FIELD_PROBLEMS) {
    for (const name of ['message', 'email', 'name', 'subject', 'consent'])
      expect(TEXTS).toHaveProperty(formWords(name, problem, '', TEXTS).key)
    for (const type of TYPES) expect(TEXTS).toHaveProperty(fieldWords(aField({ type }), problem, '').key)
    for (const name of ['', 'a.png']) expect(TEXTS).toHaveProperty(fileWords(problem, name))
  }
})

describe('a field that every form has', () => {
  test.each([
    ['message', 'required', '', { key: 'message_required', count: 0 }],
    ['email', 'too_long', 'a'.repeat(300), { key: 'email_too_long', count: 46 }],
    ['message', 'too_long', 'a'.repeat(MESSAGE_MAX) + 'bc', { key: 'tooLong', count: 2 }],
    // Line ends count once, however they were sent.
    ['message', 'too_long', 'a'.repeat(MESSAGE_MAX - 1) + '\r\nc', { key: 'tooLong', count: 1 }],
    // The proxy knows better than what stands here now.
    ['message', 'too_long', 'short', { key: 'notValid' }],
    ['name', 'duplicate', 'Ada', { key: 'notValid' }],
    ['consent', 'outdated', '', { key: 'consent_outdated' }],
  ] as const)('%s, %s', (name, problem, value, words) => {
    expect(formWords(name, problem, value, TEXTS)).toMatchObject(words)
  })
})

describe('a field of a site', () => {
  test.each([
    [{ type: 'checkbox' }, 'required', '', { key: 'tick' }],
    [{ type: 'date' }, 'required', '', { key: 'choose' }],
    [{ type: 'tel' }, 'required', '', { key: 'fillIn' }],
    [{ type: 'tel' }, 'invalid', 'x', { key: 'tel_invalid' }],
    [{ type: 'select' }, 'invalid', 'x', { key: 'notValid' }],
    [{ type: 'text', maxLength: 3 }, 'too_long', 'abcde', { key: 'tooLong', count: 2 }],
    [{ type: 'text', minLength: 3 }, 'too_short', 'a', { key: 'tooShort', count: 3 }],
    [{ type: 'number', min: 5 }, 'too_low', '1', { key: 'atLeast', value: 5 }],
    [{ type: 'date', max: '2026-01-01' }, 'too_high', '2027-01-01', { key: 'notAfter', value: '2026-01-01' }],
    [{ type: 'checkboxes', max: 2 }, 'too_many', ['a', 'b', 'c'], { key: 'chooseFewer', count: 2 }],
  ] as const)('%j, %s', (field, problem, value, words) => {
    expect(fieldWords(aField(field), problem, value)).toEqual(words)
  })

  it('has its limits written as the language does', () => {
    expect(written(1234.5, 'de')).toBe('1.234,5')
    expect(written('2026-01-31', 'en')).toBe('January 31, 2026')
    expect(written('2026-01-31', 'fa')).toBe('۳۱ ژانویهٔ ۲۰۲۶')
    for (const locale of [
      'th',
      'ar-SA',
      'fa-u-ca-persian',
      'ja-u-ca-japanese',
      'he-u-ca-hebrew',
      'th-u-ca-buddhist',
    ])
      expect(written('2026-01-31', `${locale}${locale.includes('-u-') ? '' : '-u'}-nu-latn`)).toContain(
        '2026',
      )
    expect(written(undefined, 'en')).toBe('')
  })

  it('says no colon after a label that is a question, in any script', () => {
    // A question mark in Greek is a semicolon, of which keyboards write either.
    const ended = ['What?', 'كم؟', 'どれ？', 'Size:', 'Τι αφορά;', 'Τι αφορά\u037e', 'यह ज़रूरी है।']
    const plain = '{label} {problem}'
    for (const said of ['{label}: {problem}', '{label}\u00a0: {problem}', '{label}：{problem}'])
      expect(ended.filter((label) => sayingOf(label, said) !== plain)).toEqual([])
    expect(sayingOf('كم؟', '\u2068{label}\u2069: {problem}')).toBe('\u2068{label}\u2069 {problem}')
    expect(sayingOf('Size', '{label}: {problem}')).toBe('{label}: {problem}')
  })
})

describe('files', () => {
  test.each([
    [1, '1 byte'],
    [999, '999 byte'],
    [1500, '1.5 kB'],
    [500_000, '500 kB'],
    [12_500_000, '12.5 MB'],
    [25_000_000, '25 MB'],
  ])('write %i bytes as %s', (bytes, text) => {
    expect(sizeText(bytes, 'en').replace('bytes', 'byte')).toBe(text)
  })

  test.each([
    ['too_many', 'a.png', 'fileTooMany'],
    ['too_many', '', 'fileLimit'],
    ['empty', 'a.png', 'fileEmpty'],
    // Nobody could tell which.
    ['empty', '', 'notValid'],
    ['unknown', 'a.png', 'notValid'],
  ] as const)('%s of a file called %j', (problem, name, key) => {
    expect(fileWords(problem, name)).toBe(key)
  })
})
