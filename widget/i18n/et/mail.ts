/** Texts of e-mails in Estonian. Read by an editor (a language model), not by a native speaker. */
import type { MailTexts } from '../en/mail.ts'

export const texts: MailTexts = {
  codeSubject: 'Teie kood saidi {site} jaoks',
  codeIs: 'Teie kood: {code}',
  codeLife: 'Kehtivusaeg: {time}. Kood kehtib ainult selles brauseris, kus seda küsiti.',
  codeUnasked: 'Kui te koodi ei küsinud, ei ole vaja midagi teha. Ärge andke seda kellelegi edasi.',
  codeNoReply: 'Sellele e-kirjale saadetud vastuseid ei loe keegi.',
  copySubject: 'Teie sõnum saidile {site}',
  copyIs: 'See on teie sõnumi koopia. Selle viitenumber on {reference}.',
}
