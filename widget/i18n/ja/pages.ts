/** Texts of the pages that the proxy draws after a message was sent, in Japanese. Read by an editor (a language model), not by a native speaker. */
import type { PageTexts } from '../en/pages.ts'

export const texts: PageTexts = {
  news: '新しい情報を確認する',
  unshown: '現在、表示できません',
  unshownWhy: '失われたものはありません。数分後にもう一度お試しください。',
  noMore: 'このお問い合わせにはこれ以上追加できません。新しいメッセージをお送りください。',
}
