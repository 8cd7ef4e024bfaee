/** Texts for the rating of an answer, in Spanish. Read by an editor (a language model), not by a native speaker. */
import type { RatingTexts } from '../en/rating.ts'

export const texts: RatingTexts = {
  rateAsk: '¿Le ha sido útil esta respuesta?',
  rateGood: 'Útil',
  rateBad: 'No es útil',
  rateMore: '¿Quiere contarnos más? (opcional)',
  rateSend: 'Enviar comentarios',
  rated: 'Gracias por sus comentarios.',
  rateFailed: 'No se ha podido enviar. Inténtelo de nuevo.',
  rateLong: 'Acórtelo a {max} caracteres.',
}
