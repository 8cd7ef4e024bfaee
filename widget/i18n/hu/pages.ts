/** Texts of the pages that the proxy draws after a message was sent, in Hungarian. Read by an editor (a language model), not by a native speaker. */
import type { PageTexts } from '../en/pages.ts'

export const texts: PageTexts = {
  news: 'Van-e valami új?',
  unshown: 'Ez most nem jeleníthető meg',
  unshownWhy: 'Semmi sem veszett el. Kérjük, próbálja újra néhány perc múlva.',
  noMore: 'Ehhez a megkereséshez már nem küldhető üzenet. Kérjük, küldjön új üzenetet.',
}
