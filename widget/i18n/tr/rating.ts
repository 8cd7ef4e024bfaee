/** Texts for the rating of an answer, in Turkish. Read by an editor (a language model), not by a native speaker. */
import type { RatingTexts } from '../en/rating.ts'

export const texts: RatingTexts = {
  rateAsk: 'Bu yanıt yardımcı oldu mu?',
  rateGood: 'Yardımcı oldu',
  rateBad: 'Yardımcı olmadı',
  rateMore: 'Bize daha fazlasını anlatmak ister misiniz? (isteğe bağlı)',
  rateSend: 'Görüşünüzü gönderin',
  rated: 'Görüşünüz için teşekkür ederiz.',
  rateFailed: 'Bu gönderilemedi. Lütfen yeniden deneyin.',
  rateLong: 'Lütfen bunu {max} karaktere kısaltın.',
}
