/** Texts of the pages that the proxy draws after a message was sent, in Hebrew. Read by an editor (a language model), not by a native speaker. */
import type { PageTexts } from '../en/pages.ts'

export const texts: PageTexts = {
  news: 'לבדוק מה חדש',
  unshown: 'אי אפשר להציג את זה כרגע',
  unshownWhy: 'שום דבר לא אבד. נא לנסות שוב בעוד כמה דקות.',
  noMore: 'אי אפשר להוסיף הודעות לפנייה הזאת. נא לשלוח הודעה חדשה.',
}
