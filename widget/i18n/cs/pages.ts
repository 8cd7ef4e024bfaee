/** Texts of the pages that the proxy draws after a message was sent, in Czech. Read by an editor (a language model), not by a native speaker. */
import type { PageTexts } from '../en/pages.ts'

export const texts: PageTexts = {
  news: 'Podívat se, co je nového',
  unshown: 'Teď to nelze zobrazit',
  unshownWhy: 'Nic se neztratilo. Zkuste to prosím znovu za několik minut.',
  noMore: 'K tomuto požadavku už nelze přidat další zprávy. Pošlete prosím novou zprávu.',
}
