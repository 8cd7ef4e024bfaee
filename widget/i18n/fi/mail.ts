/** Texts of e-mails in Finnish. Read by an editor (a language model), not by a native speaker. */
import type { MailTexts } from '../en/mail.ts'

export const texts: MailTexts = {
  codeSubject: 'Koodisi sivustolle {site}',
  codeIs: 'Koodisi: {code}',
  codeLife: 'Voimassaoloaika: {time}. Koodi toimii vain siinä selaimessa, jossa sitä pyydettiin.',
  codeUnasked: 'Jos et pyytänyt koodia, sinun ei tarvitse tehdä mitään. Älä anna koodia kenellekään.',
  codeNoReply: 'Kukaan ei lue vastauksia tähän sähköpostiin.',
  copySubject: 'Viestisi sivustolle {site}',
  copyIs: 'Tämä on kopio viestistäsi. Tapausnumero on {reference}.',
}
