/** Texts of e-mails in Romanian. Read by an editor (a language model), not by a native speaker. */
import type { MailTexts } from '../en/mail.ts'

export const texts: MailTexts = {
  codeSubject: 'Codul dumneavoastră pentru {site}',
  codeIs: 'Codul dumneavoastră: {code}',
  codeLife: 'Este valabil {time} și numai în browserul în care a fost cerut.',
  codeUnasked: 'Dacă nu ați cerut un cod, nu trebuie să faceți nimic. Nu îl dați nimănui.',
  codeNoReply: 'Nimeni nu citește răspunsurile la acest e-mail.',
  copySubject: 'Mesajul dumneavoastră către {site}',
  copyIs: 'Aceasta este o copie a mesajului dumneavoastră. Numărul de referință este {reference}.',
}
