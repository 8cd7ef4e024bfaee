/** Texts of the pages that the proxy draws after a message was sent, in Romanian. Read by an editor (a language model), not by a native speaker. */
import type { PageTexts } from '../en/pages.ts'

export const texts: PageTexts = {
  news: 'Vedeți ce este nou',
  unshown: 'Acest lucru nu poate fi afișat acum',
  unshownWhy: 'Nu s-a pierdut nimic. Încercați din nou peste câteva minute.',
  noMore: 'La această solicitare nu se mai pot adăuga mesaje. Trimiteți un mesaj nou.',
}
