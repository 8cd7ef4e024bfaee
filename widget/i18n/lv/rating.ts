/** Texts for the rating of an answer, in Latvian. Read by an editor (a language model), not by a native speaker. */
import type { RatingTexts } from '../en/rating.ts'

export const texts: RatingTexts = {
  rateAsk: 'Vai šī atbilde bija noderīga?',
  rateGood: 'Noderīga',
  rateBad: 'Nav noderīga',
  rateMore: 'Vai vēlaties pastāstīt vairāk? (nav obligāti)',
  rateSend: 'Nosūtīt atsauksmi',
  rated: 'Paldies par atsauksmi.',
  rateFailed: 'To neizdevās nosūtīt. Lūdzu, mēģiniet vēlreiz.',
  rateLong: 'Lūdzu, saīsiniet to līdz {max} rakstzīmēm.',
}
