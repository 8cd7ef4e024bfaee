/** Texts for the rating of an answer, in Romanian. Read by an editor (a language model), not by a native speaker. */
import type { RatingTexts } from '../en/rating.ts'

export const texts: RatingTexts = {
  rateAsk: 'V-a fost util acest răspuns?',
  rateGood: 'Util',
  rateBad: 'Nu a fost util',
  rateMore: 'Doriți să ne spuneți mai multe? (opțional)',
  rateSend: 'Trimiteți părerea',
  rated: 'Vă mulțumim pentru părere.',
  rateFailed: 'Trimiterea nu a reușit. Încercați din nou.',
  rateLong: 'Scurtați textul la {max} de caractere.',
}
