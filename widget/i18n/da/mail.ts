/** Texts of e-mails in Danish. Read by an editor (a language model), not by a native speaker. */
import type { MailTexts } from '../en/mail.ts'

export const texts: MailTexts = {
  codeSubject: 'Din kode til {site}',
  codeIs: 'Din kode: {code}',
  codeLife: 'Den gælder i {time} og kun i den browser, hvor der blev bedt om den.',
  codeUnasked: 'Hvis du ikke har bedt om en kode, behøver du ikke gøre noget. Giv den ikke videre til nogen.',
  codeNoReply: 'Ingen læser svar på denne e-mail.',
  copySubject: 'Din besked til {site}',
  copyIs: 'Dette er en kopi af din besked. Sagsnummeret er {reference}.',
}
