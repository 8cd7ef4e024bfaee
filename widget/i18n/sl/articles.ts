/** Texts of help articles, in Slovenian. Read by an editor (a language model), not by a native speaker. */
import type { ArticleTexts } from '../en/articles.ts'

export const texts: ArticleTexts = {
  articlesFound: 'Članki, ki lahko pomagajo: {n}',
  articleBack: 'Nazaj na obrazec',
  articleAnswered: 'To je odgovorilo na moje vprašanje',
  articleGlad: 'To nas veseli',
  articleKept: 'Nič ni bilo poslano. Kar ste napisali, je še tukaj.',
  articleForget: 'Izbriši moje besedilo',
  articleLost: 'Tega članka trenutno ni mogoče prikazati.',
}
