/** Texts for the rating of an answer, in Italian. Read by an editor (a language model), not by a native speaker. */
import type { RatingTexts } from '../en/rating.ts'

export const texts: RatingTexts = {
  rateAsk: 'Questa risposta è stata utile?',
  rateGood: 'Utile',
  rateBad: 'Non utile',
  rateMore: 'Vuole dirci di più? (facoltativo)',
  rateSend: 'Invia il commento',
  rated: 'Grazie per il commento.',
  rateFailed: 'L’invio non è riuscito. Riprovi.',
  rateLong: 'Accorci il testo a {max} caratteri.',
}
