/** Texts for the rating of an answer, in English, by their type the shape of all others. Read by an editor (a language model), not by a native speaker. */

/** As in the texts of the form; `{max}` is a number as the language writes it. */
export const texts = {
  rateAsk: 'Was this answer helpful?',
  rateGood: 'Helpful',
  rateBad: 'Not helpful',
  rateMore: 'Would you like to tell us more? (optional)',
  rateSend: 'Send feedback',
  rated: 'Thank you for your feedback.',
  rateFailed: 'This could not be sent. Please try again.',
  rateLong: 'Please shorten this to {max} characters.',
}

/** Every text for the rating of an answer. */
export type RatingTexts = { [Key in keyof typeof texts]: string }
