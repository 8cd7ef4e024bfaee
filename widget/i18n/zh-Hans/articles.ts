/** Texts of help articles, in Chinese. Read by an editor (a language model), not by a native speaker. */
import type { ArticleTexts } from '../en/articles.ts'

export const texts: ArticleTexts = {
  articlesFound: '可能有帮助的文章：{n}',
  articleBack: '返回表单',
  articleAnswered: '这解决了我的问题',
  articleGlad: '很高兴能帮到您',
  articleKept: '没有发送任何内容。您填写的内容仍在这里。',
  articleForget: '删除我填写的内容',
  articleLost: '目前无法显示这篇文章。',
}
