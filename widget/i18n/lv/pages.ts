/** Texts of the pages that the proxy draws after a message was sent, in Latvian. Read by an editor (a language model), not by a native speaker. */
import type { PageTexts } from '../en/pages.ts'

export const texts: PageTexts = {
  news: 'Skatīt, kas jauns',
  unshown: 'Pašlaik to nevar parādīt',
  unshownWhy: 'Nekas nav zudis. Lūdzu, mēģiniet vēlreiz pēc dažām minūtēm.',
  noMore: 'Šim pieprasījumam vairs nevar pievienot ziņojumus. Lūdzu, nosūtiet jaunu ziņojumu.',
}
