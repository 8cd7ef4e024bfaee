/** Texts of the pages that the proxy draws after a message was sent, in Slovak. Read by an editor (a language model), not by a native speaker. */
import type { PageTexts } from '../en/pages.ts'

export const texts: PageTexts = {
  news: 'Pozrieť, čo je nové',
  unshown: 'Teraz to nemožno zobraziť',
  unshownWhy: 'Nič sa nestratilo. Skúste to znova o niekoľko minút.',
  noMore: 'K tejto požiadavke už nemožno pridať ďalšie správy. Pošlite novú správu.',
}
