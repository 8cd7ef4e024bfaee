/** The form's texts in Danish. Read by an editor (a language model), not by a native speaker. */
import type { Texts } from '../en/form.ts'

export const texts: Texts = {
  launcher: 'Hjælp',
  title: 'Hvad kan vi hjælpe med?',
  close: 'Luk',

  intro: 'Skriv til os, så svarer vi på e-mail.',
  message: 'Din besked',
  email: 'Din e-mailadresse',
  name: 'Dit navn',
  subject: 'Emne',
  optional: '(valgfrit)',
  send: 'Send besked',
  sending: 'Sender…',
  left: { one: '{n} tegn tilbage', other: '{n} tegn tilbage' },
  over: { one: '{n} tegn for meget', other: '{n} tegn for meget' },

  summary: 'Kontrollér oplysningerne',
  message_required: 'Skriv din besked',
  email_required: 'Indtast din e-mailadresse',
  email_invalid: 'Indtast en e-mailadresse som navn@example.com',
  email_too_long: 'E-mailadressen er for lang',
  name_required: 'Indtast dit navn',
  subject_required: 'Indtast et emne',
  tooLong: { one: 'Forkort med {n} tegn', other: 'Forkort med {n} tegn' },
  notValid: 'Det kan ikke sendes sådan. Kontrollér det.',

  notSent: 'Din besked blev ikke sendt',
  notSure: 'Vi ved ikke, om din besked er nået frem',
  offline: 'Du ser ud til at være offline. Din tekst er her stadig. Send den, når du har forbindelse igen.',
  timeout: 'Der kom ikke svar i tide. Prøv igen: Selv hvis beskeden er nået frem, får vi den kun én gang.',
  unreachable:
    'Forbindelsen mislykkedes, eller den blev stoppet, f.eks. af en annonceblokker eller en firewall. Din tekst er her stadig.',
  too_large: 'Beskeden er for stor. Forkort den.',
  limited: 'Der sendes for mange beskeder i øjeblikket. Din tekst er her stadig.',
  unavailable:
    'Vi kan ikke modtage beskeder i øjeblikket. Din tekst er her stadig. Prøv igen om nogle minutter.',
  broken: 'Noget gik galt hos os. Prøv igen: Vi får kun din besked én gang.',
  conflictTitle: 'En tidligere version er sendt',
  conflict:
    'Vi har allerede modtaget beskeden, som den var før dine seneste ændringer. Det, du ser nu, er ikke sendt.',
  refused:
    'Formularen er ikke sat rigtigt op, så der kan ikke sendes beskeder fra denne side. Kontakt os på en anden måde.',
  refusedTitle: 'Formularen virker ikke endnu',
  unverifiedTitle: 'Vi kunne ikke bekræfte, hvem du er',
  unverified: 'Genindlæs siden, eller log ind igen. Din tekst er her stadig.',
  backOnline: 'Du har forbindelse igen. Nu kan din besked sendes.',

  retry: 'Prøv igen',
  retryIn: { one: 'Prøv igen om {n} sekund', other: 'Prøv igen om {n} sekunder' },
  sendAnyway: 'Send også denne version',
  copyMessage: 'Kopiér min besked',
  copied: 'Kopieret',
  copyByHand: 'Din besked er markeret. Kopiér den med tastaturet eller menuen.',
  emailUs: 'Send os en e-mail',

  sent: 'Beskeden er sendt',
  sentStatus: 'Beskeden er sendt. Dit sagsnummer er {reference}.',
  sentTo: 'Vi sender svaret til {email}.',
  reference: 'Dit sagsnummer',
  copy: 'Kopiér',
  copyReference: 'Kopiér sagsnummeret',
  next: 'Gem sagsnummeret, hvis du vil spørge til beskeden.',
  again: 'Send en ny besked',
}
