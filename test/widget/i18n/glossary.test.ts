/** The glossary of docs/languages.md: the texts of each language use its words, form of address and quotes. */
import { describe, expect, test } from 'vitest'
import { page } from '../../pages.ts'
import { en } from '../../../widget/i18n/en/form.ts'
import { en as partsEn } from '../../../widget/i18n/en/parts.ts'
import { readTexts } from '../../../widget/i18n/texts.ts'
import { TAGS } from '../../../widget/i18n/tags.ts'

/** The columns of the table, each with the texts that have to use a word of it. */
const TERMS = {
  send: ['send', 'notSent', 'sent', 'sentStatus'],
  message: ['message', 'message_required', 'notSure', 'again'],
  reference: ['reference', 'sentStatus', 'copyReference', 'next'],
  attachment: ['files', 'fileAdded', 'filesAdded', 'filesLost', 'fileTooMany', 'attach'],
  retry: ['retry', 'retryIn'],
  reply: ['intro', 'sentTo', 'replyTime', 'replyBy', 'codeNoReply'],
  optional: ['optional'],
}

/** Words that would address the visitor otherwise than the table says. */
const OTHER_ADDRESS: Readonly<Record<string, RegExp>> = {
  bg: /(?<!\p{L})(ти|твоят?|твоето|теб)(?!\p{L})/iu,
  cs: /(?<!\p{L})(ty|tvůj|tvá|tvoje|tebe)(?!\p{L})/iu,
  da: /(?<!\p{L})(Deres|Dem)(?!\p{L})/u,
  de: /(?<!\p{L})(du|dich|dir|dein\p{L}*)(?!\p{L})/iu,
  el: /(?<!\p{L})(εσύ|σου|εσένα)(?!\p{L})/iu,
  es: /(?<!\p{L})(tú|tus?|te|ti)(?!\p{L})/iu,
  et: /(?<!\p{L})(sina|sinu|sulle)(?!\p{L})/iu,
  fa: /(?<!\p{L})تو(?!\p{L})/u,
  fi: /(?<!\p{L})(teidän|teille|teitä)(?!\p{L})/iu,
  fr: /(?<!\p{L})(tu|toi|ton|tes)(?!\p{L})/iu,
  he: /שלכם|אתם|תכם/u,
  hi: /तुम|(?<!\p{L})तू/u,
  hr: /(?<!\p{L})(tvoj\p{L}*|tebe|tebi)/iu,
  hu: /(?<!\p{L})(te|tied|neked|téged)(?!\p{L})/iu,
  it: /(?<!\p{L})(lei|suo|sua|suoi)(?!\p{L})/iu,
  lt: /(?<!\p{L})(tu|tavo|tau)(?!\p{L})/iu,
  lv: /(?<!\p{L})(tu|tavs|tava|tavu)(?!\p{L})/iu,
  nb: /(?<!\p{L})(Deres|Dem)(?!\p{L})/u,
  nl: /(?<!\p{L})(u|uw)(?!\p{L})/iu,
  pl: /(?<!\p{L})(Pan|Pani|Państw[oa])(?!\p{L})/u,
  pt: /(?<!\p{L})(tu|teu|tua|você)(?!\p{L})/iu,
  'pt-BR': /(?<!\p{L})(tu|teu|tua|senhora?)(?!\p{L})/iu,
  ro: /(?<!\p{L})(tu|tău|ta|tale|dvs)(?!\p{L})/iu,
  sk: /(?<!\p{L})(ty|tvoj\p{L}*|tebe)(?!\p{L})/iu,
  sl: /(?<!\p{L})(tvoj\p{L}*|tebe|tebi)/iu,
  sv: /(?<!\p{L})(Ni|Er|Ert)(?!\p{L})/u,
  tr: /(?<!\p{L})(sen|senin|sana)(?!\p{L})/iu,
  uk: /(?<!\p{L})(ти|твій|твоє|твоя|тебе)(?!\p{L})/iu,
  'zh-Hans': /你/u,
  'zh-Hant': /你/u,
}

const ROWS = page('docs/languages.md', '## Words')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|').map((cell) => cell.trim()))

/** Letters without their marks: what an ending changes of them is no other word. */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** The beginnings by which the words of a cell are found, whatever their ending. */
function beginnings(cell: string): string[] {
  const words = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}]/u.test(cell)
    ? cell.split(', ')
    : cell.split(/,? /).map((word) => word.slice(0, Math.max(3, Math.ceil(word.length * 0.6))))
  return words.map(plain).filter((word) => word.length > 1)
}

/** All texts of a language. */
async function textsOf(tag: string): Promise<Record<string, unknown>> {
  const files = await Promise.all(
    ['form', 'parts', 'fields', 'mail', 'pages', 'code', 'articles'].map((file) =>
      readTexts<object>(`${tag}/${file}`),
    ),
  )
  return Object.assign(tag === 'en' ? { ...en, ...partsEn } : {}, ...files) as Record<string, unknown> // as: of texts
}

test('every language has a row', () => {
  expect(ROWS.map(([, tag]) => tag?.replaceAll('`', ''))).toEqual(TAGS)
})

describe.each(ROWS.map((cells) => [cells[1]!.replaceAll('`', ''), cells.slice(2)] as const))(
  '%s',
  async (tag, cells) => {
    const texts = await textsOf(tag)

    test.each(Object.entries(TERMS).map(([term, keys], column) => [term, keys, cells[column]!] as const))(
      'has one word for "%s"',
      (_, keys, cell) => {
        const known = beginnings(cell)
        const without = keys.filter(
          (key) => !known.some((word) => plain(JSON.stringify(texts[key])).includes(word)),
        )
        expect(without, cell).toEqual([])
      },
    )

    test('addresses the visitor in one way', () => {
      expect(cells[7]).toMatch(/^(polite|informal|neutral)$/)
      const other = OTHER_ADDRESS[tag]
      expect(Object.entries(texts).filter(([, text]) => other?.test(JSON.stringify(text)))).toEqual([])
    })

    test('has no quotes but its own', () => {
      const own = cells[8]!
      expect(own).toMatch(/^\S…\S$/u)
      const quotes = JSON.stringify(texts).match(/[«»„“”‘「」『』]/gu) ?? []
      expect(quotes.filter((quote) => !own.includes(quote))).toEqual([])
    })
  },
)
