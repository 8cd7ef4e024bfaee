/** Texts for the rating of an answer, in Norwegian (bokmål). Read by an editor (a language model), not by a native speaker. */
import type { RatingTexts } from '../en/rating.ts'

export const texts: RatingTexts = {
  rateAsk: 'Var dette svaret nyttig?',
  rateGood: 'Nyttig',
  rateBad: 'Ikke nyttig',
  rateMore: 'Vil du fortelle oss mer? (valgfritt)',
  rateSend: 'Send tilbakemelding',
  rated: 'Takk for tilbakemeldingen.',
  rateFailed: 'Dette kunne ikke sendes. Prøv igjen.',
  rateLong: 'Forkort dette til {max} tegn.',
}
