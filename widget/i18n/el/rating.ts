/** Texts for the rating of an answer, in Greek. Read by an editor (a language model), not by a native speaker. */
import type { RatingTexts } from '../en/rating.ts'

export const texts: RatingTexts = {
  rateAsk: 'Σας βοήθησε αυτή η απάντηση;',
  rateGood: 'Με βοήθησε',
  rateBad: 'Δεν με βοήθησε',
  rateMore: 'Θέλετε να μας πείτε περισσότερα; (προαιρετικό)',
  rateSend: 'Αποστολή σχολίων',
  rated: 'Σας ευχαριστούμε για τα σχόλιά σας.',
  rateFailed: 'Η αποστολή δεν ήταν δυνατή. Δοκιμάστε ξανά.',
  rateLong: 'Συντομεύστε το κείμενο σε {max} χαρακτήρες.',
}
