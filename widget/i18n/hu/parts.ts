/** Texts of the parts that come later, in Hungarian. Read by an editor (a language model), not by a native speaker. */
import type { PartTexts } from '../en/parts.ts'

export const texts: PartTexts = {
  meant: 'Erre gondolt: {email}?',
  replyTime: 'Szokásos válaszidő: {time}',
  replyBy: 'Válasz várható eddig: {time}',
  here: 'Elérhetők vagyunk eddig: {time}',
  away: 'Most nem vagyunk elérhetők. Újra itt: {time}',
  privacy: 'Adatkezelési tájékoztató',
  consent_required: 'Erősítse meg, hogy egyetért',
  consent_outdated: 'Ez a szöveg megváltozott. Kérjük, olvassa el újra',
}
