/** Texts of e-mails in Brazilian Portuguese. Read by an editor (a language model), not by a native speaker. */
import type { MailTexts } from '../en/mail.ts'

export const texts: MailTexts = {
  codeSubject: 'Seu código para {site}',
  codeIs: 'Seu código: {code}',
  codeLife: 'Ele é válido por {time} e somente no navegador em que foi solicitado.',
  codeUnasked: 'Se você não solicitou um código, não precisa fazer nada. Não o passe para ninguém.',
  codeNoReply: 'Ninguém lê as respostas a este e-mail.',
  copySubject: 'Sua mensagem para {site}',
  copyIs: 'Esta é uma cópia da sua mensagem. O número de protocolo é {reference}.',
}
