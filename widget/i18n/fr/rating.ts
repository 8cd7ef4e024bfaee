/** Texts for the rating of an answer, in French. Read by an editor (a language model), not by a native speaker. */
import type { RatingTexts } from '../en/rating.ts'

export const texts: RatingTexts = {
  rateAsk: 'Cette réponse vous a-t-elle été utile ?',
  rateGood: 'Utile',
  rateBad: 'Pas utile',
  rateMore: 'Souhaitez-vous nous en dire plus ? (facultatif)',
  rateSend: 'Envoyer votre avis',
  rated: 'Merci pour votre avis.',
  rateFailed: 'L’envoi n’a pas abouti. Veuillez réessayer.',
  rateLong: 'Veuillez raccourcir ce texte à {max} caractères.',
}
