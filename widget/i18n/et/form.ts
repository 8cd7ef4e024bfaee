/** The form's texts in Estonian. Read by an editor (a language model), not by a native speaker. */
import type { Texts } from '../en/form.ts'

export const texts: Texts = {
  launcher: 'Abi',
  title: 'Kuidas saame aidata?',
  close: 'Sulge',

  intro: 'Kirjutage meile ja vastame e-posti teel.',
  message: 'Teie sõnum',
  email: 'Teie e-posti aadress',
  name: 'Teie nimi',
  subject: 'Teema',
  optional: '(valikuline)',
  send: 'Saada sõnum',
  sending: 'Saatmine…',
  left: { one: '{n} märk alles', other: '{n} märki alles' },
  over: { one: '{n} märk liiga palju', other: '{n} märki liiga palju' },

  summary: 'Palun kontrollige andmeid',
  message_required: 'Kirjutage sõnum',
  email_required: 'Sisestage oma e-posti aadress',
  email_invalid: 'Sisestage e-posti aadress kujul nimi@example.com',
  email_too_long: 'See e-posti aadress on liiga pikk',
  name_required: 'Sisestage oma nimi',
  subject_required: 'Sisestage teema',
  tooLong: { one: 'Lühendage {n} märgi võrra', other: 'Lühendage {n} märgi võrra' },
  notValid: 'Nii ei saa seda saata. Palun kontrollige.',

  notSent: 'Teie sõnumit ei saadetud',
  notSure: 'Me ei tea, kas teie sõnum jõudis kohale',
  offline: 'Tundub, et ühendus puudub. Teie tekst on alles. Saatke see, kui ühendus taastub.',
  timeout:
    'Vastust ei tulnud õigel ajal. Proovige uuesti: isegi kui sõnum on kohal, saame selle vaid ühe korra.',
  unreachable:
    'Ühendus ebaõnnestus või takistas seda näiteks reklaamiblokeerija või tulemüür. Teie tekst on alles.',
  too_large: 'Sõnum on liiga suur. Palun lühendage seda.',
  limited: 'Praegu saadetakse liiga palju sõnumeid. Teie tekst on alles.',
  unavailable:
    'Me ei saa praegu sõnumeid vastu võtta. Teie tekst on alles. Palun proovige mõne minuti pärast uuesti.',
  broken: 'Midagi läks meie poolel valesti. Proovige uuesti: saame teie sõnumi vaid ühe korra.',
  conflictTitle: 'Varasem versioon on saadetud',
  conflict:
    'Oleme selle sõnumi juba saanud sellisena, nagu see oli enne viimaseid muudatusi. Seda, mida praegu näete, ei ole saadetud.',
  refused:
    'See vorm ei ole õigesti seadistatud, seega ei saa sellelt lehelt sõnumeid saata. Palun võtke meiega ühendust muul viisil.',
  refusedTitle: 'See vorm veel ei tööta',
  unverifiedTitle: 'Me ei saanud kinnitada, kes te olete',
  unverified: 'Laadige leht uuesti või logige uuesti sisse. Teie tekst on alles.',
  backOnline: 'Ühendus on taastunud. Nüüd saab sõnumi saata.',

  retry: 'Proovi uuesti',
  retryIn: { one: 'Uuesti {n} sekundi pärast', other: 'Uuesti {n} sekundi pärast' },
  sendAnyway: 'Saada ka see versioon',
  copyMessage: 'Kopeeri minu sõnum',
  copied: 'Kopeeritud',
  copyByHand: 'Sõnum on valitud. Kopeerige see klaviatuuri või menüü abil.',
  emailUs: 'Kirjuta e-kiri',

  sent: 'Sõnum saadetud',
  sentStatus: 'Sõnum saadetud. Teie pöördumise number on {reference}.',
  sentTo: 'Saadame vastuse aadressile {email}.',
  reference: 'Teie pöördumise number',
  copy: 'Kopeeri',
  copyReference: 'Kopeeri pöördumise number',
  next: 'Hoidke pöördumise number alles juhuks, kui soovite selle sõnumi kohta küsida.',
  again: 'Saada veel üks sõnum',
}
