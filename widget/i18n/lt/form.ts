/** The form's texts in Lithuanian. Read by an editor (a language model), not by a native speaker. */
import type { Texts } from '../en/form.ts'

export const texts: Texts = {
  launcher: 'Pagalba',
  title: 'Kuo galime padėti?',
  close: 'Uždaryti',

  intro: 'Parašykite mums, atsakysime el. paštu.',
  message: 'Jūsų žinutė',
  email: 'Jūsų el. pašto adresas',
  name: 'Jūsų vardas',
  subject: 'Tema',
  optional: '(neprivaloma)',
  send: 'Siųsti žinutę',
  sending: 'Siunčiama…',
  left: {
    one: 'Liko {n} ženklas',
    few: 'Liko {n} ženklai',
    many: 'Liko {n} ženklo',
    other: 'Liko {n} ženklų',
  },
  over: {
    one: '{n} ženklas per daug',
    few: '{n} ženklai per daug',
    many: '{n} ženklo per daug',
    other: '{n} ženklų per daug',
  },

  summary: 'Patikrinkite įvestus duomenis',
  message_required: 'Parašykite žinutę',
  email_required: 'Įveskite savo el. pašto adresą',
  email_invalid: 'Įveskite el. pašto adresą, pavyzdžiui, vardas@example.com',
  email_too_long: 'Šis el. pašto adresas per ilgas',
  name_required: 'Įveskite savo vardą',
  subject_required: 'Įveskite temą',
  tooLong: {
    one: 'Sutrumpinkite {n} ženklu',
    few: 'Sutrumpinkite {n} ženklais',
    many: 'Sutrumpinkite {n} ženklo',
    other: 'Sutrumpinkite {n} ženklų',
  },
  notValid: 'Taip išsiųsti negalima. Patikrinkite.',

  notSent: 'Jūsų žinutė neišsiųsta',
  notSure: 'Nežinome, ar jūsų žinutė mus pasiekė',
  offline: 'Atrodo, kad nėra ryšio. Jūsų tekstas išsaugotas. Išsiųskite jį, kai ryšys atsiras.',
  timeout:
    'Atsakymas neatėjo laiku. Bandykite dar kartą: net jei žinutė mus pasiekė, gausime ją tik vieną kartą.',
  unreachable:
    'Prisijungti nepavyko arba sutrukdė, pavyzdžiui, reklamos blokavimas ar užkarda. Jūsų tekstas išsaugotas.',
  too_large: 'Žinutė per didelė. Sutrumpinkite ją.',
  limited: 'Šiuo metu siunčiama per daug žinučių. Jūsų tekstas išsaugotas.',
  unavailable:
    'Šiuo metu negalime priimti žinučių. Jūsų tekstas išsaugotas. Bandykite dar kartą po kelių minučių.',
  broken: 'Mūsų pusėje įvyko klaida. Bandykite dar kartą: žinutę gausime tik vieną kartą.',
  conflictTitle: 'Išsiųsta ankstesnė versija',
  conflict:
    'Šią žinutę jau gavome tokią, kokia ji buvo prieš paskutinius pakeitimus. Tai, ką matote dabar, neišsiųsta.',
  refused:
    'Ši forma netinkamai sukonfigūruota, todėl iš šio puslapio žinučių siųsti negalima. Susisiekite su mumis kitu būdu.',
  refusedTitle: 'Ši forma dar neveikia',
  unverifiedTitle: 'Nepavyko patvirtinti jūsų tapatybės',
  unverified: 'Įkelkite puslapį iš naujo arba prisijunkite dar kartą. Jūsų tekstas išsaugotas.',
  backOnline: 'Ryšys atkurtas. Dabar žinutę galima išsiųsti.',

  retry: 'Bandyti dar kartą',
  retryIn: {
    one: 'Bandyti po {n} sekundės',
    few: 'Bandyti po {n} sekundžių',
    many: 'Bandyti po {n} sekundės',
    other: 'Bandyti po {n} sekundžių',
  },
  sendAnyway: 'Siųsti ir šią versiją',
  copyMessage: 'Kopijuoti mano žinutę',
  copied: 'Nukopijuota',
  copyByHand: 'Žinutė pažymėta. Nukopijuokite ją klaviatūra arba per meniu.',
  emailUs: 'Rašyti el. laišką',

  sent: 'Žinutė išsiųsta',
  sentStatus: 'Žinutė išsiųsta. Jūsų užklausos numeris – {reference}.',
  sentTo: 'Atsakysime adresu {email}.',
  reference: 'Jūsų užklausos numeris',
  copy: 'Kopijuoti',
  copyReference: 'Kopijuoti užklausos numerį',
  next: 'Išsaugokite numerį, jei norėtumėte pasiteirauti apie šią žinutę.',
  again: 'Siųsti dar vieną žinutę',
}
