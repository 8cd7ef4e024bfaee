/** Texts for the rating of an answer, in Finnish. Read by an editor (a language model), not by a native speaker. */
import type { RatingTexts } from '../en/rating.ts'

export const texts: RatingTexts = {
  rateAsk: 'Oliko tästä vastauksesta apua?',
  rateGood: 'Oli apua',
  rateBad: 'Ei ollut apua',
  rateMore: 'Haluatko kertoa lisää? (valinnainen)',
  rateSend: 'Lähetä palaute',
  rated: 'Kiitos palautteestasi.',
  rateFailed: 'Lähetys ei onnistunut. Yritä uudelleen.',
  rateLong: 'Lyhennä tämä enintään {max} merkkiin.',
}
