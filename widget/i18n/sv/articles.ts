/** Texts of help articles, in Swedish. Read by an editor (a language model), not by a native speaker. */
import type { ArticleTexts } from '../en/articles.ts'

export const texts: ArticleTexts = {
  articlesFound: 'Artiklar som kan hjälpa: {n}',
  articleBack: 'Tillbaka till formuläret',
  articleAnswered: 'Det här besvarade min fråga',
  articleGlad: 'Det gläder oss',
  articleKept: 'Inget har skickats. Det du har skrivit finns kvar.',
  articleForget: 'Ta bort det jag har skrivit',
  articleLost: 'Artikeln kan inte visas just nu.',
}
