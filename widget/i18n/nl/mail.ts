/** Texts of e-mails in Dutch. Read by an editor (a language model), not by a native speaker. */
import type { MailTexts } from '../en/mail.ts'

export const texts: MailTexts = {
  codeSubject: 'Je code voor {site}',
  codeIs: 'Je code: {code}',
  codeLife: 'De code is {time} geldig, en alleen in de browser waarin hij is aangevraagd.',
  codeUnasked: 'Heb je geen code aangevraagd, dan hoef je niets te doen. Geef de code aan niemand door.',
  codeNoReply: 'Antwoorden op deze e-mail worden niet gelezen.',
  copySubject: 'Je bericht aan {site}',
  copyIs: 'Dit is een kopie van je bericht. Het referentienummer is {reference}.',
}
