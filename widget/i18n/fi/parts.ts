/** Texts of the parts that come later, in Finnish. Read by an editor (a language model), not by a native speaker. */
import type { PartTexts } from '../en/parts.ts'

export const texts: PartTexts = {
  meant: 'Tarkoititko {email}?',
  replyTime: 'Tavallinen vastausaika: {time}',
  replyBy: 'Vastaus odotettavissa viimeistään: {time}',
  here: 'Olemme paikalla, suljemme: {time}',
  away: 'Emme ole juuri nyt paikalla. Palaamme: {time}',
  privacy: 'Tietosuojaseloste',
  consent_required: 'Vahvista, että hyväksyt tämän',
  consent_outdated: 'Teksti on muuttunut. Lue se uudelleen',
  keep: 'Säilytä viestini tällä laitteella',
  keepNote: 'Enintään 7 päivää ja ilman tiedostoja. Muut tämän selaimen käyttäjät voivat lukea sen.',
  keptNow: 'Säilytetään tällä laitteella',
  notKept: 'Tämä selain ei voi säilyttää sitä',
  keptBack: 'Säilytit tämän viestin tällä laitteella. Lähetä se, kun haluat.',
  discard: 'Hylkää se',
}
