/** Texts of the pages that the proxy draws after a message was sent, in Dutch. Read by an editor (a language model), not by a native speaker. */
import type { PageTexts } from '../en/pages.ts'

export const texts: PageTexts = {
  news: 'Kijken of er iets nieuws is',
  unshown: 'Dit kan nu niet worden getoond',
  unshownWhy: 'Er is niets verloren. Probeer het over een paar minuten opnieuw.',
  noMore: 'Bij deze vraag kun je geen berichten meer toevoegen. Stuur een nieuw bericht.',
}
