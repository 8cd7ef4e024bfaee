/** Texts of a site's own fields and of files, in Romanian. Read by an editor (a language model), not by a native speaker. */
import type { FieldTexts } from '../en/fields.ts'

export const texts: FieldTexts = {
  topic: 'Despre ce este vorba?',
  choose: 'Alegeți o opțiune',
  said: '{label}: {problem}',
  fillIn: 'Completați acest câmp',
  tick: 'Bifați această casetă',
  url_invalid: 'Introduceți o adresă web precum www.example.com',
  tel_invalid: 'Introduceți un număr de telefon precum +32 9 123 45 67',
  number_invalid: 'Introduceți un număr',
  date_invalid: 'Introduceți o dată completă',
  atLeast: '{value} sau mai mult',
  atMost: '{value} sau mai puțin',
  notBefore: '{value} sau mai târziu',
  notAfter: '{value} sau mai devreme',
  chooseMore: 'Alegeți cel puțin {n}',
  chooseFewer: 'Alegeți cel mult {n}',
  tooShort: {
    one: 'Este nevoie de cel puțin {n} caracter',
    few: 'Este nevoie de cel puțin {n} caractere',
    other: 'Este nevoie de cel puțin {n} de caractere',
  },
  onlyIf: 'Doar dacă ați ales: {values}',

  files: 'Atașamente',
  addFiles: 'Adăugați fișiere',
  dropFiles: 'Puteți și să trageți fișiere aici sau să le lipiți.',
  fileLimit: {
    one: 'Cel mult {n} fișier de până la {size}',
    few: 'Cel mult {n} fișiere de până la {size} fiecare',
    other: 'Cel mult {n} de fișiere de până la {size} fiecare',
  },
  fileTypes: 'Tipuri de fișiere permise',
  fileAdded: 'Fișier atașat: {name}',
  filesAdded: { one: '{n} fișier atașat', few: '{n} fișiere atașate', other: '{n} de fișiere atașate' },
  fileRemoved: 'Fișier eliminat: {name}',
  removeFile: 'Eliminați {name}',
  filesLost:
    'Pagina a fost reîncărcată, așa că aceste fișiere nu mai sunt atașate: {names}. Vă rugăm să le adăugați din nou.',
  filesSent: '{percent} trimis',
  fileTooLarge: '{name} este prea mare: se pot trimite cel mult {size}',
  fileEmpty: '{name} este gol',
  fileBadType: '{name} este de un tip care nu poate fi trimis aici',
  fileTooMany: {
    one: '{name} nu este atașat: se poate trimite doar {n} fișier',
    few: '{name} nu este atașat: se pot trimite doar {n} fișiere',
    other: '{name} nu este atașat: se pot trimite doar {n} de fișiere',
  },
  fileGone: '{name} nu mai poate fi citit. Vă rugăm să îl adăugați din nou.',
  filesTooLarge: 'Este prea mare pentru a fi trimis. Trimiteți mai puține fișiere sau fișiere mai mici.',
  no_room:
    'În acest moment nu este loc pentru fișiere. Eliminați-le sau încercați mai târziu. Textul este încă aici.',
  too_slow:
    'Trimiterea a durat prea mult. Trimiteți mai puține fișiere sau fișiere mai mici ori folosiți o conexiune mai rapidă.',

  takeShot: 'Faceți o captură de ecran',
  shot: 'Captura de ecran',
  shotHint:
    'Marcați o zonă: trageți peste imagine sau mutați cadrul cu săgețile și, cu Shift, schimbați-i dimensiunea.',
  frame: 'Cadru: {x} din stânga, {y} de sus, lățime {width}, înălțime {height}',
  blackOut: 'Acoperiți cu negru',
  crop: 'Decupați',
  undo: 'Anulați modificarea',
  done: 'Gata',
  attach: 'Atașați',
  cancel: 'Renunțați',
  noShot: 'Nu s-a făcut nicio captură',
}
