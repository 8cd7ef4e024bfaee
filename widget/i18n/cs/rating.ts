/** Texts for the rating of an answer, in Czech. Read by an editor (a language model), not by a native speaker. */
import type { RatingTexts } from '../en/rating.ts'

export const texts: RatingTexts = {
  rateAsk: 'Pomohla vám tato odpověď?',
  rateGood: 'Pomohla',
  rateBad: 'Nepomohla',
  rateMore: 'Chcete nám k tomu říci víc? (nepovinné)',
  rateSend: 'Odeslat hodnocení',
  rated: 'Děkujeme za vaše hodnocení.',
  rateFailed: 'Nepodařilo se to odeslat. Zkuste to prosím znovu.',
  rateLong: 'Zkraťte to prosím na {max} znaků.',
}
