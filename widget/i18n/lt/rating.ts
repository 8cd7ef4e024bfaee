/** Texts for the rating of an answer, in Lithuanian. Read by an editor (a language model), not by a native speaker. */
import type { RatingTexts } from '../en/rating.ts'

export const texts: RatingTexts = {
  rateAsk: 'Ar šis atsakymas buvo naudingas?',
  rateGood: 'Naudingas',
  rateBad: 'Nenaudingas',
  rateMore: 'Ar norite papasakoti daugiau? (neprivaloma)',
  rateSend: 'Siųsti atsiliepimą',
  rated: 'Dėkojame už atsiliepimą.',
  rateFailed: 'Nepavyko išsiųsti. Bandykite dar kartą.',
  rateLong: 'Sutrumpinkite iki {max} ženklų.',
}
