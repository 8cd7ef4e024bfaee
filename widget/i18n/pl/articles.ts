/** Texts of help articles, in Polish. Read by an editor (a language model), not by a native speaker. */
import type { ArticleTexts } from '../en/articles.ts'

export const texts: ArticleTexts = {
  articlesFound: 'Artykuły, które mogą pomóc: {n}',
  articleBack: 'Wróć do formularza',
  articleAnswered: 'To odpowiedziało na moje pytanie',
  articleGlad: 'Cieszymy się',
  articleKept: 'Nic nie zostało wysłane. Twój tekst nadal tu jest.',
  articleForget: 'Usuń mój tekst',
  articleLost: 'Tego artykułu nie można teraz wyświetlić.',
}
