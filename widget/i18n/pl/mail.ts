/** Texts of e-mails in Polish. Read by an editor (a language model), not by a native speaker. */
import type { MailTexts } from '../en/mail.ts'

export const texts: MailTexts = {
  codeSubject: 'Kod dla {site}',
  codeIs: 'Kod: {code}',
  codeLife: 'Jest ważny przez {time} i tylko w przeglądarce, w której o niego poproszono.',
  codeUnasked: 'Jeśli to nie była Twoja prośba, nie musisz nic robić. Nie podawaj kodu nikomu.',
  codeNoReply: 'Nikt nie czyta odpowiedzi na tę wiadomość.',
  copySubject: 'Twoja wiadomość do {site}',
  copyIs: 'To jest kopia Twojej wiadomości. Numer zgłoszenia: {reference}.',
}
