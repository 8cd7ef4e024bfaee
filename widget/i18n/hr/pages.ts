/** Texts of the pages that the proxy draws after a message was sent, in Croatian. Read by an editor (a language model), not by a native speaker. */
import type { PageTexts } from '../en/pages.ts'

export const texts: PageTexts = {
  news: 'Pogledaj što je novo',
  unshown: 'To se trenutačno ne može prikazati',
  unshownWhy: 'Ništa nije izgubljeno. Pokušajte ponovno za nekoliko minuta.',
  noMore: 'Ovaj upit više ne prima poruke. Pošaljite novu poruku.',
}
