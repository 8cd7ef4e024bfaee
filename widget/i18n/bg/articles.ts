/** Texts of help articles, in Bulgarian. Read by an editor (a language model), not by a native speaker. */
import type { ArticleTexts } from '../en/articles.ts'

export const texts: ArticleTexts = {
  articlesFound: 'Статии, които може да помогнат: {n}',
  articleBack: 'Назад към формуляра',
  articleAnswered: 'Това отговори на въпроса ми',
  articleGlad: 'Радваме се',
  articleKept: 'Нищо не е изпратено. Написаното от вас е още тук.',
  articleForget: 'Изтриване на написаното',
  articleLost: 'Тази статия не може да се покаже в момента.',
}
