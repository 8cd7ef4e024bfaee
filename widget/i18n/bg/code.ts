/** Texts of how an address is proven by a code, in Bulgarian. Read by an editor (a language model), not by a native speaker. */
import type { CodeTexts } from '../en/code.ts'

export const texts: CodeTexts = {
  proofWhy: 'Отговорите ще се покажат тук, след като въведете код, който изпращаме на {email}.',
  waitsWhy:
    'Вашето съобщение е запазено. Ще бъде предадено, щом въведете код, който изпращаме на {email}, или след един час.',
  confirmWhy: 'Моля, потвърдете имейл адреса си: въведете код, който изпращаме на {email}.',
  requestsWhy: 'За да видите заявките си, въведете код, който изпращаме на имейл адреса ви.',
  codeSend: 'Изпращане на код',
  codeAgain: 'Изпращане на нов код',
  codeSent: 'Изпращаме код на {email}. Ако не пристигне до няколко минути, поискайте нов.',
  code: 'Вашият код',
  codeEnter: 'Потвърждаване на адреса',
  code_required: 'Въведете кода',
  code_wrong: 'Този код е грешен или вече не е валиден. Въведете го отново или поискайте нов.',
  codeLimited: 'Поискани са твърде много кодове. Моля, опитайте отново по-късно.',
  confirmed: 'Адресът ви е потвърден.',
  proofOver: 'Потвърждението на адреса ви е изтекло. Поискайте нов код.',
  signOut: 'Изход',
}
