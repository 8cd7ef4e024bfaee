/** The form's texts in Finnish. Read by an editor (a language model), not by a native speaker. */
import type { Texts } from '../en/form.ts'

export const texts: Texts = {
  launcher: 'Apua',
  title: 'Miten voimme auttaa?',
  close: 'Sulje',

  intro: 'Kirjoita meille, niin vastaamme sähköpostitse.',
  message: 'Viestisi',
  email: 'Sähköpostiosoitteesi',
  name: 'Nimesi',
  subject: 'Aihe',
  optional: '(valinnainen)',
  send: 'Lähetä viesti',
  sending: 'Lähetetään…',
  left: { one: '{n} merkki jäljellä', other: '{n} merkkiä jäljellä' },
  over: { one: '{n} merkki liikaa', other: '{n} merkkiä liikaa' },

  summary: 'Tarkista tiedot',
  message_required: 'Kirjoita viestisi',
  email_required: 'Anna sähköpostiosoitteesi',
  email_invalid: 'Anna sähköpostiosoite muodossa nimi@example.com',
  email_too_long: 'Sähköpostiosoite on liian pitkä',
  name_required: 'Anna nimesi',
  subject_required: 'Anna aihe',
  tooLong: { one: 'Lyhennä {n} merkillä', other: 'Lyhennä {n} merkillä' },
  notValid: 'Tätä ei voi lähettää tällaisenaan. Tarkista se.',

  notSent: 'Viestiäsi ei lähetetty',
  notSure: 'Emme tiedä, tuliko viestisi perille',
  offline: 'Verkkoyhteys näyttää puuttuvan. Tekstisi on tallessa. Lähetä se, kun yhteys palaa.',
  timeout:
    'Vastausta ei saatu ajoissa. Yritä uudelleen: vaikka viesti olisi jo perillä, saamme sen vain kerran.',
  unreachable:
    'Yhteys epäonnistui, tai esimerkiksi mainostenesto tai palomuuri esti sen. Tekstisi on tallessa.',
  too_large: 'Viesti on liian suuri. Lyhennä sitä.',
  limited: 'Viestejä lähetetään juuri nyt liikaa. Tekstisi on tallessa.',
  unavailable:
    'Emme voi juuri nyt vastaanottaa viestejä. Tekstisi on tallessa. Yritä uudelleen muutaman minuutin kuluttua.',
  broken: 'Jokin meni vikaan meidän päässämme. Yritä uudelleen: saamme viestisi vain kerran.',
  conflictTitle: 'Aiempi versio on lähetetty',
  conflict:
    'Olemme jo saaneet tämän viestin sellaisena kuin se oli ennen viimeisiä muutoksiasi. Nyt näkyvää versiota ei ole lähetetty.',
  refused:
    'Lomaketta ei ole määritetty oikein, joten tältä sivulta ei voi lähettää viestejä. Ota meihin yhteyttä muulla tavalla.',
  refusedTitle: 'Lomake ei vielä toimi',
  unverifiedTitle: 'Emme voineet varmistaa, kuka olet',
  unverified: 'Lataa sivu uudelleen tai kirjaudu uudelleen sisään. Tekstisi on tallessa.',
  backOnline: 'Yhteys on palannut. Viestisi voi nyt lähettää.',

  retry: 'Yritä uudelleen',
  retryIn: { one: 'Yritä {n} sekunnin päästä', other: 'Yritä {n} sekunnin päästä' },
  sendAnyway: 'Lähetä myös tämä versio',
  copyMessage: 'Kopioi viestini',
  copied: 'Kopioitu',
  copyByHand: 'Viestisi on valittu. Kopioi se näppäimistöllä tai valikosta.',
  emailUs: 'Lähetä sähköpostia',

  sent: 'Viesti lähetetty',
  sentStatus: 'Viesti lähetetty. Tapausnumerosi on {reference}.',
  sentTo: 'Vastaamme osoitteeseen {email}.',
  reference: 'Tapausnumerosi',
  copy: 'Kopioi',
  copyReference: 'Kopioi tapausnumero',
  next: 'Säilytä tapausnumero siltä varalta, että haluat kysyä tästä viestistä.',
  again: 'Lähetä uusi viesti',
}
