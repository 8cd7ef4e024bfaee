/** Texts of the pages that the proxy draws after a message was sent, in German. Read by an editor (a language model), not by a native speaker. */
import type { PageTexts } from '../en/pages.ts'

export const texts: PageTexts = {
  news: 'Nachsehen, was es Neues gibt',
  unshown: 'Das lässt sich gerade nicht anzeigen',
  unshownWhy: 'Es ist nichts verloren. Bitte versuchen Sie es in ein paar Minuten erneut.',
  noMore: 'Zu dieser Anfrage sind keine weiteren Nachrichten möglich. Bitte senden Sie eine neue Nachricht.',
}
