/** The form's texts in Spanish. Read by an editor (a language model), not by a native speaker. */
import type { Texts } from '../en/form.ts'

export const texts: Texts = {
  launcher: 'Ayuda',
  title: '¿En qué podemos ayudarle?',
  close: 'Cerrar',

  intro: 'Escríbanos y le responderemos por correo electrónico.',
  message: 'Su mensaje',
  email: 'Su correo electrónico',
  name: 'Su nombre',
  subject: 'Asunto',
  optional: '(opcional)',
  send: 'Enviar mensaje',
  sending: 'Enviando…',
  left: {
    one: 'Queda {n} carácter',
    many: 'Quedan {n} de caracteres',
    other: 'Quedan {n} caracteres',
  },
  over: { one: 'Sobra {n} carácter', many: 'Sobran {n} de caracteres', other: 'Sobran {n} caracteres' },

  summary: 'Revise los datos',
  message_required: 'Escriba su mensaje',
  email_required: 'Introduzca su dirección de correo electrónico',
  email_invalid: 'Introduzca una dirección de correo electrónico como nombre@example.com',
  email_too_long: 'Esta dirección de correo electrónico es demasiado larga',
  name_required: 'Introduzca su nombre',
  subject_required: 'Introduzca un asunto',
  tooLong: { one: 'Quite {n} carácter', many: 'Quite {n} de caracteres', other: 'Quite {n} caracteres' },
  notValid: 'No se puede enviar así. Revíselo, por favor.',

  notSent: 'Su mensaje no se ha enviado',
  notSure: 'No sabemos si su mensaje ha llegado',
  offline: 'Parece que no tiene conexión. Su texto sigue aquí. Envíelo de nuevo cuando recupere la conexión.',
  timeout:
    'No hubo respuesta a tiempo. Inténtelo de nuevo: aunque haya llegado, solo lo recibiremos una vez.',
  unreachable:
    'La conexión ha fallado o se ha bloqueado, por ejemplo por un bloqueador de anuncios o un cortafuegos. Su texto sigue aquí.',
  too_large: 'Es demasiado grande para enviarlo. Acórtelo, por favor.',
  limited: 'Se están enviando demasiados mensajes en este momento. Su texto sigue aquí.',
  unavailable:
    'En este momento no podemos recibir mensajes. Su texto sigue aquí. Inténtelo de nuevo en unos minutos.',
  broken: 'Algo ha fallado por nuestra parte. Inténtelo de nuevo: solo recibiremos su mensaje una vez.',
  conflictTitle: 'Se envió una versión anterior',
  conflict:
    'Ya recibimos este mensaje tal como estaba antes de sus últimos cambios. Lo que ve ahora no se ha enviado.',
  refused:
    'Este formulario no está bien configurado y no se pueden enviar mensajes desde esta página. Contáctenos por otro medio.',
  refusedTitle: 'Este formulario todavía no funciona',
  unverifiedTitle: 'No hemos podido confirmar su identidad',
  unverified: 'Vuelva a cargar la página o inicie sesión de nuevo. Su texto sigue aquí.',
  backOnline: 'Vuelve a tener conexión. Ya se puede enviar su mensaje.',

  retry: 'Intentar de nuevo',
  retryIn: {
    one: 'De nuevo en {n} segundo',
    many: 'De nuevo en {n} de segundos',
    other: 'De nuevo en {n} segundos',
  },
  sendAnyway: 'Enviar también esta versión',
  copyMessage: 'Copiar mi mensaje',
  copied: 'Copiado',
  copyByHand: 'Su mensaje está seleccionado. Cópielo con el teclado o el menú.',
  emailUs: 'Escribirnos un correo',

  sent: 'Mensaje enviado',
  sentStatus: 'Mensaje enviado. Su número de referencia es {reference}.',
  sentTo: 'Responderemos a {email}.',
  reference: 'Su número de referencia',
  copy: 'Copiar',
  copyReference: 'Copiar el número de referencia',
  next: 'Guarde el número de referencia por si quiere hacer una consulta sobre este mensaje.',
  again: 'Enviar otro mensaje',
}
