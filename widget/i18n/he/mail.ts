/** Texts of e-mails in Hebrew. Read by an editor (a language model), not by a native speaker. */
import type { MailTexts } from '../en/mail.ts'

export const texts: MailTexts = {
  codeSubject: 'הקוד שלך עבור {site}',
  codeIs: 'הקוד שלך: {code}',
  codeLife: 'תוקף הקוד: {time}, ורק בדפדפן שבו התבקש.',
  codeUnasked: 'אם לא ביקשת קוד, אין צורך לעשות דבר. אין למסור אותו לאיש.',
  codeNoReply: 'איש אינו קורא תשובות להודעה זו.',
  copySubject: 'ההודעה שלך אל האתר {site}',
  copyIs: 'זהו עותק של ההודעה שלך. מספר הפנייה הוא {reference}.',
}
