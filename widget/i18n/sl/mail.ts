/** Texts of e-mails in Slovenian. Read by an editor (a language model), not by a native speaker. */
import type { MailTexts } from '../en/mail.ts'

export const texts: MailTexts = {
  codeSubject: 'Vaša koda za {site}',
  codeIs: 'Vaša koda: {code}',
  codeLife: 'Veljavnost: {time}, in sicer samo v brskalniku, v katerem je bila koda zahtevana.',
  codeUnasked: 'Če kode niste zahtevali, vam ni treba storiti ničesar. Ne posredujte je nikomur.',
  codeNoReply: 'Odgovorov na to e-pošto nihče ne bere.',
  copySubject: 'Vaše sporočilo za {site}',
  copyIs: 'To je kopija vašega sporočila. Referenčna številka je {reference}.',
}
