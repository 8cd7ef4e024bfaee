/** Texts for the rating of an answer, in Bulgarian. Read by an editor (a language model), not by a native speaker. */
import type { RatingTexts } from '../en/rating.ts'

export const texts: RatingTexts = {
  rateAsk: 'Беше ли полезен този отговор?',
  rateGood: 'Полезен',
  rateBad: 'Не е полезен',
  rateMore: 'Искате ли да ни кажете повече? (незадължително)',
  rateSend: 'Изпращане на отзива',
  rated: 'Благодарим ви за отзива.',
  rateFailed: 'Това не можа да бъде изпратено. Моля, опитайте отново.',
  rateLong: 'Моля, съкратете това до {max} знака.',
}
