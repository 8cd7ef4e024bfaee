/** The form's texts in Latvian. Read by an editor (a language model), not by a native speaker. */
import type { Texts } from '../en/form.ts'

export const texts: Texts = {
  launcher: 'Palīdzība',
  title: 'Kā varam palīdzēt?',
  close: 'Aizvērt',

  intro: 'Rakstiet mums, un mēs atbildēsim pa e-pastu.',
  message: 'Jūsu ziņojums',
  email: 'Jūsu e-pasta adrese',
  name: 'Jūsu vārds',
  subject: 'Temats',
  optional: '(nav obligāti)',
  send: 'Nosūtīt ziņojumu',
  sending: 'Notiek sūtīšana…',
  left: {
    zero: 'Atlikušas {n} rakstzīmes',
    one: 'Atlikusi {n} rakstzīme',
    other: 'Atlikušas {n} rakstzīmes',
  },
  over: {
    zero: '{n} rakstzīmes par daudz',
    one: '{n} rakstzīme par daudz',
    other: '{n} rakstzīmes par daudz',
  },

  summary: 'Lūdzu, pārbaudiet ievadīto',
  message_required: 'Uzrakstiet ziņojumu',
  email_required: 'Ievadiet savu e-pasta adresi',
  email_invalid: 'Ievadiet e-pasta adresi, piemēram, vards@example.com',
  email_too_long: 'Šī e-pasta adrese ir pārāk gara',
  name_required: 'Ievadiet savu vārdu',
  subject_required: 'Ievadiet tematu',
  tooLong: {
    zero: 'Saīsiniet par {n} rakstzīmēm',
    one: 'Saīsiniet par {n} rakstzīmi',
    other: 'Saīsiniet par {n} rakstzīmēm',
  },
  notValid: 'Šādi to nevar nosūtīt. Lūdzu, pārbaudiet.',

  notSent: 'Jūsu ziņojums netika nosūtīts',
  notSure: 'Mēs nezinām, vai jūsu ziņojums ir saņemts',
  offline: 'Šķiet, ka nav savienojuma. Jūsu teksts ir saglabāts. Nosūtiet to, kad savienojums būs atjaunots.',
  timeout:
    'Atbilde nepienāca laikā. Mēģiniet vēlreiz: pat ja ziņojums jau ir pienācis, mēs to saņemsim tikai vienreiz.',
  unreachable:
    'Savienojums neizdevās, vai to apturēja, piemēram, reklāmu bloķētājs vai ugunsmūris. Jūsu teksts ir saglabāts.',
  too_large: 'Ziņojums ir pārāk liels. Lūdzu, saīsiniet to.',
  limited: 'Pašlaik tiek sūtīts pārāk daudz ziņojumu. Jūsu teksts ir saglabāts.',
  unavailable:
    'Pašlaik nevaram pieņemt ziņojumus. Jūsu teksts ir saglabāts. Lūdzu, mēģiniet vēlreiz pēc dažām minūtēm.',
  broken: 'Mūsu pusē radās kļūda. Mēģiniet vēlreiz: mēs saņemsim ziņojumu tikai vienreiz.',
  conflictTitle: 'Ir nosūtīta agrāka versija',
  conflict:
    'Mēs jau esam saņēmuši šo ziņojumu tādu, kāds tas bija pirms pēdējām izmaiņām. Tas, ko redzat tagad, nav nosūtīts.',
  refused:
    'Šī veidlapa nav pareizi iestatīta, tāpēc no šīs lapas nevar nosūtīt ziņojumus. Lūdzu, sazinieties ar mums citādi.',
  refusedTitle: 'Šī veidlapa vēl nedarbojas',
  unverifiedTitle: 'Neizdevās apstiprināt jūsu identitāti',
  unverified: 'Pārlādējiet lapu vai piesakieties vēlreiz. Jūsu teksts ir saglabāts.',
  backOnline: 'Savienojums ir atjaunots. Tagad ziņojumu var nosūtīt.',

  retry: 'Mēģināt vēlreiz',
  retryIn: {
    zero: 'Mēģināt pēc {n} sekundēm',
    one: 'Mēģināt pēc {n} sekundes',
    other: 'Mēģināt pēc {n} sekundēm',
  },
  sendAnyway: 'Nosūtīt arī šo versiju',
  copyMessage: 'Kopēt manu ziņojumu',
  copied: 'Nokopēts',
  copyByHand: 'Ziņojums ir atlasīts. Kopējiet to ar tastatūru vai izvēlni.',
  emailUs: 'Rakstīt e-pastu',

  sent: 'Ziņojums nosūtīts',
  sentStatus: 'Ziņojums nosūtīts. Jūsu atsauces numurs ir {reference}.',
  sentTo: 'Mēs atbildēsim uz {email}.',
  reference: 'Jūsu atsauces numurs',
  copy: 'Kopēt',
  copyReference: 'Kopēt atsauces numuru',
  next: 'Saglabājiet numuru, ja vēlāk gribēsiet jautāt par šo ziņojumu.',
  again: 'Nosūtīt vēl vienu ziņojumu',
}
