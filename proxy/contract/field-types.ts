/**
 * The types of a site's own fields, each said once: what it is drawn as, how a value is cleaned and checked, which words
 * there are for what is wrong with it. A new one is a row here, its texts, and a row in config/form-schema.ts.
 */
import { EMAIL_MAX, MESSAGE_MAX, PAGE_MAX, SUBJECT_MAX } from './limits.ts'
import { cleanEmail, isEmail, withoutFormat } from './email/address.ts'
import { isUnclear, plainNumber, plainSigns } from './number/written-number.ts'
import { cleanLine, cleanText, codePoints } from './text.ts'

/** Attributes of an element; `false` is written out. */
type Attributes = Readonly<Record<string, string | number | false | undefined>>

interface Limits {
  min?: number | string
  max?: number | string
}

interface Kind {
  /** One line or several to write in, a menu, one box to tick, several of them or of radio buttons, or nothing. */
  control: 'line' | 'lines' | 'menu' | 'box' | 'boxes' | 'radios' | 'none'
  /** Attributes by which browsers and keyboards know what belongs in it (WCAG 1.3.5). */
  html?: Attributes | undefined
  /** Those that its limits make. */
  limited?: ((limits: Limits) => Attributes) | undefined
  /** A text as it is checked and stored; `locale` is that of the form it was written into. */
  clean: (text: string, locale?: string) => string
  /** Whether a cleaned text is what the type says; `options` are the field's. Absent: any is. */
  fits?: ((text: string, options: readonly string[]) => boolean) | undefined
  /** Longest value where the field says nothing. */
  max: number
  /** What its length is counted in; absent: code points. */
  length?: ((text: string) => number) | undefined
  /** What its limits are compared with; absent: they are not about the value. */
  ranked?: ((text: string) => number | string) | undefined
  /** Keys of the words for what is missing, is none of its values, comes before or after its limits. */
  required: 'fillIn' | 'choose' | 'tick'
  invalid: 'notValid' | `${string}_invalid`
  low?: 'notBefore' | undefined
  high?: 'notAfter' | undefined
}

/**
 * What a visitor writes in one line, where a row says nothing else. What is not there is said as well: else a polluted
 * prototype would say it in the visitor's browser.
 */
const LINE = {
  control: 'line',
  html: undefined,
  limited: undefined,
  fits: undefined,
  length: undefined,
  ranked: undefined,
  low: undefined,
  high: undefined,
  clean: cleanLine,
  max: SUBJECT_MAX,
  required: 'fillIn',
  invalid: 'notValid',
} as const

/** What a visitor chooses, likewise. */
const CHOICE = { ...LINE, required: 'choose' } as const

/** A web address as people write it: the scheme may be missing. Loops over one class each: linear. */
const URL_LIKE = /^(https?:\/\/)?[^\s/?#@\\]+\.[^\s/?#@.\\]+([/?#]\S*)?$/iu
const TEL = /^\+?[\p{Nd}\s()./*#x-]+$/iu
const NUMBER = /^-?(\d{1,15}(\.\d{0,9})?|\.\d{1,9})$/

/** Quotes and brackets that a text is pasted with. */
const AROUND = /["'<>\p{Pi}\p{Pf}\u201A\u201E]+/gu

/** One line in which format characters and the marks around it mean nothing. */
function bare(text: string): string {
  const shown = withoutFormat(cleanLine(text))
  const isInside = (run: string, at: number) => at > 0 && at + run.length < shown.length
  return shown.replace(AROUND, (run, at: number) => (isInside(run, at) ? run : '')).trim()
}

/** The same with plain digits and hyphens: what a telephone number and most patterns are made of. */
const plainText = (text: string): string => plainSigns(bare(text))

const straight = (text: string): string =>
  text.replace(/[\u2018-\u201B\u2032\u02BC\u00B4]/g, "'").replace(/[\u201C-\u201F\u2033]/g, '"')

/** Readings of a text in plain signs, from what changes least on: with the marks around it and without them. */
export const plainTexts = (text: string): string[] =>
  [plainSigns(withoutFormat(cleanLine(text))), plainText(text)].flatMap((plain) => [plain, straight(plain)])

function isDate(value: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(value + 'T00:00:00Z') : NaN
  // February 30 is taken for March 2.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value)
}

const isListed = (text: string, options: readonly string[]) => options.includes(text)

const TYPES = {
  text: { ...LINE, html: { type: 'text', dir: 'auto', autocomplete: 'off' } },
  textarea: {
    ...LINE,
    control: 'lines',
    html: { dir: 'auto', rows: 3 },
    clean: cleanText,
    max: MESSAGE_MAX,
  },
  email: {
    ...LINE,
    // Not type=email: Chromium 156 sends another domain than was typed there.
    html: {
      type: 'text',
      inputmode: 'email',
      autocomplete: 'email',
      autocapitalize: 'none',
      autocorrect: 'off',
      spellcheck: false,
      dir: 'ltr',
    },
    clean: cleanEmail,
    fits: isEmail,
    max: EMAIL_MAX,
    length: (text) => text.length,
    invalid: 'email_invalid',
  },
  url: {
    ...LINE,
    html: {
      type: 'url',
      inputmode: 'url',
      autocomplete: 'url',
      autocapitalize: 'none',
      spellcheck: false,
      dir: 'ltr',
    },
    clean: bare,
    fits: (text) => URL_LIKE.test(text),
    max: PAGE_MAX,
    invalid: 'url_invalid',
  },
  tel: {
    ...LINE,
    html: { type: 'tel', inputmode: 'tel', autocomplete: 'tel', dir: 'ltr' },
    clean: (text) => plainText(text).replace(/^tel:(\/\/)?/i, ''),
    fits: (text) => TEL.test(text) && text.replace(/\P{Nd}/gu, '').length > 2,
    max: 40,
    invalid: 'tel_invalid',
  },
  number: {
    ...LINE,
    // Not type=number: it hides what is no number, and turns with the mouse wheel.
    html: { type: 'text', autocomplete: 'off', dir: 'ltr' },
    // Where a telephone may show digits only: theirs have no minus.
    limited: ({ min }) => ({ inputmode: Number(min) >= 0 ? 'decimal' : undefined }),
    clean: (text, locale) => plainNumber(cleanLine(text), locale),
    fits: (text) => NUMBER.test(text) && !isUnclear(text),
    ranked: Number,
    invalid: 'number_invalid',
  },
  date: {
    ...CHOICE,
    html: { type: 'date' },
    limited: ({ min, max }) => ({ min, max }),
    fits: isDate,
    ranked: String,
    invalid: 'date_invalid',
    low: 'notBefore',
    high: 'notAfter',
  },
  select: { ...CHOICE, control: 'menu', fits: isListed },
  radio: { ...CHOICE, control: 'radios', fits: isListed },
  checkbox: { ...LINE, control: 'box', fits: (text) => text === 'yes', required: 'tick' },
  checkboxes: { ...CHOICE, control: 'boxes' },
  hidden: { ...LINE, control: 'none' },
} satisfies Record<string, Kind>

/** Name of a type. */
export type FieldType = keyof typeof TYPES

/** Every type by its name. */
export const FIELD_TYPES: Readonly<Record<FieldType, Kind>> = TYPES

/** Whether a visitor writes it, by any keys. */
export const isWritten = (type: FieldType): boolean => FIELD_TYPES[type].control.startsWith('line')

/** The attributes of the element that a field is drawn as. */
export const attributesOf = (field: Limits & { type: FieldType }): Attributes => ({
  ...FIELD_TYPES[field.type].html,
  ...FIELD_TYPES[field.type].limited?.(field),
})

/** How long a cleaned text of this type is. */
export const lengthIn = (type: FieldType, text: string): number =>
  (FIELD_TYPES[type].length ?? codePoints)(text)
