/** Texts of the pages that the proxy draws after a message was sent, in Slovenian. Read by an editor (a language model), not by a native speaker. */
import type { PageTexts } from '../en/pages.ts'

export const texts: PageTexts = {
  news: 'Poglej, kaj je novega',
  unshown: 'Tega trenutno ni mogoče prikazati',
  unshownWhy: 'Nič ni izgubljeno. Poskusite znova čez nekaj minut.',
  noMore: 'Tej zahtevi ni več mogoče dodati sporočil. Pošljite novo sporočilo.',
}
