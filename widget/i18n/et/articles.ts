/** Texts of help articles, in Estonian. Read by an editor (a language model), not by a native speaker. */
import type { ArticleTexts } from '../en/articles.ts'

export const texts: ArticleTexts = {
  articlesFound: 'Artiklid, millest võib abi olla: {n}',
  articleBack: 'Tagasi vormi juurde',
  articleAnswered: 'See vastas minu küsimusele',
  articleGlad: 'Meil on hea meel',
  articleKept: 'Midagi ei saadetud. Teie kirjutatu on alles.',
  articleForget: 'Kustuta minu kirjutatu',
  articleLost: 'Seda artiklit ei saa praegu näidata.',
}
