/** Texts of e-mails in Ukrainian. Read by an editor (a language model), not by a native speaker. */
import type { MailTexts } from '../en/mail.ts'

export const texts: MailTexts = {
  codeSubject: 'Ваш код для {site}',
  codeIs: 'Ваш код: {code}',
  codeLife: 'Термін дії: {time}, і лише в тому браузері, у якому його запитали.',
  codeUnasked: 'Якщо ви не запитували код, нічого робити не потрібно. Нікому його не передавайте.',
  codeNoReply: 'Відповідей на цей лист ніхто не читає.',
  copySubject: 'Ваше повідомлення для {site}',
  copyIs: 'Це копія вашого повідомлення. Номер звернення: {reference}.',
}
