/** Texts of the pages that the proxy draws after a message was sent, in Estonian. Read by an editor (a language model), not by a native speaker. */
import type { PageTexts } from '../en/pages.ts'

export const texts: PageTexts = {
  news: 'Vaata, kas on midagi uut',
  unshown: 'Seda ei saa praegu näidata',
  unshownWhy: 'Midagi ei ole kadunud. Palun proovige mõne minuti pärast uuesti.',
  noMore: 'Sellele pöördumisele ei saa enam sõnumeid lisada. Palun saatke uus sõnum.',
}
