/** Texts of the parts that come later, in Spanish. Read by an editor (a language model), not by a native speaker. */
import type { PartTexts } from '../en/parts.ts'

export const texts: PartTexts = {
  meant: '¿Quiso decir {email}?',
  replyTime: 'Tiempo de respuesta habitual: {time}',
  replyBy: 'Respuesta prevista antes de: {time}',
  here: 'Estamos disponibles hasta: {time}',
  away: 'Ahora no estamos disponibles. Volvemos: {time}',
  privacy: 'Política de privacidad',
  consent_required: 'Confirme que está de acuerdo',
  consent_outdated: 'Este texto ha cambiado. Léalo de nuevo, por favor',
  keep: 'Guardar mi mensaje en este dispositivo',
  keepNote: 'Durante 7 días como máximo y sin archivos. Quien use este navegador puede leerlo.',
  keptNow: 'Guardado en este dispositivo',
  notKept: 'Este navegador no puede guardarlo',
  keptBack: 'Guardó este mensaje en este dispositivo. Envíelo cuando quiera.',
  discard: 'Descartarlo',
}
