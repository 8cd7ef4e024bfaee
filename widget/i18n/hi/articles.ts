/** Texts of help articles, in Hindi. Read by an editor (a language model), not by a native speaker. */
import type { ArticleTexts } from '../en/articles.ts'

export const texts: ArticleTexts = {
  articlesFound: 'लेख जो मदद कर सकते हैं: {n}',
  articleBack: 'फ़ॉर्म पर वापस जाएँ',
  articleAnswered: 'इससे मेरे सवाल का जवाब मिल गया',
  articleGlad: 'यह जानकर अच्छा लगा',
  articleKept: 'कुछ भी नहीं भेजा गया। आपका लिखा हुआ अब भी यहाँ है।',
  articleForget: 'मेरा लिखा हुआ हटाएँ',
  articleLost: 'यह लेख अभी नहीं दिखाया जा सकता।',
}
