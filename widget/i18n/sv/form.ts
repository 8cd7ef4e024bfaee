/** The form's texts in Swedish. Read by an editor (a language model), not by a native speaker. */
import type { Texts } from '../en/form.ts'

export const texts: Texts = {
  launcher: 'Hjälp',
  title: 'Hur kan vi hjälpa till?',
  close: 'Stäng',

  intro: 'Skriv till oss så svarar vi via e-post.',
  message: 'Ditt meddelande',
  email: 'Din e-postadress',
  name: 'Ditt namn',
  subject: 'Ämne',
  optional: '(valfritt)',
  send: 'Skicka meddelandet',
  sending: 'Skickar…',
  left: { one: '{n} tecken kvar', other: '{n} tecken kvar' },
  over: { one: '{n} tecken för mycket', other: '{n} tecken för mycket' },

  summary: 'Kontrollera uppgifterna',
  message_required: 'Skriv ditt meddelande',
  email_required: 'Ange din e-postadress',
  email_invalid: 'Ange en e-postadress som namn@example.com',
  email_too_long: 'E-postadressen är för lång',
  name_required: 'Ange ditt namn',
  subject_required: 'Ange ett ämne',
  tooLong: { one: 'Korta ned med {n} tecken', other: 'Korta ned med {n} tecken' },
  notValid: 'Det går inte att skicka så här. Kontrollera det.',

  notSent: 'Meddelandet skickades inte',
  notSure: 'Vi vet inte om ditt meddelande kom fram',
  offline: 'Du verkar vara offline. Din text finns kvar. Skicka den när du har anslutning igen.',
  timeout: 'Inget svar kom i tid. Försök igen: även om meddelandet kom fram får vi det bara en gång.',
  unreachable:
    'Anslutningen misslyckades, eller så stoppades den av till exempel en annonsblockerare eller brandvägg. Din text finns kvar.',
  too_large: 'Meddelandet är för stort. Korta ned det.',
  limited: 'Just nu skickas för många meddelanden. Din text finns kvar.',
  unavailable: 'Vi kan inte ta emot meddelanden just nu. Din text finns kvar. Försök igen om några minuter.',
  broken: 'Något gick fel hos oss. Försök igen: vi får ditt meddelande bara en gång.',
  conflictTitle: 'En tidigare version skickades',
  conflict:
    'Vi har redan fått meddelandet som det var före dina senaste ändringar. Det du ser nu har inte skickats.',
  refused:
    'Formuläret är inte rätt inställt, så det går inte att skicka meddelanden från den här sidan. Kontakta oss på ett annat sätt.',
  refusedTitle: 'Formuläret fungerar inte än',
  unverifiedTitle: 'Vi kunde inte bekräfta vem du är',
  unverified: 'Ladda om sidan eller logga in igen. Din text finns kvar.',
  backOnline: 'Du är ansluten igen. Nu kan ditt meddelande skickas.',

  retry: 'Försök igen',
  retryIn: { one: 'Försök igen om {n} sekund', other: 'Försök igen om {n} sekunder' },
  sendAnyway: 'Skicka denna version också',
  copyMessage: 'Kopiera meddelandet',
  copied: 'Kopierat',
  copyByHand: 'Meddelandet är markerat. Kopiera det med tangentbordet eller menyn.',
  emailUs: 'Mejla oss',

  sent: 'Meddelandet har skickats',
  sentStatus: 'Meddelandet har skickats. Ditt ärendenummer är {reference}.',
  sentTo: 'Vi skickar svaret till {email}.',
  reference: 'Ditt ärendenummer',
  copy: 'Kopiera',
  copyReference: 'Kopiera ärendenumret',
  next: 'Spara ärendenumret ifall du vill fråga om meddelandet.',
  again: 'Skicka ett nytt meddelande',
}
