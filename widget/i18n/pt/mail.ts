/** Texts of e-mails in European Portuguese. Read by an editor (a language model), not by a native speaker. */
import type { MailTexts } from '../en/mail.ts'

export const texts: MailTexts = {
  codeSubject: 'O seu código para {site}',
  codeIs: 'O seu código: {code}',
  codeLife: 'É válido durante {time} e apenas no navegador em que foi pedido.',
  codeUnasked: 'Se não pediu um código, não precisa de fazer nada. Não o dê a ninguém.',
  codeNoReply: 'Ninguém lê as respostas a este e-mail.',
  copySubject: 'A sua mensagem para {site}',
  copyIs: 'Esta é uma cópia da sua mensagem. O número de referência é {reference}.',
}
