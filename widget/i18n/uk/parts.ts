/** Texts of the parts that come later, in Ukrainian. Read by an editor (a language model), not by a native speaker. */
import type { PartTexts } from '../en/parts.ts'

export const texts: PartTexts = {
  meant: 'Можливо, ви мали на увазі {email}?',
  replyTime: 'Звичайний час відповіді: {time}',
  replyBy: 'Очікуйте на відповідь до: {time}',
  here: 'Ми на звʼязку до: {time}',
  away: 'Зараз нас немає. Знову на звʼязку: {time}',
  privacy: 'Політика конфіденційності',
  consent_required: 'Підтвердьте, що ви погоджуєтеся',
  consent_outdated: 'Цей текст змінено. Прочитайте його ще раз, будь ласка',
  keep: 'Зберегти моє повідомлення на цьому пристрої',
  keepNote: 'Щонайбільше 7 днів і без файлів. Інші, хто користується цим браузером, можуть його прочитати.',
  keptNow: 'Збережено на цьому пристрої',
  notKept: 'Цей браузер не може його зберегти',
  keptBack: 'Ви зберегли це повідомлення на цьому пристрої. Надішліть його, коли захочете.',
  discard: 'Видалити його',
}
