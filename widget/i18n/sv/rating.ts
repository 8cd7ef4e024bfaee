/** Texts for the rating of an answer, in Swedish. Read by an editor (a language model), not by a native speaker. */
import type { RatingTexts } from '../en/rating.ts'

export const texts: RatingTexts = {
  rateAsk: 'Var det här svaret till hjälp?',
  rateGood: 'Till hjälp',
  rateBad: 'Inte till hjälp',
  rateMore: 'Vill du berätta mer? (valfritt)',
  rateSend: 'Skicka omdöme',
  rated: 'Tack för ditt omdöme.',
  rateFailed: 'Det gick inte att skicka. Försök igen.',
  rateLong: 'Korta ned detta till {max} tecken.',
}
