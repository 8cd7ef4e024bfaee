/** Texts for the rating of an answer, in Japanese. Read by an editor (a language model), not by a native speaker. */
import type { RatingTexts } from '../en/rating.ts'

export const texts: RatingTexts = {
  rateAsk: 'この回答は役に立ちましたか？',
  rateGood: '役に立った',
  rateBad: '役に立たなかった',
  rateMore: '詳しくお聞かせください（任意）',
  rateSend: 'フィードバックを送信',
  rated: 'フィードバックをありがとうございます。',
  rateFailed: '送信できませんでした。もう一度お試しください。',
  rateLong: '{max}文字以内に短くしてください。',
}
