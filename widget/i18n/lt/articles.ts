/** Texts of help articles, in Lithuanian. Read by an editor (a language model), not by a native speaker. */
import type { ArticleTexts } from '../en/articles.ts'

export const texts: ArticleTexts = {
  articlesFound: 'Straipsniai, kurie gali padėti: {n}',
  articleBack: 'Atgal į formą',
  articleAnswered: 'Tai atsakė į mano klausimą',
  articleGlad: 'Džiaugiamės',
  articleKept: 'Niekas nebuvo išsiųsta. Tai, ką parašėte, tebėra čia.',
  articleForget: 'Ištrinti, ką parašiau',
  articleLost: 'Šio straipsnio šiuo metu parodyti negalima.',
}
