/** Texts of the parts that come later, in Slovak. Read by an editor (a language model), not by a native speaker. */
import type { PartTexts } from '../en/parts.ts'

export const texts: PartTexts = {
  meant: 'Mali ste na mysli {email}?',
  replyTime: 'Obvyklý čas odpovede: {time}',
  replyBy: 'Odpoveď očakávajte do: {time}',
  here: 'Sme tu do: {time}',
  away: 'Teraz tu nie sme. Opäť k dispozícii: {time}',
  privacy: 'Zásady ochrany osobných údajov',
  consent_required: 'Potvrďte, že súhlasíte',
  consent_outdated: 'Tento text sa zmenil. Prečítajte si ho, prosím, znova',
  keep: 'Uchovať moju správu v tomto zariadení',
  keepNote: 'Najviac 7 dní a bez súborov. Ostatní používatelia tohto prehliadača si ju môžu prečítať.',
  keptNow: 'Uchované v tomto zariadení',
  notKept: 'Tento prehliadač ju nemôže uchovať',
  keptBack: 'Túto správu ste uchovali v tomto zariadení. Odošlite ju, keď budete chcieť.',
  discard: 'Zahodiť ju',
}
