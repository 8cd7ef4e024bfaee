/** Texts of help articles, in Finnish. Read by an editor (a language model), not by a native speaker. */
import type { ArticleTexts } from '../en/articles.ts'

export const texts: ArticleTexts = {
  articlesFound: 'Artikkeleita, joista voi olla apua: {n}',
  articleBack: 'Takaisin lomakkeeseen',
  articleAnswered: 'Tämä vastasi kysymykseeni',
  articleGlad: 'Hienoa',
  articleKept: 'Mitään ei lähetetty. Kirjoittamasi teksti on yhä tässä.',
  articleForget: 'Poista kirjoittamani teksti',
  articleLost: 'Artikkelia ei voi juuri nyt näyttää.',
}
