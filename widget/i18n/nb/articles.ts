/** Texts of help articles, in Norwegian (bokmål). Read by an editor (a language model), not by a native speaker. */
import type { ArticleTexts } from '../en/articles.ts'

export const texts: ArticleTexts = {
  articlesFound: 'Artikler som kanskje hjelper: {n}',
  articleBack: 'Tilbake til skjemaet',
  articleAnswered: 'Dette besvarte spørsmålet mitt',
  articleGlad: 'Det er vi glade for',
  articleKept: 'Ingenting er sendt. Det du har skrevet, er her fortsatt.',
  articleForget: 'Slett det jeg har skrevet',
  articleLost: 'Artikkelen kan ikke vises akkurat nå.',
}
