/** Texts of help articles, in Hungarian. Read by an editor (a language model), not by a native speaker. */
import type { ArticleTexts } from '../en/articles.ts'

export const texts: ArticleTexts = {
  articlesFound: 'Cikkek, amelyek segíthetnek: {n}',
  articleBack: 'Vissza az űrlaphoz',
  articleAnswered: 'Ez megválaszolta a kérdésemet',
  articleGlad: 'Örülünk neki',
  articleKept: 'Semmit sem küldtünk el. Amit írt, az továbbra is itt van.',
  articleForget: 'Az általam írt szöveg törlése',
  articleLost: 'Ez a cikk most nem jeleníthető meg.',
}
