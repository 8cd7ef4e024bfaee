/** Texts of the parts that come later, in Estonian. Read by an editor (a language model), not by a native speaker. */
import type { PartTexts } from '../en/parts.ts'

export const texts: PartTexts = {
  meant: 'Kas mõtlesite aadressi {email}?',
  replyTime: 'Tavaline vastamisaeg: {time}',
  replyBy: 'Vastust oodata hiljemalt: {time}',
  here: 'Oleme kohal kuni: {time}',
  away: 'Meid ei ole praegu kohal. Tagasi: {time}',
  privacy: 'Privaatsuspoliitika',
  consent_required: 'Kinnitage, et olete nõus',
  consent_outdated: 'Seda teksti on muudetud. Palun lugege see uuesti läbi',
  keep: 'Hoia minu sõnumit selles seadmes',
  keepNote: 'Kõige rohkem 7 päeva ja ilma failideta. Teised selle brauseri kasutajad saavad seda lugeda.',
  keptNow: 'Hoitakse selles seadmes',
  notKept: 'See brauser ei saa seda hoida',
  keptBack: 'Jätsite selle sõnumi siia seadmesse. Saatke see, kui soovite.',
  discard: 'Kustuta see',
}
