/** Texts of e-mails in German. Read by an editor (a language model), not by a native speaker. */
import type { MailTexts } from '../en/mail.ts'

export const texts: MailTexts = {
  codeSubject: 'Ihr Code für {site}',
  codeIs: 'Ihr Code: {code}',
  codeLife: 'Er gilt {time} lang und nur in dem Browser, in dem er angefordert wurde.',
  codeUnasked:
    'Wenn Sie keinen Code angefordert haben, brauchen Sie nichts zu tun. Geben Sie ihn an niemanden weiter.',
  codeNoReply: 'Antworten auf diese E-Mail liest niemand.',
  copySubject: 'Ihre Nachricht an {site}',
  copyIs: 'Dies ist eine Kopie Ihrer Nachricht. Die Referenznummer ist {reference}.',
}
