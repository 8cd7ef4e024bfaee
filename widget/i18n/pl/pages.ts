/** Texts of the pages that the proxy draws after a message was sent, in Polish. Read by an editor (a language model), not by a native speaker. */
import type { PageTexts } from '../en/pages.ts'

export const texts: PageTexts = {
  news: 'Sprawdź, co nowego',
  unshown: 'W tej chwili nie można tego pokazać',
  unshownWhy: 'Nic nie przepadło. Spróbuj ponownie za kilka minut.',
  noMore: 'Do tego zgłoszenia nie można dodać kolejnych wiadomości. Wyślij nową wiadomość.',
}
