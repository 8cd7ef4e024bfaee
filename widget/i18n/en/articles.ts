/** Texts of help articles, in English, by their type the shape of all others. Read by an editor (a language model), not by a native speaker. */

/** As in the texts of the form; `{n}` is a number of articles. */
export const texts = {
  articlesFound: 'Articles that may help: {n}',
  articleBack: 'Back to the form',
  articleAnswered: 'This answered my question',
  articleGlad: 'Glad to hear that',
  articleKept: 'Nothing was sent. What you wrote is still here.',
  articleForget: 'Delete what I wrote',
  articleLost: 'This article cannot be shown now.',
}

/** Every text of help articles. */
export type ArticleTexts = { [Key in keyof typeof texts]: string }
