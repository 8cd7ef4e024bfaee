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
  keep: 'Запазване на съобщението ми на това устройство',
  keepNote: 'Най-много 7 дни и без файлове. Други, които ползват този браузър, могат да го прочетат.',
  keptNow: 'Запазено на това устройство',
  notKept: 'Този браузър не може да го запази',
  keptBack: 'Запазихте това съобщение на това устройство. Изпратете го, когато желаете.',
  discard: 'Изтриване',
}
