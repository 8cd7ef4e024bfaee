/** Texts of the parts that come later, in Danish. Read by an editor (a language model), not by a native speaker. */
import type { PartTexts } from '../en/parts.ts'

export const texts: PartTexts = {
  meant: 'Mente du {email}?',
  replyTime: 'Sædvanlig svartid: {time}',
  replyBy: 'Svar forventes senest: {time}',
  here: 'Vi er her indtil: {time}',
  away: 'Vi er her ikke lige nu. Tilbage: {time}',
  privacy: 'Privatlivspolitik',
  consent_required: 'Bekræft, at du er indforstået',
  consent_outdated: 'Teksten er ændret. Læs den igen',
  keep: 'Gem min besked på denne enhed',
  keepNote: 'Højst 7 dage og uden filer. Andre, der bruger denne browser, kan læse den.',
  keptNow: 'Gemt på denne enhed',
  notKept: 'Denne browser kan ikke gemme den',
  keptBack: 'Du har gemt denne besked på enheden. Send den, når du er klar.',
  discard: 'Kassér den',
}
