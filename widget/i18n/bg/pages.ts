/** Texts of the pages that the proxy draws after a message was sent, in Bulgarian. Read by an editor (a language model), not by a native speaker. */
import type { PageTexts } from '../en/pages.ts'

export const texts: PageTexts = {
  news: 'Има ли нещо ново',
  unshown: 'В момента това не може да се покаже',
  unshownWhy: 'Нищо не е изгубено. Моля, опитайте отново след няколко минути.',
  noMore: 'Към тази заявка не могат да се добавят повече съобщения. Моля, изпратете ново съобщение.',
}
