/** Texts of help articles, in European Portuguese. Read by an editor (a language model), not by a native speaker. */
import type { ArticleTexts } from '../en/articles.ts'

export const texts: ArticleTexts = {
  articlesFound: 'Artigos que podem ajudar: {n}',
  articleBack: 'Voltar ao formulário',
  articleAnswered: 'Isto respondeu à minha pergunta',
  articleGlad: 'Ficamos contentes',
  articleKept: 'Nada foi enviado. O que escreveu continua aqui.',
  articleForget: 'Apagar o que escrevi',
  articleLost: 'Não é possível mostrar este artigo neste momento.',
}
