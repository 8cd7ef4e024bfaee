/** Texts of e-mails in Spanish. Read by an editor (a language model), not by a native speaker. */
import type { MailTexts } from '../en/mail.ts'

export const texts: MailTexts = {
  codeSubject: 'Su código para {site}',
  codeIs: 'Su código: {code}',
  codeLife: 'Es válido durante {time} y solo en el navegador en el que se solicitó.',
  codeUnasked: 'Si no ha solicitado ningún código, no tiene que hacer nada. No se lo facilite a nadie.',
  codeNoReply: 'Nadie lee las respuestas a este correo.',
  copySubject: 'Su mensaje a {site}',
  copyIs: 'Esta es una copia de su mensaje. Su número de referencia es {reference}.',
}
