/** Texts of a site's own fields and of files, in Latvian. Read by an editor (a language model), not by a native speaker. */
import type { FieldTexts } from '../en/fields.ts'

export const texts: FieldTexts = {
  topic: 'Par ko rakstāt?',
  choose: 'Lūdzu, izvēlieties',
  said: '{label}: {problem}',
  fillIn: 'Lūdzu, aizpildiet šo lauku',
  tick: 'Lūdzu, atzīmējiet šo rūtiņu',
  url_invalid: 'Ievadiet tīmekļa adresi, piemēram, www.example.com',
  tel_invalid: 'Ievadiet tālruņa numuru, piemēram, +32 9 123 45 67',
  number_invalid: 'Ievadiet skaitli',
  date_invalid: 'Ievadiet pilnu datumu',
  atLeast: '{value} vai vairāk',
  atMost: '{value} vai mazāk',
  notBefore: '{value} vai vēlāk',
  notAfter: '{value} vai agrāk',
  chooseMore: 'Izvēlieties vismaz {n}',
  chooseFewer: 'Izvēlieties ne vairāk kā {n}',
  tooShort: {
    zero: 'Vajadzīgas vismaz {n} rakstzīmes',
    one: 'Vajadzīga vismaz {n} rakstzīme',
    other: 'Vajadzīgas vismaz {n} rakstzīmes',
  },
  onlyIf: 'Tikai tad, ja izvēlējāties: {values}',

  files: 'Pielikumi',
  addFiles: 'Pievienot failus',
  dropFiles: 'Failus varat arī ievilkt šeit vai ielīmēt.',
  fileLimit: {
    zero: 'Ne vairāk kā {n} faili, faila lielums līdz {size}',
    one: 'Ne vairāk kā {n} fails, faila lielums līdz {size}',
    other: 'Ne vairāk kā {n} faili, faila lielums līdz {size}',
  },
  fileTypes: 'Atļautie failu veidi',
  fileAdded: '{name} ir pievienots',
  filesAdded: { zero: 'Pievienoti {n} faili', one: 'Pievienots {n} fails', other: 'Pievienoti {n} faili' },
  fileRemoved: '{name} ir noņemts',
  removeFile: 'Noņemt {name}',
  filesLost:
    'Lapa tika ielādēta no jauna, tāpēc šie faili vairs nav pievienoti: {names}. Lūdzu, pievienojiet tos vēlreiz.',
  filesSent: 'Nosūtīti {percent}',
  fileTooLarge: '{name} ir pārāk liels: var nosūtīt ne vairāk kā {size}',
  fileEmpty: '{name} ir tukšs',
  fileBadType: '{name} ir tāda veida fails, ko šeit nevar nosūtīt',
  fileTooMany: {
    zero: '{name} nav pievienots: var nosūtīt tikai {n} failus',
    one: '{name} nav pievienots: var nosūtīt tikai {n} failu',
    other: '{name} nav pievienots: var nosūtīt tikai {n} failus',
  },
  fileGone: 'Failu {name} vairs nevar nolasīt. Lūdzu, pievienojiet to vēlreiz.',
  filesTooLarge: 'Tas ir pārāk liels, lai to nosūtītu. Lūdzu, sūtiet mazāk vai mazākus failus.',
  no_room: 'Pašlaik failiem nav vietas. Noņemiet tos vai mēģiniet vēlāk. Jūsu teksts ir saglabāts.',
  too_slow:
    'Sūtīšana aizņēma pārāk ilgu laiku. Lūdzu, sūtiet mazāk vai mazākus failus vai izmantojiet ātrāku savienojumu.',

  takeShot: 'Uzņemt ekrānattēlu',
  shot: 'Jūsu ekrānattēls',
  shotHint:
    'Atzīmējiet apgabalu: velciet pāri attēlam vai pārvietojiet rāmi ar bulttaustiņiem un mainiet tā lielumu, turot Shift.',
  frame: 'Rāmis: {x} no kreisās puses, {y} no augšas, platums {width}, augstums {height}',
  blackOut: 'Aizkrāsot melnu',
  crop: 'Apgriezt',
  undo: 'Atsaukt',
  done: 'Gatavs',
  attach: 'Pievienot',
  cancel: 'Atcelt',
  noShot: 'Ekrānattēls netika uzņemts',
}
