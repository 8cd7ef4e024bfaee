/** Texts of the pages that the proxy draws after a message was sent, in Norwegian (bokmål). Read by an editor (a language model), not by a native speaker. */
import type { PageTexts } from '../en/pages.ts'

export const texts: PageTexts = {
  news: 'Se om det er noe nytt',
  unshown: 'Dette kan ikke vises akkurat nå',
  unshownWhy: 'Ingenting er tapt. Prøv igjen om noen minutter.',
  noMore: 'Denne saken tar ikke imot flere meldinger. Send en ny melding.',
}
