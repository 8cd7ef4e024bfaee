/** Texts of help articles, in Croatian. Read by an editor (a language model), not by a native speaker. */
import type { ArticleTexts } from '../en/articles.ts'

export const texts: ArticleTexts = {
  articlesFound: 'Članci koji mogu pomoći: {n}',
  articleBack: 'Natrag na obrazac',
  articleAnswered: 'Ovo je odgovorilo na moje pitanje',
  articleGlad: 'Drago nam je',
  articleKept: 'Ništa nije poslano. Ono što ste napisali još je ovdje.',
  articleForget: 'Izbriši što sam napisao/la',
  articleLost: 'Ovaj se članak trenutačno ne može prikazati.',
}
