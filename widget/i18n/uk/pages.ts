/** Texts of the pages that the proxy draws after a message was sent, in Ukrainian. Read by an editor (a language model), not by a native speaker. */
import type { PageTexts } from '../en/pages.ts'

export const texts: PageTexts = {
  news: 'Переглянути, що нового',
  unshown: 'Зараз це не можна показати',
  unshownWhy: 'Нічого не втрачено. Спробуйте ще раз через кілька хвилин.',
  noMore: 'До цього звернення більше не можна додати повідомлення. Надішліть нове повідомлення.',
}
