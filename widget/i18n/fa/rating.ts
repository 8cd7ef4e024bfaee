/** Texts for the rating of an answer, in Persian. Read by an editor (a language model), not by a native speaker. */
import type { RatingTexts } from '../en/rating.ts'

export const texts: RatingTexts = {
  rateAsk: 'آیا این پاسخ مفید بود؟',
  rateGood: 'مفید بود',
  rateBad: 'مفید نبود',
  rateMore: 'می‌خواهید بیشتر بگویید؟ (اختیاری)',
  rateSend: 'ارسال بازخورد',
  rated: 'از بازخورد شما سپاسگزاریم.',
  rateFailed: 'ارسال نشد. لطفاً دوباره تلاش کنید.',
  rateLong: 'لطفاً آن را به {max} نویسه کوتاه کنید.',
}
