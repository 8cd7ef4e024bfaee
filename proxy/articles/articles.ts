/**
 * The helpdesk's public articles in this process: read every now and then behind all other calls, kept in memory, found
 * and shown by site. What cannot be read leaves what is known as it is.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { Site } from '../config/config.ts'
import type { MessageBlocks } from '../contract/conversation/blocks.ts'
import type { FoundArticle, ShownArticle } from '../contract/help/articles.ts'
import type { Helpdesk } from '../helpdesk/client.ts'
import type { Log } from '../log.ts'
import { createIndex } from './article-index.ts'
import type { ArticleSearch } from './article-index.ts'
import { isNamed, readArticles } from './read-articles.ts'
import type { ReadArticle } from './read-articles.ts'
import { shapeArticle, textOf } from './shape-article.ts'

/** Between two readings; and to the next one as long as nothing was ever read. */
const EVERY_MS = 900_000
const AGAIN_MS = 60_000

export interface ArticlesOptions {
  sites: ReadonlyMap<string, Pick<Site, 'brains'>>
  /** Of the lane behind all others. */
  helpdesk: Pick<Helpdesk, 'get'>
  log: Log
  everyMs?: number
  againMs?: number
}

interface KeptArticle extends ReadArticle {
  shown: MessageBlocks
}

/** What was read last, ready to be searched. */
interface Library {
  articles: ReadonlyMap<string, KeptArticle>
  search: ArticleSearch
}

export class Articles {
  readonly #options: ArticlesOptions
  readonly #end = new AbortController()
  #library: Library = { articles: new Map(), search: () => [] }
  #loop: Promise<void> | undefined
  /** How reading ended last: told when that changes, and not each time. */
  #told: string | undefined
  #wasRead = false

  constructor(options: ArticlesOptions) {
    this.#options = options
  }

  /** Reads at once, and from then on every now and then. */
  start(): void {
    this.#loop ??= this.#run()
  }

  /** Reads nothing more; resolves when the call in flight is done. */
  async stop(): Promise<void> {
    this.#end.abort()
    await this.#loop
  }

  /** The articles of a site that may answer what somebody writes, the best first. */
  find(site: Pick<Site, 'brains'>, written: string): FoundArticle[] {
    const found = this.#library.search(written, (key) => this.#offered(site, key) !== undefined)
    return found.flatMap((key) => {
      const article = this.#offered(site, key)
      return article ? [{ key, title: article.title }] : []
    })
  }

  /** One article of a site; undefined when it has none by that key. */
  show(site: Pick<Site, 'brains'>, key: string): ShownArticle | undefined {
    const article = this.#offered(site, key)
    return article && { title: article.title, ...article.shown }
  }

  #offered({ brains }: Pick<Site, 'brains'>, key: string): KeptArticle | undefined {
    const article = this.#library.articles.get(key)
    return article && isNamed(article.brain, brains) ? article : undefined
  }

  async #run(): Promise<void> {
    const { everyMs = EVERY_MS, againMs = AGAIN_MS } = this.#options
    const { signal } = this.#end
    while (!signal.aborted) {
      await this.#read()
      await this.#wait(this.#wasRead ? everyMs : againMs)
    }
  }

  /** Whether to go on. */
  async #wait(ms: number): Promise<boolean> {
    const { signal } = this.#end
    await pause(ms, undefined, { signal, ref: false }).catch(() => undefined)
    return !signal.aborted
  }

  async #read(): Promise<void> {
    const { sites, helpdesk } = this.#options
    const named = [...new Set([...sites.values()].flatMap(({ brains }) => brains))]
    try {
      const reading = await readArticles(helpdesk, named, { wait: (ms) => this.#wait(ms) })
      if (this.#end.signal.aborted) return
      if ('why' in reading) return this.#tell('warn', 'articles_not_read', reading)
      await this.#keep(reading.articles)
      this.#wasRead = true
      const { missing } = reading
      if (missing > 0) this.#tell('warn', 'brains_not_found', { count: missing })
      else this.#tell('info', 'articles_read', { count: reading.articles.length })
    } catch (error) {
      this.#tell('warn', 'articles_not_read', { why: error instanceof Error ? error.message : 'unknown' })
    }
  }

  #tell(level: 'info' | 'warn', event: string, facts: { why?: string; count?: number }): void {
    if (this.#told === event) return
    this.#told = event
    this.#options.log(level, event, facts)
  }

  /** Puts what was read in the place of what was known; what has not changed is not shaped again. */
  async #keep(read: readonly ReadArticle[]): Promise<void> {
    const articles = new Map<string, KeptArticle>()
    for (const article of read) {
      const before = this.#library.articles.get(article.key)
      const same = before?.body === article.body && before.title === article.title
      if (!same) await new Promise(setImmediate)
      articles.set(article.key, { ...article, shown: same ? before.shown : shapeArticle(article) })
    }
    const search = await createIndex(
      [...articles.values()].map(({ key, title, shown }) => ({ key, title, text: textOf(shown.blocks) })),
    )
    this.#library = { articles, search }
  }
}
