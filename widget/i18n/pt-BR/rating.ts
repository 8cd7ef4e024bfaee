/** Texts for the rating of an answer, in Brazilian Portuguese. Read by an editor (a language model), not by a native speaker. */
import type { RatingTexts } from '../en/rating.ts'

export const texts: RatingTexts = {
  rateAsk: 'Esta resposta foi útil?',
  rateGood: 'Útil',
  rateBad: 'Não foi útil',
  rateMore: 'Quer nos contar mais? (opcional)',
  rateSend: 'Enviar opinião',
  rated: 'Agradecemos sua opinião.',
  rateFailed: 'Não foi possível enviar. Tente novamente.',
  rateLong: 'Encurte o texto para {max} caracteres.',
}
