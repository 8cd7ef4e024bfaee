/** Texts of e-mails in Norwegian (bokmål). Read by an editor (a language model), not by a native speaker. */
import type { MailTexts } from '../en/mail.ts'

export const texts: MailTexts = {
  codeSubject: 'Koden din for {site}',
  codeIs: 'Koden din: {code}',
  codeLife: 'Den gjelder i {time}, og bare i nettleseren der det ble bedt om den.',
  codeUnasked: 'Hvis du ikke har bedt om en kode, trenger du ikke å gjøre noe. Ikke gi den videre til noen.',
  codeNoReply: 'Ingen leser svar på denne e-posten.',
  copySubject: 'Meldingen din til {site}',
  copyIs: 'Dette er en kopi av meldingen din. Saksnummeret er {reference}.',
}
