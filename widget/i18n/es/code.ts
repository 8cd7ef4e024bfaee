/** Texts of how an address is proven by a code, in Spanish. Read by an editor (a language model), not by a native speaker. */
import type { CodeTexts } from '../en/code.ts'

export const texts: CodeTexts = {
  proofWhy: 'Las respuestas se muestran aquí en cuanto introduzca un código que enviamos a {email}.',
  waitsWhy:
    'Su mensaje está a salvo. Se entrega en cuanto introduzca un código que enviamos a {email}, o al cabo de una hora.',
  confirmWhy: 'Confirme su dirección de correo: introduzca un código que enviamos a {email}.',
  requestsWhy: 'Para ver sus consultas, introduzca un código que enviamos a su dirección de correo.',
  codeSend: 'Enviarme un código',
  codeAgain: 'Enviar otro código',
  codeSent: 'Estamos enviando un código a {email}. Si no llega en unos minutos, solicite otro.',
  code: 'Su código',
  codeEnter: 'Confirmar la dirección',
  code_required: 'Introduzca el código',
  code_wrong: 'Este código es incorrecto o ya no es válido. Introdúzcalo de nuevo o solicite otro.',
  codeLimited: 'Se han solicitado demasiados códigos. Inténtelo de nuevo más tarde.',
  confirmed: 'Su dirección está confirmada.',
  proofOver: 'La confirmación de su dirección ha caducado. Solicite un código nuevo.',
  signOut: 'Cerrar sesión',
}
