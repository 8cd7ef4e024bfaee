/** Finds the articles that may answer what somebody writes: `createIndex`. */
import MiniSearch from 'minisearch'
import { plain, RUNNING } from '../contract/help/help.ts'

/** What is searched of an article. */
export interface IndexedArticle {
  key: string
  title: string
  text: string
}

/** How many are told at once: more would be in the way. */
const FOUND_MAX = 3

/**
 * A word that is in more than one of so many articles tells nothing of what is wanted: "your", "please". So nobody has to
 * keep a list of such words for every language. With fewer articles than the second number chance would decide.
 */
const COMMON_SHARE = 4
const FEW = 8

/** So short words tell too little, but where a word is a sign or two. */
const SHORT_MAX = 3

/** Words: runs of scripts that write no spaces, and of all others. */
const WORDS =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Mymr}ー]+|[^\P{L}\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Mymr}]+/gu

/** Articles that are taken in before others get their turn. */
const AT_ONCE = 5

/** Words that have room for a mistake. */
const FUZZY_MIN = 6

/** Where no space stands between words, every two signs that follow each other count as one. */
const inPairs = (run: string): string[] => {
  const signs = Array.from(run)
  return signs.length < 2 ? signs : signs.slice(1).map((sign, at) => `${signs[at]}${sign}`)
}

/** What a text is compared by: its words without case and marks, those left out that are too short to go by. */
const wordsOf = (text: string): string[] =>
  (plain(text).match(WORDS) ?? []).flatMap((word) =>
    RUNNING.test(word) ? inPairs(word) : word.length > SHORT_MAX ? [word] : [],
  )

/** Finds articles by what is written; the best first. `isOffered`: whether one is the site's. */
export type ArticleSearch = (written: string, isOffered: (key: string) => boolean) => string[]

export async function createIndex(articles: readonly IndexedArticle[]): Promise<ArticleSearch> {
  const index = new MiniSearch<IndexedArticle>({
    idField: 'key',
    fields: ['title', 'text'],
    tokenize: wordsOf,
    processTerm: (word) => word,
    searchOptions: {
      boost: { title: 4 },
      // "refund" finds "refunds", and with a mistake of one letter each other.
      prefix: (term) => term.length > SHORT_MAX,
      fuzzy: (term) => (term.length >= FUZZY_MIN ? 0.2 : false),
      maxFuzzy: 1,
    },
  })
  await index.addAllAsync(articles, { chunkSize: AT_ONCE })
  return (written, isOffered) => {
    const filter = ({ id }: { id: unknown }) => isOffered(id as string) // as: the ids are the keys above
    const offered = articles.filter(({ key }) => isOffered(key)).length
    const most = offered < FEW ? Infinity : offered / COMMON_SHARE
    const words = [...new Set(wordsOf(written))]
    const hits = index.search({ queries: words }, { filter })
    const spread = (word: string) => hits.filter(({ queryTerms }) => queryTerms.includes(word)).length
    const telling = words.filter((word) => spread(word) <= most)
    const best = telling.length === words.length ? hits : index.search({ queries: telling }, { filter })
    return best
      .filter(
        ({ match, queryTerms }) =>
          new Set(queryTerms).size > 1 || Object.values(match).some((fields) => fields.includes('title')),
      )
      .slice(0, FOUND_MAX)
      .map(({ id }) => id as string) // as: likewise
  }
}
