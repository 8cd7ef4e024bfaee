/** Texts of help articles, in Slovak. Read by an editor (a language model), not by a native speaker. */
import type { ArticleTexts } from '../en/articles.ts'

export const texts: ArticleTexts = {
  articlesFound: 'Články, ktoré môžu pomôcť: {n}',
  articleBack: 'Späť na formulár',
  articleAnswered: 'Toto odpovedalo na moju otázku',
  articleGlad: 'To nás teší',
  articleKept: 'Nič nebolo odoslané. Čo ste napísali, je stále tu.',
  articleForget: 'Vymazať môj text',
  articleLost: 'Tento článok sa teraz nedá zobraziť.',
}
