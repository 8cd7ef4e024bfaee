/** Texts for the rating of an answer, in Chinese. Read by an editor (a language model), not by a native speaker. */
import type { RatingTexts } from '../en/rating.ts'

export const texts: RatingTexts = {
  rateAsk: '這個回覆對您有幫助嗎？',
  rateGood: '有幫助',
  rateBad: '沒有幫助',
  rateMore: '您想再說明一下嗎？（選填）',
  rateSend: '傳送意見',
  rated: '感謝您的意見。',
  rateFailed: '無法傳送。請再試一次。',
  rateLong: '請縮短至 {max} 個字元。',
}
