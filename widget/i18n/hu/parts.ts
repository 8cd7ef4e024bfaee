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
  keep: 'Üzenetem megőrzése ezen az eszközön',
  keepNote: 'Legfeljebb 7 napig, fájlok nélkül. Aki ezt a böngészőt használja, elolvashatja.',
  keptNow: 'Megőrizve ezen az eszközön',
  notKept: 'Ez a böngésző nem tudja megőrizni',
  keptBack: 'Ezt az üzenetet megőrizte ezen az eszközön. Küldje el, amikor szeretné.',
  discard: 'Elvetés',
}
