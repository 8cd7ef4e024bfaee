/** Texts of the pages that the proxy draws after a message was sent, in Italian. Read by an editor (a language model), not by a native speaker. */
import type { PageTexts } from '../en/pages.ts'

export const texts: PageTexts = {
  news: 'Guarda se ci sono novità',
  unshown: 'In questo momento non è possibile mostrarlo',
  unshownWhy: 'Non è andato perso nulla. Riprova tra qualche minuto.',
  noMore: 'Questa richiesta non accetta altri messaggi. Invia un nuovo messaggio.',
}
