/** Texts of help articles, in Persian. Read by an editor (a language model), not by a native speaker. */
import type { ArticleTexts } from '../en/articles.ts'

export const texts: ArticleTexts = {
  articlesFound: 'مقاله‌هایی که شاید کمک کنند: {n}',
  articleBack: 'بازگشت به فرم',
  articleAnswered: 'این پاسخ پرسش من بود',
  articleGlad: 'خوشحالیم',
  articleKept: 'چیزی ارسال نشد. آنچه نوشته‌اید هنوز اینجاست.',
  articleForget: 'حذف آنچه نوشته‌ام',
  articleLost: 'این مقاله در حال حاضر نمایش داده نمی‌شود.',
}
