/**
 * Numbers as people write them: `1,000` is a thousand to some and one to others. The form's language tells which where it
 * can; otherwise nobody may guess, and the visitor is asked.
 */

import { withoutFormat } from '../email/address.ts'

/** Hyphens and dashes, and what Japanese keyboards write for one. */
const HYPHENS = /[\u2010-\u2015\u2212\uFE58\uFE63\u30FC\uFF70]/g

/** The digits of a script follow each other from its zero on; mathematical ones five times over. */
function asciiDigit(digit: string): string {
  const code = Number(digit.codePointAt(0))
  let value = 0
  while (/\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++
  return String(value % 10)
}

/** Text with the digits, letters and hyphens of ASCII in the place of full-width ones and of those of other scripts. */
export const plainSigns = (text: string): string =>
  text
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(HYPHENS, '-')
    .replace(/[^\P{Nd}\d]/gu, asciiDigit)

/** What may be thousands or a fraction. */
const UNCLEAR = /^(-?[1-9]\d{0,2})[.,](\d{3})$/

/**
 * Thousands, or lakhs as in India, parted by one mark: `1,000 000` has two, and nobody knows what either means. Spaces,
 * apostrophes and the mark of Arabic part thousands and nothing else.
 */
const GROUPED = /^-?(?:[1-9]\d{0,2}([.,' \u066C])(?:\d{3}\1)*|[1-9]\d?([.,' \u066C])(?:\d{2}\2)+)\d{3}$/

/** The mark that a language puts between thousands, or before a fraction. */
function markOf(type: 'group' | 'decimal', locale: string | undefined): string | undefined {
  try {
    // Spanish and others part no number of four digits. Without a locale the machine's would be asked.
    return (
      locale &&
      new Intl.NumberFormat(locale).formatToParts(123456.7).find((part) => part.type === type)?.value
    )
  } catch {
    return undefined // A sender may call anything a locale.
  }
}

/** A number as it is stored, which reads the same in every language: three digits behind the point are made four. */
const stored = (number: string): string => (UNCLEAR.test(number) ? `${number}0` : number)

const withoutMarks = (number: string): string => number.replace(/[^\d-]/g, '')

/** A number as JavaScript writes it. What is none, or may be two, stays as it is. */
export function plainNumber(text: string, locale?: string): string {
  const signs = plainSigns(withoutFormat(text)).trim().replace(/\s/g, ' ').replaceAll('\u2019', "'")
  const groups = GROUPED.exec(signs)
  // One comma or point may begin a fraction, too.
  if (groups)
    return UNCLEAR.test(signs) && groups[1] !== markOf('group', locale) ? signs : withoutMarks(signs)
  // The mark of Arabic begins a fraction and nothing else.
  const [, whole = '', mark, rest] = /^(.*)([.,\u066B])(\d+)$/s.exec(signs) ?? []
  if (!rest) return signs
  const [, thousands, lakhs = thousands] = GROUPED.exec(whole) ?? []
  const isWhole = /^-?\d*$/.test(whole) || (lakhs && lakhs !== mark)
  return isWhole ? stored(`${withoutMarks(whole)}.${rest}`) : signs
}

/** Whether a text that `plainNumber` has read may be two numbers. */
export const isUnclear = (number: string): boolean => UNCLEAR.test(number)

/** A number that a program gave, as it is stored. */
export const givenNumber = (number: number): string => stored(String(number))

/** A stored number with the mark of a language. */
const marked = (number: string, locale: string): string =>
  number.replace('.', markOf('decimal', locale) ?? '.')

/** Both numbers that an unclear text may be, as the language writes what is clear: `1000 or 1`. Else empty. */
export function eitherNumber(text: string, locale: string): string {
  const [, whole, rest] = UNCLEAR.exec(plainNumber(text, locale)) ?? []
  if (!whole) return ''
  const fraction = stored(String(Number(`${whole}.${rest}`)))
  return new Intl.ListFormat(locale, {
    __proto__: null, // See office-hours.ts.
    type: 'disjunction',
  } as Intl.ListFormatOptions).format([`${whole}${rest}`, marked(fraction, locale)])
}

/** What was understood, in the mark of the language; as it was written where that says the same. */
export const shownNumber = (text: string, locale: string): string =>
  /[\s.,'\u2019\u066B\u066C]/.test(text) ? marked(plainNumber(text, locale), locale) : text
