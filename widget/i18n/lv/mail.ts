/** Texts of e-mails in Latvian. Read by an editor (a language model), not by a native speaker. */
import type { MailTexts } from '../en/mail.ts'

export const texts: MailTexts = {
  codeSubject: 'Jūsu kods vietnei {site}',
  codeIs: 'Jūsu kods: {code}',
  codeLife: 'Derīguma laiks: {time}. Kods der tikai tajā pārlūkā, kurā tas tika pieprasīts.',
  codeUnasked: 'Ja kodu nepieprasījāt, nekas nav jādara. Nevienam to neizpaudiet.',
  codeNoReply: 'Atbildes uz šo e-pasta vēstuli neviens nelasa.',
  copySubject: 'Jūsu ziņojums vietnei {site}',
  copyIs: 'Šī ir jūsu ziņojuma kopija. Tā atsauces numurs ir {reference}.',
}
