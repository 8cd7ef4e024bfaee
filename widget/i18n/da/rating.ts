/** Texts for the rating of an answer, in Danish. Read by an editor (a language model), not by a native speaker. */
import type { RatingTexts } from '../en/rating.ts'

export const texts: RatingTexts = {
  rateAsk: 'Var dette svar nyttigt?',
  rateGood: 'Nyttigt',
  rateBad: 'Ikke nyttigt',
  rateMore: 'Vil du fortælle os mere? (valgfrit)',
  rateSend: 'Send din vurdering',
  rated: 'Tak for din vurdering.',
  rateFailed: 'Dette kunne ikke sendes. Prøv igen.',
  rateLong: 'Forkort dette til {max} tegn.',
}
