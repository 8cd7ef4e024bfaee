/** Texts of help articles, in Dutch. Read by an editor (a language model), not by a native speaker. */
import type { ArticleTexts } from '../en/articles.ts'

export const texts: ArticleTexts = {
  articlesFound: 'Artikelen die misschien helpen: {n}',
  articleBack: 'Terug naar het formulier',
  articleAnswered: 'Dit heeft mijn vraag beantwoord',
  articleGlad: 'Fijn om te horen',
  articleKept: 'Er is niets verstuurd. Wat je hebt geschreven, staat er nog.',
  articleForget: 'Verwijderen wat ik heb geschreven',
  articleLost: 'Dit artikel kan nu niet worden getoond.',
}
