/** Every language: complete, well formed, small, and replaceable by a site. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { en, type Texts } from '../../../widget/i18n/en/form.ts'
import { texts as formEn } from '../../../widget/i18n/en/start.ts'
import { texts as fieldsEn, type FieldTexts } from '../../../widget/i18n/en/fields.ts'
import { texts as pagesEn, type PageTexts } from '../../../widget/i18n/en/pages.ts'
import { texts as codeEn, type CodeTexts } from '../../../widget/i18n/en/code.ts'
import { texts as ratingEn, type RatingTexts } from '../../../widget/i18n/en/rating.ts'
import { texts as articlesEn, type ArticleTexts } from '../../../widget/i18n/en/articles.ts'
import { texts as mailEn, type MailTexts } from '../../../widget/i18n/en/mail.ts'
import { en as moreEn, type PartTexts } from '../../../widget/i18n/en/parts.ts'
import { texts as outcomeEn } from '../../../widget/i18n/en/outcome.ts'
import { texts as afterEn, type ConversationTexts } from '../../../widget/i18n/en/conversation.ts'
import { hashedFolder } from '../../../widget/build/built.ts'
import { counted, fill, loadTexts, readTexts, withOwnTexts } from '../../../widget/i18n/texts.ts'
import { TAGS } from '../../../widget/i18n/tags.ts'
import type { Plural } from '../../../widget/i18n/plural.ts'

const ENGLISH = {
  ...en,
  ...moreEn,
  ...fieldsEn,
  ...mailEn,
  ...afterEn,
  ...pagesEn,
  ...codeEn,
  ...ratingEn,
  ...articlesEn,
}
type Key = keyof typeof ENGLISH
const KEYS = Object.keys(ENGLISH) as Key[]
const OTHERS = TAGS.filter((tag) => tag !== 'en')

const UP_TO_1000 = Array.from({ length: 1001 }, (_, n) => n)

/** Every form of a text. */
const forms = (text: string | Plural): string[] => (typeof text === 'string' ? [text] : Object.values(text))

/** The placeholders of one form. */
const holes = (text: string) => (text.match(/\{[^}]*\}?/g) ?? []).toSorted()

test('each language is a file, and each file a language that can be chosen', () => {
  const folders = readdirSync('widget/i18n', { withFileTypes: true }).filter((entry) => entry.isDirectory())
  expect(folders.map(({ name }) => name).toSorted()).toEqual(TAGS.toSorted())
  for (const { name } of folders)
    // English alone comes in pieces: what is needed at once, and what came of sending.
    expect(readdirSync(`widget/i18n/${name}`).toSorted()).toEqual([
      'articles.ts',
      'code.ts',
      'conversation.ts',
      'fields.ts',
      'form.ts',
      'mail.ts',
      ...(name === 'en' ? ['outcome.ts'] : []),
      'pages.ts',
      'parts.ts',
      'rating.ts',
      ...(name === 'en' ? ['start.ts'] : []),
    ])
  expect(TAGS.map((tag) => new Intl.Locale(tag).baseName)).toEqual(TAGS)
})

test.each(TAGS)('%s says who has read it', (tag) => {
  for (const [file, what] of [
    ['form', "The form's texts"],
    ['parts', 'Texts of the parts that come later,'],
    ['fields', "Texts of a site's own fields and of files,"],
    ['mail', 'Texts of e-mails'],
    ['articles', 'Texts of help articles,'],
    ['rating', 'Texts for the rating of an answer,'],
    ['conversation', 'Texts of what comes after a message was sent,'],
    ['code', 'Texts of how an address is proven by a code,'],
    ['pages', 'Texts of the pages that the proxy draws after a message was sent,'],
  ]) {
    const [line] = readFileSync(`widget/i18n/${tag}/${file}.ts`, 'utf8').split('\n')
    const readers = String.raw`Read by (an editor \(a language model\), not by )?a native speaker`
    expect(line).toMatch(RegExp(`^/\\*\\* ${what} in .+\\. ${readers}\\. \\*/$`))
  }
})

/** The texts of the form, of the parts that come later and of e-mails: what holds for one holds for all. */
async function allTexts(tag: string) {
  const { locale, texts } = await loadTexts(tag)
  const more = await readTexts<PartTexts>(tag + '/parts')
  const fields = await readTexts<FieldTexts>(tag + '/fields')
  const mail = await readTexts<MailTexts>(tag + '/mail')
  const after = await readTexts<ConversationTexts>(tag + '/conversation')
  const pages = await readTexts<PageTexts>(tag + '/pages')
  const code = await readTexts<CodeTexts>(tag + '/code')
  const rating = await readTexts<RatingTexts>(tag + '/rating')
  const articles = await readTexts<ArticleTexts>(tag + '/articles')
  // as: what is missing is found by the test that asks for every text
  return {
    locale,
    texts: {
      ...texts,
      ...more,
      ...fields,
      ...mail,
      ...after,
      ...pages,
      ...code,
      ...rating,
      ...articles,
    } as typeof ENGLISH,
  }
}

describe.each(OTHERS)('%s', async (tag) => {
  const { locale, texts } = await allTexts(tag)

  /** Whether a form is that of a single whole number: only then nobody misses the number in it. */
  const ofOneNumber = (text: Plural, form: string) => {
    const rules = new Intl.PluralRules(tag)
    return UP_TO_1000.filter((n) => text[rules.select(n)] === form).length === 1
  }

  test('comes when it is asked for', () => {
    expect(locale).toBe(tag)
    expect(texts).not.toBe(en)
  })

  test('has every text, none of them empty', () => {
    // In English those of what came of sending are in a file of their own.
    expect(Object.keys(texts).toSorted()).toEqual(KEYS.toSorted())
    for (const key of KEYS) for (const form of forms(texts[key])) expect(form, key).toMatch(/^\S(.*\S)?$/u)
  })

  test('has in every form the placeholders that English has', () => {
    for (const key of KEYS)
      for (const form of forms(texts[key])) {
        const wanted = holes(forms(ENGLISH[key])[0]!)
        // A form for one number alone may say it as a word, as Arabic does for one and for two.
        const isWord =
          !form.includes('{n}') && typeof texts[key] === 'object' && ofOneNumber(texts[key], form)
        expect(holes(form), key).toEqual(wanted.filter((hole) => !isWord || hole !== '{n}'))
      }
  })

  test('has a form for every number that the language tells apart, and no other', () => {
    const { pluralCategories } = new Intl.PluralRules(tag).resolvedOptions()
    for (const key of KEYS) {
      const text = texts[key]
      if (typeof text === 'string') continue
      expect(Object.keys(text).toSorted(), key).toEqual(pluralCategories.toSorted())
    }
  })

  test('leaves nothing in English', () => {
    const same = KEYS.filter((key) => JSON.stringify(texts[key]) === JSON.stringify(ENGLISH[key]))
    // Words that are the same in both languages, and what has none.
    expect(same.filter((key) => key !== 'said' && !(tag === 'de' && key === 'optional'))).toEqual([])
  })

  test('calls the button that copies by the word that is on it', () => {
    expect(texts.copyReference.toLowerCase()).toContain(texts.copy.toLowerCase())
  })

  test('is set as the language is', () => {
    const all = KEYS.flatMap((key) => forms(texts[key])).join('\n')
    expect(all, 'an ellipsis is one character, an apostrophe is round').not.toMatch(/\.\.\.|['"`]/)
    const chinese = /^(ja|zh)/.test(tag)
    if (chinese)
      expect(all, 'punctuation is as wide as the letters').not.toMatch(/[^\w\s.][,!?:()]|\p{Lo}[.]/u)
    if (tag === 'fr') expect(all, 'a space that does not break').not.toMatch(/(?<![\u00a0\u202f])[:;!?]/)
    if (tag === 'hi') expect(all, 'sentences end with a danda').not.toMatch(/\p{Script=Deva}\./u)
    if (/^(ar|fa)$/.test(tag)) expect(all, 'Arabic marks').not.toMatch(/[,;?]/)
  })

  test('is a file of its own of at most 1,500 bytes', () => {
    const folder = `dist/public/${hashedFolder()}${tag}`
    const built = readdirSync(folder).filter((name) => name.endsWith('.js'))
    expect(built.map((name) => basename(name, '.js')).toSorted()).toEqual([
      'articles',
      'code',
      'conversation',
      'fields',
      'form',
      'parts',
      'rating',
    ])
    for (const file of built)
      expect(brotliCompressSync(readFileSync(`${folder}/${file}`)).length).toBeLessThanOrEqual(1500)
  })
})

test('English comes with the form, and so do its words when a language is unknown', async () => {
  for (const tag of ['en', 'xx', 'constructor', '../en', ''])
    expect(await loadTexts(tag)).toEqual({ locale: 'en', texts: formEn })
})

test('the English words that come later are none of those that the form has', () => {
  expect(Object.keys(en)).toHaveLength(Object.keys(formEn).length + Object.keys(outcomeEn).length)
})

test('no two texts have the same name', () => {
  const files = [en, moreEn, fieldsEn, mailEn, afterEn, pagesEn, codeEn, ratingEn, articlesEn]
  expect(KEYS).toHaveLength(files.reduce((sum, file) => sum + Object.keys(file).length, 0))
})

test('what went wrong without network is told by words that the form has', () => {
  for (const key of ['notSent', 'notSure', 'offline', 'unavailable', 'backOnline', 'retry', 'sentStatus'])
    expect(formEn).toHaveProperty(key)
})

describe('a site', () => {
  test('replaces known texts only', () => {
    const texts = withOwnTexts(en, { send: 'Go', nonsense: 'x', toString: 'y' })
    expect(texts.send).toBe('Go')
    expect(texts).toEqual({ ...en, send: 'Go' })
  })

  test('replaces the texts of parts that came later, too', () => {
    const texts = withOwnTexts({ ...en, ...moreEn }, { meant: 'Perhaps {email}?' })
    expect(texts).toMatchObject({ meant: 'Perhaps {email}?', here: moreEn.here })
  })

  test('replaces nothing by nothing: what has no words keeps those of the language', () => {
    const wrong = { send: ' ', close: '', title: 1 } as never
    expect(withOwnTexts(en, wrong)).toEqual(en)
  })

  test('gets English, never a key, for a text that a language should lack', () => {
    const { send: _, ...rest } = en
    expect(withOwnTexts(rest as Texts).send).toBe(en.send)
  })

  test('may give one text for all numbers', () => {
    const texts = withOwnTexts(en, { left: '{n} to go' })
    expect(counted(texts.left!, 1, 'en')).toBe('1 to go')
  })
})

test('numbers are written and counted as the language does', async () => {
  const say = async (tag: string, key: 'left' | 'retryIn', n: number) =>
    counted({ ...en, ...(await loadTexts(tag)).texts }[key], n, tag)
  expect(await say('en', 'left', 1)).toBe('1 character left')
  expect(await say('en', 'left', 1234)).toBe('1,234 characters left')
  expect(await say('nl', 'left', 1234)).toBe('Nog 1.234 tekens')
  expect(await say('pl', 'left', 3)).toBe('Pozostały 3 znaki')
  expect(await say('pl', 'left', 5)).toBe('Pozostało 5 znaków')
  expect(await say('ro', 'left', 20)).toBe('Au mai rămas 20 de caractere')
  expect(await say('sl', 'retryIn', 2)).toBe('Znova čez 2 sekundi')
  expect(await say('fa', 'retryIn', 12)).toContain('۱۲')
  expect(await say('ar', 'left', 3)).toContain('أحرف')
  expect(await say('ar', 'left', 11)).toContain('حرفًا')
  expect(fill('{a} and {b}', { a: 'x' })).toBe('x and {b}')
})
