/** Texts for the rating of an answer, in Chinese. Read by an editor (a language model), not by a native speaker. */
import type { RatingTexts } from '../en/rating.ts'

export const texts: RatingTexts = {
  rateAsk: '这个答复对您有帮助吗？',
  rateGood: '有帮助',
  rateBad: '没有帮助',
  rateMore: '您想再说明一下吗？（选填）',
  rateSend: '发送反馈',
  rated: '感谢您的反馈。',
  rateFailed: '未能发送。请重试。',
  rateLong: '请缩短至 {max} 个字符。',
}
