/** Texts of e-mails in Bulgarian. Read by an editor (a language model), not by a native speaker. */
import type { MailTexts } from '../en/mail.ts'

export const texts: MailTexts = {
  codeSubject: 'Вашият код за {site}',
  codeIs: 'Вашият код: {code}',
  codeLife: 'Срок на валидност: {time}, и то само в браузъра, от който е поискан.',
  codeUnasked: 'Ако не сте поискали код, не е нужно да правите нищо. Не го давайте на никого.',
  codeNoReply: 'Никой не чете отговорите на този имейл.',
  copySubject: 'Вашето съобщение до {site}',
  copyIs: 'Това е копие на вашето съобщение. Номерът на запитването е {reference}.',
}
