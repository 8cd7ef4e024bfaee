/** Texts of the pages that the proxy draws after a message was sent, in Spanish. Read by an editor (a language model), not by a native speaker. */
import type { PageTexts } from '../en/pages.ts'

export const texts: PageTexts = {
  news: 'Ver si hay novedades',
  unshown: 'Esto no se puede mostrar en este momento',
  unshownWhy: 'No se ha perdido nada. Inténtelo de nuevo en unos minutos.',
  noMore: 'Esta consulta ya no admite más mensajes. Envíe un mensaje nuevo.',
}
