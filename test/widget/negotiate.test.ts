import { expect, test } from 'vitest'
import { direction, negotiate } from '../../widget/i18n/negotiate.ts'
import { shellTexts } from '../../widget/i18n/shell.ts'
import { counted, fill, loadTexts, locales, withOwnTexts } from '../../widget/i18n/locales.ts'
import { en } from '../../widget/i18n/en.ts'

const available = ['en', 'nl', 'de', 'pt', 'pt-BR', 'zh-Hans', 'zh-Hant', 'sr-Latn', 'ar']

test.each([
  [['en'], 'en'],
  [['en-GB'], 'en'],
  [['EN-us'], 'en'],
  [['en_US'], 'en'],
  [['nl-BE'], 'nl'],
  [['de-CH'], 'de'],
  [['de-Latn-AT'], 'de'],
  [['de-DE-u-co-phonebk'], 'de'],
  [['pt-BR'], 'pt-BR'],
  [['pt-PT'], 'pt'],
  [['pt'], 'pt'],
  [['zh'], 'zh-Hans'],
  [['zh-CN'], 'zh-Hans'],
  [['zh-SG'], 'zh-Hans'],
  [['zh-TW'], 'zh-Hant'],
  [['zh-HK'], 'zh-Hant'],
  [['zh-MO'], 'zh-Hant'],
  [['zh-Hant-HK'], 'zh-Hant'],
  [['zh-Hans-TW'], 'zh-Hans'],
  [['sr-Latn-RS'], 'sr-Latn'],
  [['sr'], undefined],
  [['ar-EG'], 'ar'],
  [['', 'nl'], 'nl'],
  [['not a tag', 'nl'], 'nl'],
  [['fr', 'nl'], 'nl'],
  [['x-klingon', 'de'], 'de'],
  [['fr-CA', 'ja'], undefined],
  [['*', 'en'], 'en'],
  [[], undefined],
  [['den', 'nlx'], undefined],
])('%j is answered with %s', (wanted, expected) => {
  expect(negotiate(wanted, available)).toBe(expected)
})

test('European Portuguese does not become Brazilian', () => {
  expect(negotiate(['pt-PT'], ['pt-BR', 'en'])).toBeUndefined()
})

test('Arabic and Hebrew run from right to left', () => {
  expect(['ar', 'he', 'fa-IR', 'en', 'nl', 'arn'].map(direction)).toEqual([
    'rtl',
    'rtl',
    'rtl',
    'ltr',
    'ltr',
    'ltr',
  ])
})

test('the loader and the form know the same languages', () => {
  expect(Object.keys(shellTexts).toSorted()).toEqual(['en', ...Object.keys(locales)].toSorted())
})

/** The placeholders in a text. */
const holes = (text: unknown) =>
  JSON.stringify(text)
    .match(/\{\w+\}/g)
    ?.toSorted()

test.each(Object.keys(locales))('%s has every text with the same placeholders', async (locale) => {
  const texts = await loadTexts(locale)
  expect(Object.keys(texts).toSorted()).toEqual(Object.keys(en).toSorted())
  for (const key of Object.keys(en) as (keyof typeof en)[]) {
    expect([...new Set(holes(texts[key]))], key).toEqual([...new Set(holes(en[key]))])
  }
})

test('an unknown language, or a word that every object knows, is English', async () => {
  expect(await loadTexts('xx')).toBe(en)
  expect(await loadTexts('constructor')).toBe(en)
})

test('a site replaces known texts only', () => {
  const texts = withOwnTexts(en, { send: 'Go', nonsense: 'x', toString: 'y' })
  expect(texts.send).toBe('Go')
  expect(Object.keys(texts)).toEqual(Object.keys(en))
})

test('numbers are written and counted as the language does', () => {
  expect(counted(en.left, 1, 'en')).toBe('1 character left')
  expect(counted(en.left, 1234, 'en')).toBe('1,234 characters left')
  expect(counted({ other: '{n}' }, 1234, 'nl')).toBe('1.234')
  expect(fill('{a} and {b}', { a: 'x' })).toBe('x and {b}')
})
