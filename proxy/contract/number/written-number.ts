/**
 * Numbers as people write them: `1,000` is a thousand to some and one to others. The form's language tells which where it
 * can; otherwise nobody may guess, and the visitor is asked.
 */

import { withoutFormat } from '../email/address.ts'

/** Hyphens and dashes, and what Japanese keyboards write for one. */
const HYPHENS = /[\u2010-\u2015\u2212\uFE58\uFE63\u30FC\uFF70]/g

/** The digits of a script follow each other from its zero on. */
function asciiDigit(digit: string): string {
  const code = Number(digit.codePointAt(0))
  let value = 0
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++
  return String(value)
}

/** Text with the digits, letters and hyphens of ASCII in the place of full-width ones and of those of other scripts. */
export const plainSigns = (text: string): string =>
  text
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(HYPHENS, '-')
    .replace(/[^\P{Nd}\d]/gu, asciiDigit)

/** What may be thousands or a fraction. */
const UNCLEAR = /^(-?[1-9]\d{0,2})[.,](\d{3})$/

/** Parts of thousands, or of lakhs as in India. */
const GROUPED = /^-?\d{1,3}(?:([.,])\d{2,3}(?:\1\d{2,3})*)?$/

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

/** A number as JavaScript writes it. What is none, or may be two, stays as it is. */
export function plainNumber(text: string, locale?: string): string {
  const signs = plainSigns(withoutFormat(text)).trim()
  // These part thousands and nothing else; the mark of Arabic begins a fraction and nothing else.
  const bare = signs.replace(/(\d)[\s'\u2019\u066C](?=\d{3}(?!\d))/g, '$1').replace('\u066B', '.')
  const [, whole = '', mark, rest = ''] = /^(.*)([.,])(\d*)$/s.exec(bare) ?? []
  if (!mark || !rest) return bare
  const ungrouped = whole.replace(/[.,]/g, '')
  if (ungrouped !== whole) {
    if (!GROUPED.test(whole)) return bare
    // The same mark again parts thousands, another one begins a fraction.
    return whole.includes(mark)
      ? rest.length === 3
        ? ungrouped + rest
        : bare
      : stored(`${ungrouped}.${rest}`)
  }
  if (bare !== signs || !UNCLEAR.test(bare)) return stored(`${whole}.${rest}`)
  return mark === markOf('group', locale) ? whole + rest : bare
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
  return new Intl.ListFormat(locale, { type: 'disjunction' }).format([
    `${whole}${rest}`,
    marked(fraction, locale),
  ])
}

/** What was understood, in the mark of the language; as it was written where that says the same. */
export const shownNumber = (text: string, locale: string): string =>
  /[\s.,'\u2019\u066B\u066C]/.test(text) ? marked(plainNumber(text, locale), locale) : text
