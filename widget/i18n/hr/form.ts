/** The form's texts in Croatian. Read by an editor (a language model), not by a native speaker. */
import type { Texts } from '../en/form.ts'

export const texts: Texts = {
  launcher: 'Pomoć',
  title: 'Kako vam možemo pomoći?',
  close: 'Zatvori',

  intro: 'Pišite nam i odgovorit ćemo e-poštom.',
  message: 'Vaša poruka',
  email: 'Vaša adresa e-pošte',
  name: 'Vaše ime',
  subject: 'Predmet',
  optional: '(neobavezno)',
  send: 'Pošalji poruku',
  sending: 'Slanje…',
  left: {
    one: 'Preostao je {n} znak',
    few: 'Preostala su {n} znaka',
    other: 'Preostalo je {n} znakova',
  },
  over: { one: '{n} znak previše', few: '{n} znaka previše', other: '{n} znakova previše' },

  summary: 'Provjerite unesene podatke',
  message_required: 'Napišite poruku',
  email_required: 'Unesite svoju adresu e-pošte',
  email_invalid: 'Unesite adresu e-pošte, na primjer ime@example.com',
  email_too_long: 'Ova adresa e-pošte je preduga',
  name_required: 'Unesite svoje ime',
  subject_required: 'Unesite predmet',
  tooLong: {
    one: 'Skratite za {n} znak',
    few: 'Skratite za {n} znaka',
    other: 'Skratite za {n} znakova',
  },
  notValid: 'Ovo se ne može poslati ovako. Molimo provjerite.',

  notSent: 'Vaša poruka nije poslana',
  notSure: 'Ne znamo je li vaša poruka stigla',
  offline: 'Čini se da niste povezani. Vaš je tekst i dalje ovdje. Pošaljite ga kad se veza vrati.',
  timeout:
    'Odgovor nije stigao na vrijeme. Pokušajte ponovno: čak i ako je poruka stigla, primit ćemo je samo jednom.',
  unreachable:
    'Povezivanje nije uspjelo ili ga je spriječio, na primjer, blokator oglasa ili vatrozid. Vaš je tekst i dalje ovdje.',
  too_large: 'Poruka je prevelika. Molimo skratite je.',
  limited: 'Trenutačno se šalje previše poruka. Vaš je tekst i dalje ovdje.',
  unavailable:
    'Trenutačno ne možemo primati poruke. Vaš je tekst i dalje ovdje. Pokušajte ponovno za nekoliko minuta.',
  broken: 'Kod nas je došlo do pogreške. Pokušajte ponovno: poruku ćemo primiti samo jednom.',
  conflictTitle: 'Poslana je ranija verzija',
  conflict:
    'Ovu smo poruku već primili onakvu kakva je bila prije posljednjih izmjena. Ono što sada vidite nije poslano.',
  refused:
    'Ovaj obrazac nije ispravno postavljen, pa se s ove stranice ne mogu slati poruke. Molimo javite nam se na drugi način.',
  refusedTitle: 'Ovaj obrazac još ne radi',
  unverifiedTitle: 'Nismo mogli potvrditi tko ste',
  unverified: 'Ponovno učitajte stranicu ili se ponovno prijavite. Vaš je tekst i dalje ovdje.',
  backOnline: 'Veza se vratila. Poruka se sada može poslati.',

  retry: 'Pokušaj ponovno',
  retryIn: { one: 'Ponovno za {n} sekundu', few: 'Ponovno za {n} sekunde', other: 'Ponovno za {n} sekundi' },
  sendAnyway: 'Pošalji i ovu verziju',
  copyMessage: 'Kopiraj moju poruku',
  copied: 'Kopirano',
  copyByHand: 'Poruka je označena. Kopirajte je tipkovnicom ili iz izbornika.',
  emailUs: 'Pošalji e-poruku',

  sent: 'Poruka je poslana',
  sentStatus: 'Poruka je poslana. Vaš referentni broj je {reference}.',
  sentTo: 'Odgovorit ćemo na adresu {email}.',
  reference: 'Vaš referentni broj',
  copy: 'Kopiraj',
  copyReference: 'Kopiraj referentni broj',
  next: 'Sačuvajte broj za slučaj da imate pitanje o ovoj poruci.',
  again: 'Pošalji još jednu poruku',
}
