/** Texts of e-mails in French. Read by an editor (a language model), not by a native speaker. */
import type { MailTexts } from '../en/mail.ts'

export const texts: MailTexts = {
  codeSubject: 'Votre code pour {site}',
  codeIs: 'Votre code\u00a0: {code}',
  codeLife: 'Il est valable {time}, uniquement dans le navigateur où il a été demandé.',
  codeUnasked: 'Si vous n’avez pas demandé de code, vous n’avez rien à faire. Ne le communiquez à personne.',
  codeNoReply: 'Personne ne lit les réponses à cet e-mail.',
  copySubject: 'Votre message à {site}',
  copyIs: 'Ceci est une copie de votre message. Sa référence est {reference}.',
}
