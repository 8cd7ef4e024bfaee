/** Texts of the pages that the proxy draws after a message was sent, in Chinese. Read by an editor (a language model), not by a native speaker. */
import type { PageTexts } from '../en/pages.ts'

export const texts: PageTexts = {
  news: '查看最新进展',
  unshown: '目前无法显示',
  unshownWhy: '没有任何内容丢失。请过几分钟再试。',
  noMore: '此请求无法再添加留言。请发送新的留言。',
}
