/** Texts for the rating of an answer, in German. Read by an editor (a language model), not by a native speaker. */
import type { RatingTexts } from '../en/rating.ts'

export const texts: RatingTexts = {
  rateAsk: 'War diese Antwort hilfreich?',
  rateGood: 'Hilfreich',
  rateBad: 'Nicht hilfreich',
  rateMore: 'Möchten Sie uns mehr dazu sagen? (optional)',
  rateSend: 'Rückmeldung senden',
  rated: 'Vielen Dank für Ihre Rückmeldung.',
  rateFailed: 'Das konnte nicht gesendet werden. Bitte versuchen Sie es noch einmal.',
  rateLong: 'Bitte kürzen Sie dies auf {max} Zeichen.',
}
