/**
 * The words of the server-rendered form. They are the widget's own: its build writes them into `embed.json`, so that
 * there is one place to translate.
 */
import { parseAccept } from 'hono/utils/accept'
import type { Site } from '../config/config.ts'
import type { EmailTexts } from '../contract/email/code.ts'
import { TAG_MAX } from '../contract/limits.ts'
import { fill } from '../contract/localized.ts'
import { own } from '../contract/own-property.ts'
import { formWords } from '../contract/problem-words/form.ts'
import type { FieldProblem } from '../contract/problems.ts'

/** A text whose form depends on a number, by the categories of Intl.PluralRules. */
type Plural = { other: string } & Partial<Record<string, string>>

/** The texts of the form in one language; see `widget/i18n/en/form.ts`. */
type Texts = Record<string, string | Plural>

/** One language as the build wrote it. */
interface Language {
  dir: 'ltr' | 'rtl'
  texts: Texts
  /** What e-mails say. */
  mail: EmailTexts
}

/** Every language, by tag. English is always there. */
export type Languages = Record<string, Language>

/** A chosen language, ready to speak. */
export interface Words {
  locale: string
  dir: 'ltr' | 'rtl'
  /** A plain text with its `{…}` replaced. */
  say(key: string, values?: Record<string, string>): string
  /** A text that fits the number `n`. */
  count(key: string, n: number, values?: Record<string, string>): string
  /** What is wrong with a field that every form has. */
  problem(field: string, problem: FieldProblem, value: string): string
}

/** Nobody speaks more; each is looked up. */
const LANGUAGES_MAX = 50

/** The tags of an `Accept-Language` header, best first (RFC 9110 §12.5.4). */
export const acceptedLanguages = (header: string): string[] =>
  parseAccept(header)
    .filter(({ type, q }) => type !== '*' && q > 0)
    .slice(0, LANGUAGES_MAX)
    .map(({ type }) => type)

/**
 * The best of the `available` languages for the `wanted` ones: lookup as in RFC 4647 §3.4, but by script where the
 * region implies one, and all Norwegian is `nb`. The widget's `negotiate` does the same (a test compares them).
 */
export function negotiate(wanted: readonly string[], available: readonly string[]): string | undefined {
  for (const tag of wanted) {
    // Each part of a tag is compared with all before it: one of 220,000 characters kept the process busy for 12 s.
    if (tag.length > TAG_MAX) continue
    try {
      const locale = new Intl.Locale(tag.replace(/_/g, '-'))
      const { language, script } = locale.maximize()
      const found = [locale.baseName, `${language}-${script}`, language.replace(/^n[no]$/, 'nb')].find(
        (item) => available.includes(item),
      )
      if (found !== undefined) return found
    } catch {
      // Not a language tag.
    }
  }
  return undefined
}

/** The words of `locale`, with those that the site replaces. */
export function wordsOf(languages: Languages, locale: string, site: Site | undefined): Words {
  const { dir = 'ltr', texts } = languages[locale] ?? {}
  const all: Texts = { ...languages['en']?.texts, ...texts, ...site?.form.texts?.[locale] }
  const lookUp = (key: string) => own(all, key) ?? ''
  const say: Words['say'] = (key, values = {}) => {
    const text = lookUp(key)
    return fill(typeof text === 'string' ? text : text.other, values)
  }
  const count: Words['count'] = (key, n, values) => {
    const text = lookUp(key)
    const form =
      typeof text === 'string' ? text : (text[new Intl.PluralRules(locale).select(n)] ?? text.other)
    return fill(form, { ...values, n: new Intl.NumberFormat(locale).format(n) })
  }
  const problem: Words['problem'] = (field, code, value) => {
    const words = formWords(field, code, value, all)
    return count(words.key, words.count)
  }
  return { locale, dir, say, count, problem }
}
