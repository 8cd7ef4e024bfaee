/** Texts for the rating of an answer, in Estonian. Read by an editor (a language model), not by a native speaker. */
import type { RatingTexts } from '../en/rating.ts'

export const texts: RatingTexts = {
  rateAsk: 'Kas sellest vastusest oli abi?',
  rateGood: 'Oli abi',
  rateBad: 'Ei olnud abi',
  rateMore: 'Kas soovite lähemalt selgitada? (valikuline)',
  rateSend: 'Saada tagasiside',
  rated: 'Täname tagasiside eest.',
  rateFailed: 'Seda ei õnnestunud saata. Palun proovige uuesti.',
  rateLong: 'Palun lühendage seda {max} tähemärgini.',
}
