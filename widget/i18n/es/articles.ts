/** Texts of help articles, in Spanish. Read by an editor (a language model), not by a native speaker. */
import type { ArticleTexts } from '../en/articles.ts'

export const texts: ArticleTexts = {
  articlesFound: 'Artículos que pueden ayudar: {n}',
  articleBack: 'Volver al formulario',
  articleAnswered: 'Esto ha respondido a mi pregunta',
  articleGlad: 'Nos alegramos',
  articleKept: 'No se ha enviado nada. Lo que ha escrito sigue aquí.',
  articleForget: 'Borrar lo que he escrito',
  articleLost: 'Este artículo no se puede mostrar en este momento.',
}
