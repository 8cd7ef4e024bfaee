/** Texts for the rating of an answer, in Hindi. Read by an editor (a language model), not by a native speaker. */
import type { RatingTexts } from '../en/rating.ts'

export const texts: RatingTexts = {
  rateAsk: 'क्या यह उत्तर उपयोगी था?',
  rateGood: 'उपयोगी',
  rateBad: 'उपयोगी नहीं',
  rateMore: 'क्या आप हमें और बताना चाहेंगे? (वैकल्पिक)',
  rateSend: 'प्रतिक्रिया भेजें',
  rated: 'आपकी प्रतिक्रिया के लिए धन्यवाद।',
  rateFailed: 'यह भेजा नहीं जा सका। कृपया फिर से कोशिश करें।',
  rateLong: 'कृपया इसे {max} वर्णों तक छोटा करें।',
}
