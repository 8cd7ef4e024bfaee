/** Texts of a site's own fields and of files, in Croatian. Read by an editor (a language model), not by a native speaker. */
import type { FieldTexts } from '../en/fields.ts'

export const texts: FieldTexts = {
  topic: 'O čemu se radi?',
  choose: 'Molimo odaberite',
  said: '{label}: {problem}',
  fillIn: 'Ispunite ovo polje',
  tick: 'Označite ovaj okvir',
  url_invalid: 'Unesite web-adresu, na primjer www.example.com',
  tel_invalid: 'Unesite telefonski broj, na primjer +32 9 123 45 67',
  number_invalid: 'Unesite broj',
  date_invalid: 'Unesite cijeli datum',
  atLeast: '{value} ili više',
  atMost: '{value} ili manje',
  notBefore: '{value} ili kasnije',
  notAfter: '{value} ili ranije',
  chooseMore: 'Odaberite najmanje {n}',
  chooseFewer: 'Odaberite najviše {n}',
  tooShort: {
    one: 'Potreban je najmanje {n} znak',
    few: 'Potrebna su najmanje {n} znaka',
    other: 'Potrebno je najmanje {n} znakova',
  },
  onlyIf: 'Samo ako ste odabrali: {values}',

  files: 'Prilozi',
  addFiles: 'Dodaj datoteke',
  dropFiles: 'Datoteke možete i povući ovamo ili zalijepiti.',
  fileLimit: {
    one: 'Najviše {n} datoteka, do {size} po datoteci',
    few: 'Najviše {n} datoteke, do {size} po datoteci',
    other: 'Najviše {n} datoteka, do {size} po datoteci',
  },
  fileTypes: 'Dopuštene vrste datoteka',
  fileAdded: 'Priloženo: {name}',
  filesAdded: {
    one: 'Priložena je {n} datoteka',
    few: 'Priložene su {n} datoteke',
    other: 'Priloženo je {n} datoteka',
  },
  fileRemoved: 'Uklonjeno: {name}',
  removeFile: 'Ukloni {name}',
  filesLost:
    'Stranica se ponovno učitala, pa ove datoteke više nisu priložene: {names}. Molimo dodajte ih ponovno.',
  filesSent: 'Poslano {percent}',
  fileTooLarge: 'Datoteka {name} je prevelika: može se poslati najviše {size}',
  fileEmpty: 'Datoteka {name} je prazna',
  fileBadType: 'Datoteka {name} je vrste koja se ovdje ne može poslati',
  fileTooMany: {
    one: 'Datoteka {name} nije priložena: može se poslati samo {n} datoteka',
    few: 'Datoteka {name} nije priložena: mogu se poslati samo {n} datoteke',
    other: 'Datoteka {name} nije priložena: može se poslati samo {n} datoteka',
  },
  fileGone: 'Datoteka {name} više se ne može pročitati. Molimo dodajte je ponovno.',
  filesTooLarge: 'Preveliko je za slanje. Molimo pošaljite manji broj datoteka ili datoteke manje veličine.',
  no_room:
    'Trenutačno nema mjesta za datoteke. Uklonite ih ili pokušajte kasnije. Vaš je tekst i dalje ovdje.',
  too_slow:
    'Slanje je trajalo predugo. Pošaljite manji broj datoteka ili datoteke manje veličine, ili upotrijebite bržu vezu.',

  takeShot: 'Napravi snimku zaslona',
  shot: 'Vaša snimka zaslona',
  shotHint:
    'Označite područje: povucite preko slike ili pomičite okvir strelicama, a uz tipku Shift mijenjajte mu veličinu.',
  frame: 'Okvir: {x} slijeva, {y} odozgo, širina {width}, visina {height}',
  blackOut: 'Zacrni',
  crop: 'Obreži',
  undo: 'Poništi',
  done: 'Gotovo',
  attach: 'Priloži',
  cancel: 'Odustani',
  noShot: 'Snimka zaslona nije napravljena',
}
