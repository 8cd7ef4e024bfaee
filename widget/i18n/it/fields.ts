/** Texts of a site's own fields and of files, in Italian. Read by an editor (a language model), not by a native speaker. */
import type { FieldTexts } from '../en/fields.ts'

export const texts: FieldTexts = {
  topic: 'Di cosa si tratta?',
  choose: 'Scegli un’opzione',
  said: '{label}: {problem}',
  fillIn: 'Compila questo campo',
  tick: 'Spunta questa casella',
  url_invalid: 'Inserisci un indirizzo web come www.example.com',
  tel_invalid: 'Inserisci un numero di telefono come +32 9 123 45 67',
  number_invalid: 'Inserisci un numero',
  date_invalid: 'Inserisci una data completa',
  atLeast: '{value} o più',
  atMost: '{value} o meno',
  notBefore: '{value} o dopo',
  notAfter: '{value} o prima',
  chooseMore: 'Scegline almeno {n}',
  chooseFewer: 'Scegline al massimo {n}',
  tooShort: {
    one: 'Serve almeno {n} carattere',
    many: 'Servono almeno {n} di caratteri',
    other: 'Servono almeno {n} caratteri',
  },
  onlyIf: 'Solo se hai scelto: {values}',

  files: 'Allegati',
  addFiles: 'Aggiungi file',
  dropFiles: 'Puoi anche trascinare qui i file o incollarli.',
  fileLimit: {
    one: 'Al massimo {n} file fino a {size}',
    many: 'Al massimo {n} di file fino a {size} ciascuno',
    other: 'Al massimo {n} file fino a {size} ciascuno',
  },
  fileTypes: 'Tipi di file ammessi',
  fileAdded: 'File allegato: {name}',
  filesAdded: { one: '{n} file allegato', many: '{n} di file allegati', other: '{n} file allegati' },
  fileRemoved: 'File rimosso: {name}',
  removeFile: 'Rimuovi {name}',
  filesLost:
    'La pagina è stata ricaricata, quindi questi file non sono più allegati: {names}. Aggiungili di nuovo.',
  filesSent: '{percent} inviato',
  fileTooLarge: '{name} è troppo grande: al massimo {size}',
  fileEmpty: '{name} è vuoto',
  fileBadType: '{name} è di un tipo che non si può inviare qui',
  fileTooMany: {
    one: '{name} non è allegato: si può inviare solo {n} file',
    many: '{name} non è allegato: si possono inviare solo {n} di file',
    other: '{name} non è allegato: si possono inviare solo {n} file',
  },
  fileGone: '{name} non è più leggibile. Aggiungilo di nuovo.',
  filesTooLarge: 'È troppo grande per essere inviato. Invia meno file o file più piccoli.',
  no_room:
    'In questo momento non c’è spazio per i file. Rimuovili o riprova più tardi. Il tuo testo è ancora qui.',
  too_slow:
    'L’invio ha richiesto troppo tempo. Invia meno file o file più piccoli, oppure usa una connessione più veloce.',

  takeShot: 'Cattura lo schermo',
  shot: 'La tua schermata',
  shotHint:
    'Segna un’area: trascina sull’immagine, oppure sposta il riquadro con le frecce e, con Maiusc, cambiane la dimensione.',
  frame: 'Riquadro: {x} da sinistra, {y} dall’alto, {width} di larghezza, {height} di altezza',
  blackOut: 'Oscura',
  crop: 'Ritaglia',
  undo: 'Annulla modifica',
  done: 'Fatto',
  attach: 'Allega',
  cancel: 'Annulla',
  noShot: 'Non è stata catturata nessuna schermata',
}
