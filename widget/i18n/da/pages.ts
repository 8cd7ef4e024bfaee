/** Texts of the pages that the proxy draws after a message was sent, in Danish. Read by an editor (a language model), not by a native speaker. */
import type { PageTexts } from '../en/pages.ts'

export const texts: PageTexts = {
  news: 'Se, om der er nyt',
  unshown: 'Det kan ikke vises i øjeblikket',
  unshownWhy: 'Intet er gået tabt. Prøv igen om nogle minutter.',
  noMore: 'Denne sag tager ikke imod flere beskeder. Send en ny besked.',
}
