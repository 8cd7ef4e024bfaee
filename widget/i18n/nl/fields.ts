/** Texts of a site's own fields and of files, in Dutch. Read by an editor (a language model), not by a native speaker. */
import type { FieldTexts } from '../en/fields.ts'

export const texts: FieldTexts = {
  topic: 'Waar gaat het over?',
  choose: 'Maak een keuze',
  said: '{label}: {problem}',
  fillIn: 'Vul dit veld in',
  tick: 'Vink dit vakje aan',
  url_invalid: 'Vul een webadres in zoals www.example.com',
  tel_invalid: 'Vul een telefoonnummer in zoals +32 9 123 45 67',
  number_invalid: 'Vul een getal in',
  date_invalid: 'Vul een volledige datum in',
  atLeast: '{value} of meer',
  atMost: '{value} of minder',
  notBefore: '{value} of later',
  notAfter: '{value} of eerder',
  chooseMore: 'Kies er minstens {n}',
  chooseFewer: 'Kies er hoogstens {n}',
  tooShort: { one: 'Minstens {n} teken is nodig', other: 'Minstens {n} tekens zijn nodig' },
  onlyIf: 'Alleen als je dit hebt gekozen: {values}',

  files: 'Bijlagen',
  addFiles: 'Bestanden toevoegen',
  dropFiles: 'Je kunt bestanden ook hierheen slepen of plakken.',
  fileLimit: {
    one: 'Hoogstens {n} bestand van maximaal {size}',
    other: 'Hoogstens {n} bestanden van elk maximaal {size}',
  },
  fileTypes: 'Toegestane soorten bestanden',
  fileAdded: '{name} is toegevoegd',
  filesAdded: { one: '{n} bestand is toegevoegd', other: '{n} bestanden zijn toegevoegd' },
  fileRemoved: '{name} is verwijderd',
  removeFile: '{name} verwijderen',
  filesLost:
    'De pagina is opnieuw geladen, dus deze bestanden zijn niet meer toegevoegd: {names}. Voeg ze opnieuw toe.',
  filesSent: '{percent} verstuurd',
  fileTooLarge: '{name} is te groot: hoogstens {size} kan worden verstuurd',
  fileEmpty: '{name} is leeg',
  fileBadType: '{name} is een soort bestand dat hier niet kan worden verstuurd',
  fileTooMany: {
    one: '{name} is niet toegevoegd: er kan maar {n} bestand mee',
    other: '{name} is niet toegevoegd: er kunnen maar {n} bestanden mee',
  },
  fileGone: '{name} kan niet meer worden gelezen. Voeg het opnieuw toe.',
  filesTooLarge: 'Het is te groot om te versturen. Stuur minder of kleinere bestanden.',
  no_room:
    'Er is op dit moment geen plaats voor bestanden. Verwijder ze of probeer het later opnieuw. Je tekst staat er nog.',
  too_slow:
    'Het versturen duurde te lang. Stuur minder of kleinere bestanden, of gebruik een snellere verbinding.',

  takeShot: 'Schermafbeelding maken',
  shot: 'Je schermafbeelding',
  shotHint:
    'Markeer een deel: sleep over de afbeelding, of verplaats het kader met de pijltjestoetsen en verander de grootte met Shift erbij.',
  frame: 'Kader: {x} van links, {y} van boven, {width} breed, {height} hoog',
  blackOut: 'Zwart maken',
  crop: 'Bijsnijden',
  undo: 'Ongedaan maken',
  done: 'Klaar',
  attach: 'Toevoegen',
  cancel: 'Annuleren',
  noShot: 'Er is geen schermafbeelding gemaakt',
}
