/** Texts for the rating of an answer, in Croatian. Read by an editor (a language model), not by a native speaker. */
import type { RatingTexts } from '../en/rating.ts'

export const texts: RatingTexts = {
  rateAsk: 'Je li vam ovaj odgovor pomogao?',
  rateGood: 'Pomogao je',
  rateBad: 'Nije pomogao',
  rateMore: 'Želite li nam reći više? (neobavezno)',
  rateSend: 'Pošalji povratne informacije',
  rated: 'Hvala na povratnim informacijama.',
  rateFailed: 'Slanje nije uspjelo. Pokušajte ponovno.',
  rateLong: 'Skratite ovo na {max} znakova.',
}
