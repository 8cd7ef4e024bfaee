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
}
