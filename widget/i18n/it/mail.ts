/** Texts of e-mails in Italian. Read by an editor (a language model), not by a native speaker. */
import type { MailTexts } from '../en/mail.ts'

export const texts: MailTexts = {
  codeSubject: 'Il suo codice per {site}',
  codeIs: 'Il suo codice: {code}',
  codeLife: 'È valido per {time} e solo nel browser in cui è stato richiesto.',
  codeUnasked: 'Se non ha richiesto un codice, non deve fare nulla. Non lo comunichi a nessuno.',
  codeNoReply: 'Le risposte a questa e-mail non vengono lette.',
}
