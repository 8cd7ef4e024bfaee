/** Texts of help articles, in Japanese. Read by an editor (a language model), not by a native speaker. */
import type { ArticleTexts } from '../en/articles.ts'

export const texts: ArticleTexts = {
  articlesFound: '参考になりそうな記事：{n}',
  articleBack: 'フォームに戻る',
  articleAnswered: 'これで解決しました',
  articleGlad: 'お役に立てて何よりです',
  articleKept: '何も送信していません。入力した内容はそのまま残っています。',
  articleForget: '入力した内容を削除',
  articleLost: '現在この記事を表示できません。',
}
