/** Texts of the parts that come later, in Italian. Read by an editor (a language model), not by a native speaker. */
import type { PartTexts } from '../en/parts.ts'

export const texts: PartTexts = {
  meant: 'Intendevi {email}?',
  replyTime: 'Tempo di risposta abituale: {time}',
  replyBy: 'Risposta prevista entro: {time}',
  here: 'Siamo disponibili fino a: {time}',
  away: 'Al momento non siamo disponibili. Torniamo: {time}',
  privacy: 'Informativa sulla privacy',
  consent_required: 'Conferma di essere d’accordo',
  consent_outdated: 'Questo testo è cambiato. Rileggilo',
  keep: 'Conserva il mio messaggio su questo dispositivo',
  keepNote: 'Per 7 giorni al massimo e senza file. Chi usa questo browser può leggerlo.',
  keptNow: 'Conservato su questo dispositivo',
  notKept: 'Questo browser non può conservarlo',
  keptBack: 'Hai conservato questo messaggio su questo dispositivo. Invialo quando vuoi.',
  discard: 'Eliminalo',
}
