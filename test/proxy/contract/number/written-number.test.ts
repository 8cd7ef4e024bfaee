/** Numbers as people of many languages write them, and what is never guessed. */
import { describe, expect, it, test } from 'vitest'
import { cleanValue, problemOf } from '../../../../proxy/contract/field-rules.ts'
import {
  eitherNumber,
  plainNumber,
  plainSigns,
  shownNumber,
} from '../../../../proxy/contract/number/written-number.ts'
import { anApp, problemOf as refusalOf, stored } from '../../../harness/proxy/an-app.ts'
import { anEmbeddedApp, anOpenForm, OWN } from '../../../harness/proxy/an-embed.ts'
import { aSubmission, CHANNEL, formFields, ORIGIN } from '../../../harness/proxy/builders.ts'

const MARKS = ['.', ',', ' ', "'", '٫', '٬']

/** Every number that a text of digits and marks can be: groups of one mark, and a fraction behind another one. */
function meanings(text: string): number[] {
  const found: number[] = []
  const parts = text.split(/([^\d])/)
  for (const fraction of [undefined, parts.at(-1)]) {
    const whole = fraction === undefined ? parts : parts.slice(0, -2)
    const groups = whole.filter((_, at) => at % 2 === 0)
    const marks = whole.filter((_, at) => at % 2 === 1)
    const lengths = groups.map((group) => group.length).join('')
    const isParted = /^([123]3*|[12]2*3)$/.test(lengths) && !marks.includes('٫') && new Set(marks).size === 1
    const begins =
      fraction !== undefined && ['.', ',', '٫'].includes(parts.at(-2)!) && !marks.includes(parts.at(-2)!)
    if ((marks.length === 0 || isParted) && (fraction === undefined || begins))
      found.push(Number(groups.join('') + (fraction === undefined ? '' : `.${fraction}`)))
  }
  return found
}

const SEATS = { key: 'seats', type: 'number', label: 'Seats' } as const

describe('a number', () => {
  test.each([
    ['1,000', 'en', '1000'],
    ['1.000', 'de', '1000'],
    ['1.000', 'es', '1000'],
    ['12.500', 'pt-BR', '12500'],
    ['1 000', 'fr', '1000'],
    ['1\u202f000', 'fr', '1000'],
    ['1\u00a0000\u00a0000,5', 'ru', '1000000.5'],
    ['1’000', 'de-CH', '1000'],
    ["1'000.50", 'de-CH', '1000.50'],
    ['1.234,5', 'en', '1234.5'],
    ['1,234.5', 'de', '1234.5'],
    ['1.234.567', 'en', '1234567'],
    ['12,34,567.8', 'hi', '1234567.8'],
    ['-1,234,567', 'de', '-1234567'],
    ['0.125', 'de', '0.125'],
    ['0,125', 'en', '0.125'],
    ['1234.567', 'de', '1234.567'],
    ['1 234,567', 'en', '1234.567'],
    ['1,50', 'en', '1.50'],
    ['1.1250', 'de', '1.1250'],
    ['١٬٠٠٠', 'ar', '1000'],
    ['١٫١٢٥', 'ar', '1.1250'],
    ['१२', 'hi', '12'],
    ['１，０００', 'en', '1000'],
    ['−５', 'ja', '-5'],
    ['\u200e1,000\u2060', 'en', '1000'],
    ['‐5', 'ja', '-5'],
    ['12 34 567', 'hi', '1234567'],
    ['1\u00a0000 000', 'fr', '1000000'],
    ['1.000٫5', 'en', '1000.5'],
    ['𝟙𝟜', 'en', '14'],
    ['𝟷𝟺', 'en', '14'],
  ])('%s, written in %s, is %s', (text, locale, number) => {
    expect(plainNumber(text, locale)).toBe(number)
    expect(problemOf(SEATS, text, locale)).toBeUndefined()
    // What is sent is read again, whatever the language.
    for (const other of ['en', 'de', 'fr', 'nonsense!', undefined])
      expect(plainNumber(number, other)).toBe(number)
  })

  test.each([
    ['1.000', 'en', '1000 or 1'],
    ['1,000', 'de', '1000 oder 1'],
    ['2.125', 'en', '2125 or 2.1250'],
    ['12,500', 'fr', '12500 ou 12,5'],
    ['1.000', 'fr', '1000 ou 1'],
    ['-1.500', 'en', '-1500 or -1.5'],
    ['２．５００', 'ja', '2500または2.5'],
  ])('%s, written in %s, is asked about: %s', (text, locale, asked) => {
    expect(problemOf(SEATS, text, locale)).toBe('invalid')
    expect(eitherNumber(text, locale)).toBe(asked)
  })

  test.each(['1,000', '1.000'])('%s of a form that says no language is asked about', (text) => {
    for (const locale of [undefined, '', 'nonsense!']) expect(problemOf(SEATS, text, locale)).toBe('invalid')
  })

  test.each([
    '1,2,3',
    '1.2,3',
    '1,23.4.5',
    '1 00',
    '1,000 000',
    '1.000 000',
    "1'000 000",
    "1 000'000",
    '1,23.5',
    '1.23,5',
    '1,234,56,789',
    '1٫000٫000',
    '1٫000,5',
    '1234 567',
    '1.234 567',
    '-1,000 000,5',
    '1.000.00',
    '1,000.5,5',
    '12 34',
    '--1',
    '1,',
    ',',
    '1e3',
    '0x10',
  ])('%s is none', (text) => {
    expect(problemOf(SEATS, text, 'en')).toBe('invalid')
    expect(eitherNumber(text, 'en')).toBe('')
  })

  it('is read as somebody may have meant it, or not at all', () => {
    const read: string[] = []
    for (const first of ['1', '12', '123', '1234', '0'])
      for (const [one, two, three] of MARKS.flatMap((a) => MARKS.flatMap((b) => MARKS.map((c) => [a, b, c]))))
        for (const lengths of ['3', '2', '33', '23', '32', '22', '31', '333', '331', '223', '232', '433']) {
          const digits = lengths.split('').map((length) => '56789'.slice(0, Number(length)))
          const marks = [one!, two!, three!]
          const text = first + digits.map((part, at) => marks[at] + part).join('')
          for (const locale of ['en', 'de', 'fr', 'hi', 'ar', undefined]) {
            if (problemOf(SEATS, text, locale)) continue
            read.push(text)
            expect(meanings(text), text).toContain(Number(plainNumber(text, locale)))
          }
        }
    expect(read.length).toBeGreaterThan(500)
  })

  it('of any script has its value', () => {
    for (let code = 0; code < 0x20000; code++) {
      const digit = String.fromCodePoint(code)
      const folded = digit.normalize('NFKC')
      if (/^\p{Nd}$/u.test(digit) && /^\d$/.test(folded)) expect(plainSigns(digit), digit).toBe(folded)
    }
  })

  test.each([
    ['1,000', 'en', '1000'],
    ['1.234,5', 'de', '1234,5'],
    ['1,5', 'de', '1,5'],
    ['1,5', 'en', '1.5'],
    ['۱۲', 'fa', '۱۲'],
    ['7', 'en', '7'],
  ])('%s, written in %s, is shown as %s', (text, locale, shown) => {
    expect(shownNumber(text, locale)).toBe(shown)
    expect(plainNumber(shown, locale)).toBe(plainNumber(text, locale))
  })
})

describe('the proxy', () => {
  const form = { fields: [SEATS, { key: 'note', type: 'text', label: 'Note' }] } as const

  it('reads a number by the language of the form, and asks in it', async () => {
    const { postForm, outbox } = anApp({ form })
    const sent = (locale: string, seats: string) => postForm(formFields({ locale, 'fields[seats]': seats }))
    expect(await refusalOf(await sent('en', '1.000'))).toMatchObject({
      fields: { 'fields[seats]': 'invalid' },
    })
    expect((await sent('de', '1.000')).status).toBe(202)
    expect(stored(outbox)?.fields).toEqual({ seats: '1000' })
  })

  it('takes a number of a program for what it is', async () => {
    const { postJson, outbox } = anApp({ form })
    expect((await postJson({ ...aSubmission(), fields: { seats: 1.125, note: 7 } })).status).toBe(202)
    expect(stored(outbox)?.fields).toEqual({ seats: '1.1250', note: '7' })
  })

  it('asks on the page without JavaScript, too', async () => {
    const sites = { shop: { channel: CHANNEL, origins: [ORIGIN], fields: [SEATS] } }
    const app = anEmbeddedApp({ publicUrl: OWN, sites })
    const page = await app.post(await anOpenForm(app, { 'fields[seats]': '1.000' }))
    expect(await page.text()).toContain('Enter a number: 1000 or 1')
  })
})

describe('digits and hyphens', () => {
  test.each([
    ['tel', '０３－１２３４－５６７８', '03-1234-5678'],
    ['tel', '０３ー１２３４', '03-1234'],
    ['tel', '（０３）１２３４', '(03)1234'],
    ['tel', '＋４９　３０　１２３', '+49 30 123'],
    ...'‐‑‒–—―−'.split('').map((hyphen) => ['tel', `030${hyphen}1234`, '030-1234']),
    ['tel', '۰۹۱۲ ۳۴۵', '0912 345'],
  ])('of a field of type %s: %s is %s', (_, text, value) => {
    const field = { key: 'own', type: 'tel', label: 'Own' } as const
    expect(cleanValue(field, text)).toBe(value)
    expect(problemOf(field, text)).toBeUndefined()
  })

  test.each([
    ['[A-Z]{2}\\d{4}', 'ＡＢ１２３４', 'AB1234'],
    ['\\d{3}-\\d{4}', '１２３－４５６７', '123-4567'],
    ['\\d{3}-\\d{4}', '123–4567', '123-4567'],
    ['[A-Z]{2}\\d+', '\u200eAB\u200b12\u2060', 'AB12'],
    ['[A-Z]{2}\\d+', '“AB12”', 'AB12'],
    ['[A-Z]{2}\\d+', '\u202aAB12\u202c', 'AB12'],
    ['\\d+', '४२', '42'],
    // Phones and word processors write these by themselves.
    ['\\d\'\\d{1,2}"', '5’11”', '5\'11"'],
    ['\\d\'\\d{1,2}"', '5′11″', '5\'11"'],
    ["[A-Z]'[A-Z]+", 'O’BRIEN', "O'BRIEN"],
    ["[A-Z]'[A-Z]+", '“O´BRIEN”', "O'BRIEN"],
    ['"\\w+-\\d"', '„ab–1“', '"ab-1"'],
    ["\\d+'\\d", '"12’3"', "12'3"],
    // There they mean something.
    ['\\w’\\w+', 'O’Brien', 'O’Brien'],
    ['[０-９]+', '０３', '０３'],
    ['.*', '“03–04”', '“03–04”'],
    ['\\p{L}+\\u200c\\p{L}+', 'می\u200cخواهم', 'می\u200cخواهم'],
  ])('of a pattern %s: %s is %s', (pattern, text, value) => {
    const field = { key: 'own', type: 'text', label: 'Own', pattern } as const
    expect(cleanValue(field, text)).toBe(value)
    expect(problemOf(field, text)).toBeUndefined()
  })

  it('of a text that does not fit its pattern at all stay as they are', () => {
    const field = { key: 'own', type: 'text', label: 'Own', pattern: '\\d+' } as const
    expect(cleanValue(field, 'Ａ–１')).toBe('Ａ–１')
    expect(problemOf(field, 'Ａ–１')).toBe('invalid')
  })
})
