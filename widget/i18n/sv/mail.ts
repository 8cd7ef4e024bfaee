/** Texts of e-mails in Swedish. Read by an editor (a language model), not by a native speaker. */
import type { MailTexts } from '../en/mail.ts'

export const texts: MailTexts = {
  codeSubject: 'Din kod för {site}',
  codeIs: 'Din kod: {code}',
  codeLife: 'Den gäller i {time} och bara i den webbläsare där den begärdes.',
  codeUnasked:
    'Om du inte har begärt någon kod behöver du inte göra något. Lämna den inte vidare till någon.',
  codeNoReply: 'Ingen läser svar på det här mejlet.',
  copySubject: 'Ditt meddelande till {site}',
  copyIs: 'Detta är en kopia av ditt meddelande. Ärendenumret är {reference}.',
}
