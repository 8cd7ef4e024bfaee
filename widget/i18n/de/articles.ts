/** Texts of help articles, in German. Read by an editor (a language model), not by a native speaker. */
import type { ArticleTexts } from '../en/articles.ts'

export const texts: ArticleTexts = {
  articlesFound: 'Artikel, die helfen könnten: {n}',
  articleBack: 'Zurück zum Formular',
  articleAnswered: 'Das hat meine Frage beantwortet',
  articleGlad: 'Das freut uns',
  articleKept: 'Es wurde nichts gesendet. Was Sie geschrieben haben, ist noch da.',
  articleForget: 'Meinen Text löschen',
  articleLost: 'Dieser Artikel kann gerade nicht angezeigt werden.',
}
