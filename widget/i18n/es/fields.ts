/** Texts of a site's own fields and of files, in Spanish. Read by an editor (a language model), not by a native speaker. */
import type { FieldTexts } from '../en/fields.ts'

export const texts: FieldTexts = {
  topic: '¿De qué se trata?',
  choose: 'Elija una opción',
  said: '{label}: {problem}',
  fillIn: 'Rellene este campo',
  tick: 'Marque esta casilla',
  url_invalid: 'Introduzca una dirección web como www.example.com',
  tel_invalid: 'Introduzca un número de teléfono como +32 9 123 45 67',
  number_invalid: 'Introduzca un número',
  date_invalid: 'Introduzca una fecha completa',
  atLeast: '{value} o más',
  atMost: '{value} o menos',
  notBefore: '{value} o después',
  notAfter: '{value} o antes',
  chooseMore: 'Elija al menos {n}',
  chooseFewer: 'Elija como máximo {n}',
  tooShort: {
    one: 'Se necesita al menos {n} carácter',
    many: 'Se necesitan al menos {n} de caracteres',
    other: 'Se necesitan al menos {n} caracteres',
  },
  onlyIf: 'Solo si ha elegido: {values}',

  files: 'Archivos adjuntos',
  addFiles: 'Añadir archivos',
  dropFiles: 'También puede arrastrar archivos aquí o pegarlos.',
  fileLimit: {
    one: 'Como máximo {n} archivo de hasta {size}',
    many: 'Como máximo {n} de archivos de hasta {size} cada uno',
    other: 'Como máximo {n} archivos de hasta {size} cada uno',
  },
  fileTypes: 'Tipos de archivo permitidos',
  fileAdded: 'Archivo adjuntado: {name}',
  filesAdded: {
    one: '{n} archivo adjuntado',
    many: '{n} de archivos adjuntados',
    other: '{n} archivos adjuntados',
  },
  fileRemoved: 'Archivo quitado: {name}',
  removeFile: 'Quitar {name}',
  filesLost:
    'La página se ha vuelto a cargar y estos archivos ya no están adjuntos: {names}. Añádalos de nuevo, por favor.',
  filesSent: '{percent} enviado',
  fileTooLarge: '{name} es demasiado grande: como máximo {size}',
  fileEmpty: '{name} está vacío',
  fileBadType: '{name} es de un tipo que no se puede enviar aquí',
  fileTooMany: {
    one: '{name} no se ha adjuntado: solo se puede enviar {n} archivo',
    many: '{name} no se ha adjuntado: solo se pueden enviar {n} de archivos',
    other: '{name} no se ha adjuntado: solo se pueden enviar {n} archivos',
  },
  fileGone: '{name} ya no se puede leer. Añádalo de nuevo, por favor.',
  filesTooLarge: 'Es demasiado grande para enviarlo. Envíe menos archivos o más pequeños, por favor.',
  no_room:
    'En este momento no hay espacio para archivos. Quítelos o inténtelo más tarde. Su texto sigue aquí.',
  too_slow:
    'El envío ha tardado demasiado. Envíe menos archivos o más pequeños, o use una conexión más rápida.',

  takeShot: 'Capturar la pantalla',
  shot: 'Su captura de pantalla',
  shotHint:
    'Marque una zona: arrastre sobre la imagen, o mueva el marco con las flechas y, con Mayús, cambie su tamaño.',
  frame: 'Marco: {x} desde la izquierda, {y} desde arriba, {width} de ancho, {height} de alto',
  blackOut: 'Tapar en negro',
  crop: 'Recortar',
  undo: 'Deshacer',
  done: 'Hecho',
  attach: 'Adjuntar',
  cancel: 'Cancelar',
  noShot: 'No se ha hecho ninguna captura',
}
