/** Texts of help articles, in Danish. Read by an editor (a language model), not by a native speaker. */
import type { ArticleTexts } from '../en/articles.ts'

export const texts: ArticleTexts = {
  articlesFound: 'Artikler, der måske hjælper: {n}',
  articleBack: 'Tilbage til formularen',
  articleAnswered: 'Det besvarede mit spørgsmål',
  articleGlad: 'Det er vi glade for',
  articleKept: 'Intet er sendt. Det, du har skrevet, er her stadig.',
  articleForget: 'Slet det, jeg har skrevet',
  articleLost: 'Artiklen kan ikke vises lige nu.',
}
