/** Texts of the pages that the proxy draws after a message was sent, in Finnish. Read by an editor (a language model), not by a native speaker. */
import type { PageTexts } from '../en/pages.ts'

export const texts: PageTexts = {
  news: 'Katso, onko uutta',
  unshown: 'Tätä ei voi näyttää juuri nyt',
  unshownWhy: 'Mitään ei ole kadonnut. Yritä uudelleen muutaman minuutin kuluttua.',
  noMore: 'Tähän asiaan ei voi enää lisätä viestejä. Lähetä uusi viesti.',
}
