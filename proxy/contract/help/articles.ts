/** What pages ask for and are told of help articles: which may answer what somebody writes, and one of them as a whole. */
import type { MessageBlocks } from '../conversation/blocks.ts'

export const ARTICLES_PATH = '/api/articles'

/** Characters of what is written that are sent to be searched for. */
export const SOUGHT_MAX = 200

/** An article by its title; `key` opens it. */
export interface FoundArticle {
  key: string
  title: string
}

/** The answer of `POST /api/articles`: the best first. */
export interface FoundArticles {
  articles: FoundArticle[]
}

/** The answer of `GET /api/articles/KEY`. */
export interface ShownArticle extends MessageBlocks {
  title: string
}
