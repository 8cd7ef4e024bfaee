/** Texts of help articles, in Turkish. Read by an editor (a language model), not by a native speaker. */
import type { ArticleTexts } from '../en/articles.ts'

export const texts: ArticleTexts = {
  articlesFound: 'Yardımcı olabilecek makaleler: {n}',
  articleBack: 'Forma dön',
  articleAnswered: 'Bu, sorumu yanıtladı',
  articleGlad: 'Buna sevindik',
  articleKept: 'Hiçbir şey gönderilmedi. Yazdıklarınız hâlâ burada.',
  articleForget: 'Yazdıklarımı sil',
  articleLost: 'Bu makale şu anda gösterilemiyor.',
}
