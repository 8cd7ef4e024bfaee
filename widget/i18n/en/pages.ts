/** Texts of the pages that the proxy draws after a message was sent, in English, by their type the shape of all others. Read by an editor (a language model), not by a native speaker. */

/** As in the texts of the form. */
export const texts = {
  news: 'See what is new',
  unshown: 'This cannot be shown at the moment',
  unshownWhy: 'Nothing is lost. Please try again in a few minutes.',
  noMore: 'This request takes no further messages. Please send a new message.',
}

/** Every text of these pages. */
export type PageTexts = { [Key in keyof typeof texts]: string }
