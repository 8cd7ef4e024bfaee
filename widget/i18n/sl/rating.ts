/** Texts for the rating of an answer, in Slovenian. Read by an editor (a language model), not by a native speaker. */
import type { RatingTexts } from '../en/rating.ts'

export const texts: RatingTexts = {
  rateAsk: 'Vam je ta odgovor pomagal?',
  rateGood: 'Pomagal je',
  rateBad: 'Ni pomagal',
  rateMore: 'Nam želite povedati več? (neobvezno)',
  rateSend: 'Pošlji mnenje',
  rated: 'Hvala za vaše mnenje.',
  rateFailed: 'Tega ni bilo mogoče poslati. Poskusite znova.',
  rateLong: 'Skrajšajte besedilo na {max} znakov.',
}
