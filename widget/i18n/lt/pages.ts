/** Texts of the pages that the proxy draws after a message was sent, in Lithuanian. Read by an editor (a language model), not by a native speaker. */
import type { PageTexts } from '../en/pages.ts'

export const texts: PageTexts = {
  news: 'Žiūrėti, kas naujo',
  unshown: 'Šiuo metu to parodyti negalima',
  unshownWhy: 'Niekas neprarasta. Bandykite dar kartą po kelių minučių.',
  noMore: 'Šiai užklausai daugiau žinučių siųsti negalima. Siųskite naują žinutę.',
}
