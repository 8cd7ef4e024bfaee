/** Which language a visitor gets (R74). */
import { expect, test } from 'vitest'
import { direction, negotiate } from '../../../widget/i18n/negotiate.ts'
import { TAGS } from '../../../widget/i18n/tags.ts'

test.each([
  // The tag as it is, in any spelling.
  [['en'], 'en'],
  [['EN-us'], 'en'],
  [['en_US'], 'en'],
  [['pt-BR'], 'pt-BR'],
  [['PT_br'], 'pt-BR'],
  [['zh-hant'], 'zh-Hant'],
  // What is more special falls back to what is more general.
  [['en-GB'], 'en'],
  [['nl-BE'], 'nl'],
  [['de-CH'], 'de'],
  [['de-Latn-AT'], 'de'],
  [['de-DE-u-co-phonebk'], 'de'],
  [['es-419'], 'es'],
  [['fr-CA'], 'fr'],
  [['ar-EG'], 'ar'],
  [['fa-AF'], 'fa'],
  // Portuguese is two languages.
  [['pt'], 'pt'],
  [['pt-PT'], 'pt'],
  [['pt-AO'], 'pt'],
  // Chinese goes by the script, which the region implies.
  [['zh'], 'zh-Hans'],
  [['zh-CN'], 'zh-Hans'],
  [['zh-SG'], 'zh-Hans'],
  [['zh-TW'], 'zh-Hant'],
  [['zh-HK'], 'zh-Hant'],
  [['zh-MO'], 'zh-Hant'],
  [['zh-Hant-HK'], 'zh-Hant'],
  [['zh-Hans-TW'], 'zh-Hans'],
  [['cmn-TW'], 'zh-Hant'],
  // Other names for the same language.
  [['no'], 'nb'],
  [['nn-NO'], 'nb'],
  [['nb-NO'], 'nb'],
  [['iw'], 'he'],
  [['iw-IL'], 'he'],
  // The next preference, when there is nothing.
  [['', 'nl'], 'nl'],
  [['not a tag', 'nl'], 'nl'],
  [['sr-Latn', 'hr'], 'hr'],
  [['eu', 'es-ES', 'en'], 'es'],
  [['x-klingon', 'de'], 'de'],
  [['*', 'en'], 'en'],
  [['constructor', 'el'], 'el'],
  [['ca-ES', 'gl'], undefined],
  [['den', 'nlx'], undefined],
  [[], undefined],
])('%j is answered with %s', (wanted, expected) => {
  expect(negotiate(wanted, TAGS)).toBe(expected)
})

test('European Portuguese does not become Brazilian, nor one script of a language the other', () => {
  expect(negotiate(['pt-PT'], ['pt-BR', 'en'])).toBeUndefined()
  expect(negotiate(['sr'], ['sr-Latn'])).toBeUndefined()
  expect(negotiate(['sr-Latn-RS'], ['sr-Latn'])).toBe('sr-Latn')
  expect(negotiate(['zh-TW'], ['zh-Hans'])).toBeUndefined()
})

test('Arabic, Hebrew and Persian run from right to left, and nothing else does', () => {
  expect(TAGS.filter((tag) => direction(tag) === 'rtl')).toEqual(['ar', 'fa', 'he'])
  expect(['fa-IR', 'arn', ''].map(direction)).toEqual(['rtl', 'ltr', 'ltr'])
})
