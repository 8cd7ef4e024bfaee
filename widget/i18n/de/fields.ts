/** Texts of a site's own fields and of files, in German. Read by an editor (a language model), not by a native speaker. */
import type { FieldTexts } from '../en/fields.ts'

export const texts: FieldTexts = {
  topic: 'Worum geht es?',
  choose: 'Bitte wählen',
  said: '{label}: {problem}',
  fillIn: 'Bitte ausfüllen',
  tick: 'Bitte ankreuzen',
  url_invalid: 'Geben Sie eine Webadresse wie www.example.com ein',
  tel_invalid: 'Geben Sie eine Telefonnummer wie +32 9 123 45 67 ein',
  number_invalid: 'Geben Sie eine Zahl ein',
  date_invalid: 'Geben Sie ein vollständiges Datum ein',
  atLeast: '{value} oder mehr',
  atMost: '{value} oder weniger',
  notBefore: '{value} oder später',
  notAfter: '{value} oder früher',
  chooseMore: 'Wählen Sie mindestens {n} aus',
  chooseFewer: 'Wählen Sie höchstens {n} aus',
  tooShort: { one: 'Es muss mindestens {n} Zeichen sein', other: 'Es müssen mindestens {n} Zeichen sein' },
  onlyIf: 'Nur wenn Sie dies gewählt haben: {values}',

  files: 'Anhänge',
  addFiles: 'Dateien hinzufügen',
  dropFiles: 'Sie können Dateien auch hierherziehen oder hier einfügen.',
  fileLimit: {
    one: 'Höchstens {n} Datei mit bis zu {size}',
    other: 'Höchstens {n} Dateien mit je bis zu {size}',
  },
  fileTypes: 'Erlaubte Dateitypen',
  fileAdded: '{name} wurde angehängt',
  filesAdded: { one: '{n} Datei wurde angehängt', other: '{n} Dateien wurden angehängt' },
  fileRemoved: '{name} wurde entfernt',
  removeFile: '{name} entfernen',
  filesLost:
    'Die Seite wurde neu geladen, daher sind diese Dateien nicht mehr angehängt: {names}. Bitte fügen Sie sie wieder hinzu.',
  filesSent: '{percent} gesendet',
  fileTooLarge: '{name} ist zu groß: Höchstens {size} können gesendet werden',
  fileEmpty: '{name} ist leer',
  fileBadType: '{name} ist ein Dateityp, der hier nicht gesendet werden kann',
  fileTooMany: {
    one: '{name} wurde nicht angehängt: Nur {n} Datei kann gesendet werden',
    other: '{name} wurde nicht angehängt: Nur {n} Dateien können gesendet werden',
  },
  fileGone: '{name} ist nicht mehr lesbar. Bitte fügen Sie die Datei noch einmal hinzu.',
  filesTooLarge: 'Das ist zu groß zum Senden. Bitte senden Sie weniger oder kleinere Dateien.',
  no_room:
    'Zurzeit ist kein Platz für Dateien. Entfernen Sie sie, oder versuchen Sie es später erneut. Ihr Text ist noch da.',
  too_slow:
    'Das Senden hat zu lange gedauert. Bitte senden Sie weniger oder kleinere Dateien, oder nutzen Sie eine schnellere Verbindung.',

  takeShot: 'Bildschirmfoto aufnehmen',
  shot: 'Ihr Bildschirmfoto',
  shotHint:
    'Markieren Sie einen Bereich: Ziehen Sie über das Bild, oder bewegen Sie den Rahmen mit den Pfeiltasten und ändern Sie mit der Umschalttaste seine Größe.',
  frame: 'Rahmen: {x} von links, {y} von oben, {width} breit, {height} hoch',
  blackOut: 'Schwärzen',
  crop: 'Zuschneiden',
  undo: 'Rückgängig',
  done: 'Erledigt',
  attach: 'Anhängen',
  cancel: 'Abbrechen',
  noShot: 'Es wurde kein Bildschirmfoto aufgenommen',
}
