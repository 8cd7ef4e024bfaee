/** Texts of e-mails in Lithuanian. Read by an editor (a language model), not by a native speaker. */
import type { MailTexts } from '../en/mail.ts'

export const texts: MailTexts = {
  codeSubject: 'Jūsų kodas svetainei {site}',
  codeIs: 'Jūsų kodas: {code}',
  codeLife: 'Galiojimo laikas: {time}. Kodas galioja tik toje naršyklėje, kurioje jo buvo paprašyta.',
  codeUnasked: 'Jei kodo neprašėte, nieko daryti nereikia. Niekam jo neperduokite.',
  codeNoReply: 'Atsakymų į šį el. laišką niekas neskaito.',
  copySubject: 'Jūsų žinutė svetainei {site}',
  copyIs: 'Tai jūsų žinutės kopija. Užklausos numeris: {reference}.',
}
