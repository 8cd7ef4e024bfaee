/** Texts of help articles, in Brazilian Portuguese. Read by an editor (a language model), not by a native speaker. */
import type { ArticleTexts } from '../en/articles.ts'

export const texts: ArticleTexts = {
  articlesFound: 'Artigos que podem ajudar: {n}',
  articleBack: 'Voltar ao formulário',
  articleAnswered: 'Isso respondeu à minha pergunta',
  articleGlad: 'Que bom',
  articleKept: 'Nada foi enviado. O que foi escrito continua aqui.',
  articleForget: 'Apagar o que escrevi',
  articleLost: 'Não é possível mostrar este artigo no momento.',
}
