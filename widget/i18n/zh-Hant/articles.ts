/** Texts of help articles, in Chinese. Read by an editor (a language model), not by a native speaker. */
import type { ArticleTexts } from '../en/articles.ts'

export const texts: ArticleTexts = {
  articlesFound: '可能有幫助的文章：{n}',
  articleBack: '返回表單',
  articleAnswered: '這解決了我的問題',
  articleGlad: '很高興能幫上忙',
  articleKept: '沒有傳送任何內容。您填寫的內容仍在這裡。',
  articleForget: '刪除我填寫的內容',
  articleLost: '目前無法顯示這篇文章。',
}
