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
  keep: 'Spara mitt meddelande på den här enheten',
  keepNote: 'I högst 7 dagar och utan filer. Andra som använder den här webbläsaren kan läsa det.',
  keptNow: 'Sparat på den här enheten',
  notKept: 'Webbläsaren kan inte spara det',
  keptBack: 'Du sparade det här meddelandet på enheten. Skicka det när du vill.',
  discard: 'Ta bort det',
}
