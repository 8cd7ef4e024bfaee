/** Texts of help articles, in Czech. Read by an editor (a language model), not by a native speaker. */
import type { ArticleTexts } from '../en/articles.ts'

export const texts: ArticleTexts = {
  articlesFound: 'Články, které mohou pomoci: {n}',
  articleBack: 'Zpět k formuláři',
  articleAnswered: 'Toto mi odpovědělo na otázku',
  articleGlad: 'To nás těší',
  articleKept: 'Nic nebylo odesláno. Co jste napsali, je stále zde.',
  articleForget: 'Smazat, co jsem psal(a)',
  articleLost: 'Tento článek teď nelze zobrazit.',
}
