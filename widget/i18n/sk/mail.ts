/** Texts of e-mails in Slovak. Read by an editor (a language model), not by a native speaker. */
import type { MailTexts } from '../en/mail.ts'

export const texts: MailTexts = {
  codeSubject: 'Váš kód pre {site}',
  codeIs: 'Váš kód: {code}',
  codeLife: 'Platnosť: {time}, a to len v prehliadači, v ktorom bol kód vyžiadaný.',
  codeUnasked: 'Ak ste o kód nežiadali, nemusíte nič robiť. Nikomu ho neposkytujte.',
  codeNoReply: 'Odpovede na tento e-mail nikto nečíta.',
  copySubject: 'Vaša správa pre {site}',
  copyIs: 'Toto je kópia vašej správy. Číslo vašej žiadosti je {reference}.',
}
