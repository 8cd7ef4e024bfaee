/** Texts of the parts that come later, in Chinese. Read by an editor (a language model), not by a native speaker. */
import type { PartTexts } from '../en/parts.ts'

export const texts: PartTexts = {
  meant: '您是想填寫 {email} 嗎？',
  replyTime: '通常的回覆時間：{time}',
  replyBy: '預計回覆時間：{time}之前',
  here: '我們現在在線上，直到{time}',
  away: '我們現在不在線上。恢復時間：{time}',
  privacy: '隱私權政策',
  consent_required: '請確認您同意',
  consent_outdated: '此文字已變更，請重新閱讀',
  keep: '將我的訊息保存在此裝置上',
  keepNote: '最多保存 7 天，不含檔案。使用此瀏覽器的其他人可以看到。',
  keptNow: '已保存在此裝置上',
  notKept: '此瀏覽器無法保存',
  keptBack: '您曾將此訊息保存在此裝置上，可隨時傳送。',
  discard: '刪除',
}
