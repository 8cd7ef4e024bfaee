/** The form's texts in Norwegian (bokmål). Read by an editor (a language model), not by a native speaker. */
import type { Texts } from '../en/form.ts'

export const texts: Texts = {
  launcher: 'Hjelp',
  title: 'Hva kan vi hjelpe med?',
  close: 'Lukk',

  intro: 'Skriv til oss, så svarer vi på e-post.',
  message: 'Din melding',
  email: 'Din e-postadresse',
  name: 'Ditt navn',
  subject: 'Emne',
  optional: '(valgfritt)',
  send: 'Send melding',
  sending: 'Sender…',
  left: { one: '{n} tegn igjen', other: '{n} tegn igjen' },
  over: { one: '{n} tegn for mye', other: '{n} tegn for mye' },

  summary: 'Kontroller opplysningene',
  message_required: 'Skriv meldingen din',
  email_required: 'Skriv inn e-postadressen din',
  email_invalid: 'Skriv inn en e-postadresse som navn@example.com',
  email_too_long: 'E-postadressen er for lang',
  name_required: 'Skriv inn navnet ditt',
  subject_required: 'Skriv inn et emne',
  tooLong: { one: 'Kort ned med {n} tegn', other: 'Kort ned med {n} tegn' },
  notValid: 'Dette kan ikke sendes slik. Kontroller det.',

  notSent: 'Meldingen ble ikke sendt',
  notSure: 'Vi vet ikke om meldingen kom frem',
  offline:
    'Det ser ut til at du er frakoblet. Teksten din er her fortsatt. Send den når du er på nett igjen.',
  timeout: 'Det kom ikke svar i tide. Prøv igjen: Selv om meldingen kom frem, får vi den bare én gang.',
  unreachable:
    'Tilkoblingen mislyktes, eller den ble stoppet, for eksempel av en annonseblokkerer eller en brannmur. Teksten din er her fortsatt.',
  too_large: 'Meldingen er for stor. Kort den ned.',
  limited: 'Det sendes for mange meldinger akkurat nå. Teksten din er her fortsatt.',
  unavailable:
    'Vi kan ikke ta imot meldinger akkurat nå. Teksten din er her fortsatt. Prøv igjen om noen minutter.',
  broken: 'Noe gikk galt hos oss. Prøv igjen: Vi får meldingen bare én gang.',
  conflictTitle: 'En tidligere versjon er sendt',
  conflict:
    'Vi har allerede fått meldingen slik den var før de siste endringene dine. Det du ser nå, er ikke sendt.',
  refused:
    'Skjemaet er ikke satt opp riktig, så det kan ikke sendes meldinger fra denne siden. Kontakt oss på en annen måte.',
  refusedTitle: 'Skjemaet virker ikke ennå',
  unverifiedTitle: 'Vi kunne ikke bekrefte hvem du er',
  unverified: 'Last inn siden på nytt, eller logg inn igjen. Teksten din er her fortsatt.',
  backOnline: 'Du er på nett igjen. Nå kan meldingen sendes.',

  retry: 'Prøv igjen',
  retryIn: { one: 'Prøv igjen om {n} sekund', other: 'Prøv igjen om {n} sekunder' },
  sendAnyway: 'Send denne versjonen også',
  copyMessage: 'Kopier meldingen min',
  copied: 'Kopiert',
  copyByHand: 'Meldingen er merket. Kopier den med tastaturet eller menyen.',
  emailUs: 'Send oss en e-post',

  sent: 'Meldingen er sendt',
  sentStatus: 'Meldingen er sendt. Saksnummeret ditt er {reference}.',
  sentTo: 'Vi sender svaret til {email}.',
  reference: 'Saksnummeret ditt',
  copy: 'Kopier',
  copyReference: 'Kopier saksnummeret',
  next: 'Ta vare på saksnummeret i tilfelle du vil spørre om meldingen.',
  again: 'Send en ny melding',
}
