/** Texts of e-mails in Hungarian. Read by an editor (a language model), not by a native speaker. */
import type { MailTexts } from '../en/mail.ts'

export const texts: MailTexts = {
  codeSubject: 'Az Ön kódja ehhez: {site}',
  codeIs: 'Az Ön kódja: {code}',
  codeLife: 'Érvényesség: {time}, és csak abban a böngészőben, amelyben kérték.',
  codeUnasked: 'Ha nem kért kódot, nincs teendője. Ne adja tovább senkinek.',
  codeNoReply: 'Az erre az e-mailre küldött válaszokat senki sem olvassa.',
  copySubject: 'Az Ön üzenete ide: {site}',
  copyIs: 'Ez az üzenetének másolata. Az azonosítója: {reference}.',
}
