/** Texts for the rating of an answer, in Slovak. Read by an editor (a language model), not by a native speaker. */
import type { RatingTexts } from '../en/rating.ts'

export const texts: RatingTexts = {
  rateAsk: 'Pomohla vám táto odpoveď?',
  rateGood: 'Pomohla',
  rateBad: 'Nepomohla',
  rateMore: 'Chcete nám k tomu povedať viac? (nepovinné)',
  rateSend: 'Odoslať hodnotenie',
  rated: 'Ďakujeme za vaše hodnotenie.',
  rateFailed: 'Nepodarilo sa to odoslať. Skúste to znova.',
  rateLong: 'Skráťte to na {max} znakov.',
}
