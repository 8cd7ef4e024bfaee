/** Texts of e-mails in Croatian. Read by an editor (a language model), not by a native speaker. */
import type { MailTexts } from '../en/mail.ts'

export const texts: MailTexts = {
  codeSubject: 'Vaš kôd za {site}',
  codeIs: 'Vaš kôd: {code}',
  codeLife: 'Trajanje: {time}. Kôd vrijedi samo u pregledniku u kojem je zatražen.',
  codeUnasked: 'Ako niste zatražili kôd, ne morate ništa učiniti. Nemojte ga dati nikome.',
  codeNoReply: 'Odgovore na ovu e-poruku nitko ne čita.',
  copySubject: 'Vaša poruka za {site}',
  copyIs: 'Ovo je kopija vaše poruke. Referentni broj je {reference}.',
}
