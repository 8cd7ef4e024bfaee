/** Texts of help articles, in Hebrew. Read by an editor (a language model), not by a native speaker. */
import type { ArticleTexts } from '../en/articles.ts'

export const texts: ArticleTexts = {
  articlesFound: 'מאמרים שעשויים לעזור: {n}',
  articleBack: 'חזרה לטופס',
  articleAnswered: 'זה ענה על השאלה שלי',
  articleGlad: 'שמחים לשמוע',
  articleKept: 'דבר לא נשלח. מה שנכתב עדיין כאן.',
  articleForget: 'מחיקת מה שנכתב',
  articleLost: 'אי אפשר להציג את המאמר כרגע.',
}
