/** Texts of the pages that the proxy draws after a message was sent, in Swedish. Read by an editor (a language model), not by a native speaker. */
import type { PageTexts } from '../en/pages.ts'

export const texts: PageTexts = {
  news: 'Se om det finns något nytt',
  unshown: 'Det här kan inte visas just nu',
  unshownWhy: 'Inget har gått förlorat. Försök igen om några minuter.',
  noMore: 'Det här ärendet tar inte emot fler meddelanden. Skicka ett nytt meddelande.',
}
