/** Texts for the rating of an answer, in Ukrainian. Read by an editor (a language model), not by a native speaker. */
import type { RatingTexts } from '../en/rating.ts'

export const texts: RatingTexts = {
  rateAsk: 'Чи була ця відповідь корисною?',
  rateGood: 'Корисна',
  rateBad: 'Некорисна',
  rateMore: 'Бажаєте розповісти докладніше? (необов’язково)',
  rateSend: 'Надіслати відгук',
  rated: 'Дякуємо за ваш відгук.',
  rateFailed: 'Не вдалося надіслати. Спробуйте ще раз.',
  rateLong: 'Скоротіть текст до {max} символів.',
}
