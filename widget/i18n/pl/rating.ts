/** Texts for the rating of an answer, in Polish. Read by an editor (a language model), not by a native speaker. */
import type { RatingTexts } from '../en/rating.ts'

export const texts: RatingTexts = {
  rateAsk: 'Czy ta odpowiedź była pomocna?',
  rateGood: 'Pomocna',
  rateBad: 'Niepomocna',
  rateMore: 'Czy chcesz powiedzieć nam więcej? (opcjonalnie)',
  rateSend: 'Wyślij opinię',
  rated: 'Dziękujemy za opinię.',
  rateFailed: 'Nie udało się tego wysłać. Spróbuj ponownie.',
  rateLong: 'Skróć to do {max} znaków.',
}
