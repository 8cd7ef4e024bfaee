/** Texts for the rating of an answer, in Hungarian. Read by an editor (a language model), not by a native speaker. */
import type { RatingTexts } from '../en/rating.ts'

export const texts: RatingTexts = {
  rateAsk: 'Hasznos volt ez a válasz?',
  rateGood: 'Hasznos volt',
  rateBad: 'Nem volt hasznos',
  rateMore: 'Szeretne többet is elmondani? (nem kötelező)',
  rateSend: 'Visszajelzés küldése',
  rated: 'Köszönjük a visszajelzését.',
  rateFailed: 'Nem sikerült elküldeni. Kérjük, próbálja újra.',
  rateLong: 'Kérjük, rövidítse le {max} karakterre.',
}
