/** Texts for the rating of an answer, in Dutch. Read by an editor (a language model), not by a native speaker. */
import type { RatingTexts } from '../en/rating.ts'

export const texts: RatingTexts = {
  rateAsk: 'Heeft dit antwoord u geholpen?',
  rateGood: 'Nuttig',
  rateBad: 'Niet nuttig',
  rateMore: 'Wilt u ons meer vertellen? (niet verplicht)',
  rateSend: 'Feedback versturen',
  rated: 'Bedankt voor uw feedback.',
  rateFailed: 'Dit kon niet worden verstuurd. Probeer het opnieuw.',
  rateLong: 'Kort dit in tot {max} tekens.',
}
