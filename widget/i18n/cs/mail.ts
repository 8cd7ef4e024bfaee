/** Texts of e-mails in Czech. Read by an editor (a language model), not by a native speaker. */
import type { MailTexts } from '../en/mail.ts'

export const texts: MailTexts = {
  codeSubject: 'Váš kód pro {site}',
  codeIs: 'Váš kód: {code}',
  codeLife: 'Platnost: {time}, a to jen v prohlížeči, ve kterém byl kód vyžádán.',
  codeUnasked: 'Pokud jste o kód nežádali, nemusíte nic dělat. Nikomu ho nesdělujte.',
  codeNoReply: 'Odpovědi na tento e-mail nikdo nečte.',
  copySubject: 'Vaše zpráva pro {site}',
  copyIs: 'Toto je kopie vaší zprávy. Číslo vašeho dotazu je {reference}.',
}
