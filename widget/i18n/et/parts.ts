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
}
