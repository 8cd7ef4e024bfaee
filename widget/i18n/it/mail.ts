/** Texts of e-mails in Italian. Read by an editor (a language model), not by a native speaker. */
import type { MailTexts } from '../en/mail.ts'

export const texts: MailTexts = {
  codeSubject: 'Il tuo codice di verifica per {site}',
  codeIs: 'Il tuo codice di verifica: {code}',
  codeLife: 'È valido per {time} e solo nel browser in cui è stato richiesto.',
  codeUnasked: 'Se non hai richiesto un codice, non devi fare nulla. Non comunicarlo a nessuno.',
  codeNoReply: 'Le risposte a questa email non vengono lette.',
  copySubject: 'Il tuo messaggio a {site}',
  copyIs: 'Questa è una copia del tuo messaggio. Il codice di riferimento è {reference}.',
}
