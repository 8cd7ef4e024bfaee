/** Texts of the pages that the proxy draws after a message was sent, in Chinese. Read by an editor (a language model), not by a native speaker. */
import type { PageTexts } from '../en/pages.ts'

export const texts: PageTexts = {
  news: '查看最新進展',
  unshown: '目前無法顯示',
  unshownWhy: '沒有任何內容遺失。請過幾分鐘再試一次。',
  noMore: '此請求無法再新增訊息。請傳送新的訊息。',
}
