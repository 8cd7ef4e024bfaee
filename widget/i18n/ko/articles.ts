/** Texts of help articles, in Korean. Read by an editor (a language model), not by a native speaker. */
import type { ArticleTexts } from '../en/articles.ts'

export const texts: ArticleTexts = {
  articlesFound: '도움이 될 만한 도움말: {n}',
  articleBack: '양식으로 돌아가기',
  articleAnswered: '궁금한 점이 해결되었습니다',
  articleGlad: '도움이 되어 기쁩니다',
  articleKept: '아무것도 보내지 않았습니다. 작성하신 내용은 그대로 있습니다.',
  articleForget: '작성한 내용 삭제',
  articleLost: '지금은 이 도움말을 표시할 수 없습니다.',
}
