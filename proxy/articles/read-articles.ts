/**
 * Reads the helpdesk's articles that everybody may see, of the brains that sites name: `readArticles`. Whatever the
 * helpdesk has, what is kept of it is bounded.
 */
import type { AtGate } from '../helpdesk/gated-call.ts'
import type { Helpdesk } from '../helpdesk/client.ts'
import { isFailure, isObject } from '../helpdesk/request.ts'
import type { Json } from '../helpdesk/request.ts'
import { isUlid } from '../helpdesk/ulid.ts'

/** Articles that are kept, and characters of one and of all. */
export const KEPT_MAX = { articles: 500, text: 64 * 1024, total: 5 * 1024 * 1024 } as const

/** Bytes of a list that are read: one with every article that is kept, and as much again that nobody may see. */
const LIST_BYTES = 16 * 1024 * 1024

/** Pages of a list. It is documented to have none; the helpdesk's other lists do. */
const PAGES_MAX = 20

/** An article as the helpdesk has it, and the brains that it is in, by ULID and name. */
export interface ReadArticle {
  key: string
  title: string
  /** Markdown. */
  body: string
  /** Lower case. */
  brain: { ulid: string; name: string }
}

/** What came of reading: the articles and how many brains were not found, or why nothing did. */
export type ArticleReading = { articles: ReadArticle[]; missing: number } | { why: string }

/** Whether a brain is one that a site names. ULIDs appear in both cases. */
export const isNamed = ({ ulid, name }: ReadArticle['brain'], named: readonly string[]): boolean =>
  named.some((one) => [ulid, name].includes(one.toLowerCase()))

interface Source {
  helpdesk: Pick<Helpdesk, 'get'>
  at: AtGate
}

/** Everything in a list, page by page, or why it cannot be read. */
async function readList({ helpdesk, at }: Source, path: string): Promise<{ rows: Json[] } | { why: string }> {
  const rows: Json[] = []
  for (let page = 1; page <= PAGES_MAX; page++) {
    const answer = await helpdesk.get(page === 1 ? path : `${path}?page=${page}`, at, LIST_BYTES)
    if (!answer) return { why: 'not asked' }
    if (answer.type === 'error') return { why: answer.why }
    const { status, body } = answer
    if (status >= 300 || isFailure(body)) return { why: String(status) }
    const { data, meta } = body as Json // as: a failure is whatever is no object
    if (!Array.isArray(data)) return { why: 'no list' }
    rows.push(...data.filter(isObject))
    const last = isObject(meta) ? Number(meta['last_page']) : 1
    if (!(last > page)) break
  }
  return { rows }
}

const textIn = (row: Json, name: string): string => {
  const value = row[name]
  return typeof value === 'string' ? value : ''
}

/** An article of a list, as far as everybody may see it. */
function articleOf(row: Json, brain: ReadArticle['brain']): ReadArticle[] {
  const title = textIn(row, 'title').trim()
  // By the mark alone: what lacks it may be anything.
  if (row['is_public'] !== true || !isUlid(row['ulid']) || title === '') return []
  return [
    {
      key: row['ulid'],
      title: title.slice(0, 255),
      body: textIn(row, 'body').slice(0, KEPT_MAX.text),
      brain,
    },
  ]
}

/** The first of them that there is room for. */
function bounded(articles: readonly ReadArticle[]): ReadArticle[] {
  let total = 0
  return articles.slice(0, KEPT_MAX.articles).filter(({ title, body }) => {
    total += title.length + body.length
    return total <= KEPT_MAX.total
  })
}

/**
 * Reads the public articles of the brains that `named` has, by ULID or name: one call for the list of brains, and one for
 * each of these. When one call fails, nothing is told of the others: half of the articles would look like all.
 */
export async function readArticles(
  helpdesk: Pick<Helpdesk, 'get'>,
  named: readonly string[],
  at: AtGate,
): Promise<ArticleReading> {
  const source = { helpdesk, at }
  const list = await readList(source, '/brains')
  if ('why' in list) return list
  const brains = list.rows
    .map((row) => ({ id: row['ulid'], name: textIn(row, 'name').trim().toLowerCase() }))
    .flatMap(({ id, name }) => (isUlid(id) ? [{ id, brain: { ulid: id.toLowerCase(), name } }] : []))
    .filter(({ brain }) => isNamed(brain, named))
  const articles: ReadArticle[] = []
  for (const { id, brain } of brains) {
    const read = await readList(source, `/brains/${encodeURIComponent(id)}/articles`)
    if ('why' in read) return read
    articles.push(...read.rows.flatMap((row) => articleOf(row, brain)))
  }
  const missing = named.filter((one) => !brains.some(({ brain }) => isNamed(brain, [one]))).length
  return { articles: bounded(articles), missing }
}
