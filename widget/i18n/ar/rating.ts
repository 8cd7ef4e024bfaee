/** Texts for the rating of an answer, in Arabic. Read by an editor (a language model), not by a native speaker. */
import type { RatingTexts } from '../en/rating.ts'

export const texts: RatingTexts = {
  rateAsk: 'هل كانت هذه الإجابة مفيدة؟',
  rateGood: 'مفيدة',
  rateBad: 'غير مفيدة',
  rateMore: 'هل ترغب في إخبارنا بالمزيد؟ (اختياري)',
  rateSend: 'إرسال التقييم',
  rated: 'شكرًا على تقييمك.',
  rateFailed: 'تعذّر إرسال هذا. يُرجى المحاولة مرة أخرى.',
  rateLong: 'يُرجى اختصار هذا إلى {max} حرف.',
}
