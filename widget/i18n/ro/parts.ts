/** Texts of the parts that come later, in Romanian. Read by an editor (a language model), not by a native speaker. */
import type { PartTexts } from '../en/parts.ts'

export const texts: PartTexts = {
  meant: 'Ați vrut să scrieți {email}?',
  replyTime: 'Timp de răspuns obișnuit: {time}',
  replyBy: 'Răspuns așteptat până la: {time}',
  here: 'Suntem disponibili până la: {time}',
  away: 'Momentan nu suntem disponibili. Revenim: {time}',
  privacy: 'Politica de confidențialitate',
  consent_required: 'Confirmați că sunteți de acord',
  consent_outdated: 'Acest text s-a schimbat. Vă rugăm să îl citiți din nou',
  keep: 'Păstrați mesajul meu pe acest dispozitiv',
  keepNote: 'Cel mult 7 zile și fără fișiere. Cine folosește acest browser îl poate citi.',
  keptNow: 'Păstrat pe acest dispozitiv',
  notKept: 'Acest browser nu îl poate păstra',
  keptBack: 'Ați păstrat acest mesaj pe acest dispozitiv. Trimiteți-l când doriți.',
  discard: 'Renunțați la el',
}
