/** Texts of the parts that come later, in Bulgarian. Read by an editor (a language model), not by a native speaker. */
import type { PartTexts } from '../en/parts.ts'

export const texts: PartTexts = {
  meant: 'Имахте ли предвид {email}?',
  replyTime: 'Обичайно време за отговор: {time}',
  replyBy: 'Очакван отговор до: {time}',
  here: 'На линия сме до: {time}',
  away: 'В момента ни няма. Отново на линия: {time}',
  privacy: 'Политика за поверителност',
  consent_required: 'Потвърдете, че сте съгласни',
  consent_outdated: 'Този текст е променен. Моля, прочетете го отново',
}
