/** Texts for the rating of an answer, in Hebrew. Read by an editor (a language model), not by a native speaker. */
import type { RatingTexts } from '../en/rating.ts'

export const texts: RatingTexts = {
  rateAsk: 'האם התשובה הזאת עזרה?',
  rateGood: 'עזרה',
  rateBad: 'לא עזרה',
  rateMore: 'רוצים לספר לנו עוד? (לא חובה)',
  rateSend: 'שליחת המשוב',
  rated: 'תודה על המשוב.',
  rateFailed: 'לא ניתן היה לשלוח. נסו שוב.',
  rateLong: 'יש לקצר את הטקסט ל-{max} תווים.',
}
