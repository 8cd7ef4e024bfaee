/** Texts of the parts that come later, in Swedish. Read by an editor (a language model), not by a native speaker. */
import type { PartTexts } from '../en/parts.ts'

export const texts: PartTexts = {
  meant: 'Menade du {email}?',
  replyTime: 'Vanlig svarstid: {time}',
  replyBy: 'Svar väntas senast: {time}',
  here: 'Vi är här till: {time}',
  away: 'Vi är inte här just nu. Tillbaka: {time}',
  privacy: 'Integritetspolicy',
  consent_required: 'Bekräfta att du samtycker',
  consent_outdated: 'Texten har ändrats. Läs den igen',
}
