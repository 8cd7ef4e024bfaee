/** Texts of help articles, in Arabic. Read by an editor (a language model), not by a native speaker. */
import type { ArticleTexts } from '../en/articles.ts'

export const texts: ArticleTexts = {
  articlesFound: 'مقالات قد تساعد: {n}',
  articleBack: 'العودة إلى النموذج',
  articleAnswered: 'هذا أجاب عن سؤالي',
  articleGlad: 'يسعدنا ذلك',
  articleKept: 'لم يُرسل شيء. ما كُتب لا يزال هنا.',
  articleForget: 'حذف ما كُتب',
  articleLost: 'لا يمكن عرض هذه المقالة حاليًا.',
}
