/** Texts of help articles, in Italian. Read by an editor (a language model), not by a native speaker. */
import type { ArticleTexts } from '../en/articles.ts'

export const texts: ArticleTexts = {
  articlesFound: 'Articoli che possono aiutarti: {n}',
  articleBack: 'Torna al modulo',
  articleAnswered: 'Ho trovato la risposta che cercavo',
  articleGlad: 'Ci fa piacere',
  articleKept: 'Non è stato inviato nulla. Ciò che hai scritto è ancora qui.',
  articleForget: 'Elimina ciò che ho scritto',
  articleLost: 'Al momento non è possibile mostrare questo articolo.',
}
