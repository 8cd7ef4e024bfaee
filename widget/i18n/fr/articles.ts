/** Texts of help articles, in French. Read by an editor (a language model), not by a native speaker. */
import type { ArticleTexts } from '../en/articles.ts'

export const texts: ArticleTexts = {
  articlesFound: 'Articles qui peuvent vous aider : {n}',
  articleBack: 'Retour au formulaire',
  articleAnswered: 'J’ai trouvé la réponse à ma question',
  articleGlad: 'Nous en sommes ravis',
  articleKept: 'Rien n’a été envoyé. Votre texte est toujours là.',
  articleForget: 'Effacer mon texte',
  articleLost: 'Cet article ne peut pas être affiché pour le moment.',
}
