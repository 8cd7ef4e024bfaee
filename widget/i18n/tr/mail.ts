/** Texts of e-mails in Turkish. Read by an editor (a language model), not by a native speaker. */
import type { MailTexts } from '../en/mail.ts'

export const texts: MailTexts = {
  codeSubject: '{site} için kodunuz',
  codeIs: 'Kodunuz: {code}',
  codeLife: 'Geçerlilik süresi: {time}. Kod yalnızca istendiği tarayıcıda geçerlidir.',
  codeUnasked: 'Kod istemediyseniz bir şey yapmanıza gerek yok. Kodu kimseyle paylaşmayın.',
  codeNoReply: 'Bu e-postaya verilen yanıtları kimse okumaz.',
  copySubject: '{site} için mesajınız',
  copyIs: 'Bu, mesajınızın bir kopyasıdır. Referans numarası: {reference}.',
}
